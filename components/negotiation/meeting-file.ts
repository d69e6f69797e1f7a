import { generateIcsCalendar } from 'ts-ics';

/** An interview that was agreed on, or is proposed. */
interface Meeting {
  /** Unix ms. */
  start: number;
  minutes: number;
  /** An address, or a link to a call; empty: not said. */
  place: string;
  title: string;
  /** Whatever else the person wants to have at hand then. */
  notes: string;
  /** The same for the same negotiation: a calendar then moves the interview in place of adding one. */
  uid: string;
}

export const isLink = (place: string): boolean =>
  URL.canParse(place) && /^https?:$/.test(new URL(place).protocol);

/** As a calendar of one event (RFC 5545); its time is in UTC, so that every calendar shows it in its own zone. */
export function calendarOf({ start, minutes, place, title, notes, uid }: Meeting, now: number): Blob {
  const text = generateIcsCalendar({
    version: '2.0',
    prodId: '-//Otklik//Otklik for hh.ru//RU',
    method: 'PUBLISH',
    events: [
      {
        uid,
        stamp: { date: new Date(now) },
        start: { date: new Date(start) },
        duration: { minutes },
        summary: title,
        ...(place && { location: place }),
        ...(isLink(place) && { url: place }),
        ...(notes && { description: notes }),
        alarms: [
          {
            action: 'DISPLAY',
            description: title,
            trigger: { type: 'relative', value: { before: true, minutes: 30 } },
          },
        ],
      },
    ],
  });
  return new Blob([text], { type: 'text/calendar;charset=utf-8' });
}
