import { generateIcsCalendar } from 'ts-ics';
import type { Worker } from '../../utils/messaging/client.ts';

/** An interview, agreed on or proposed. */
interface Meeting {
  /** Unix ms. */
  start: number;
  minutes: number;
  /** An address or a link to a call; empty if there is none. */
  place: string;
  title: string;
  /** Other details to have at hand during the interview. */
  notes: string;
  /** The negotiation, so that a calendar moves its interview instead of adding another. */
  id: string;
}

export const isLink = (place: string): boolean =>
  URL.canParse(place) && /^https?:$/.test(new URL(place).protocol);

/** A calendar file of one event (RFC 5545). Its time is in UTC; every calendar shows it in its own time zone. */
export function calendarOf({ start, minutes, place, title, notes, id }: Meeting, now: number): Blob {
  const text = generateIcsCalendar({
    version: '2.0',
    prodId: '-//Otklik//Otklik for hh.ru//RU',
    method: 'PUBLISH',
    events: [
      {
        uid: `${id}@otklik`,
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

/** Saves the interview as a calendar file, named by its title and its day, `YYYY-MM-DD`. */
export function saveMeeting(meeting: Meeting, day: string, save: Worker['save']): void {
  const title = meeting.title.replaceAll(/[^\p{L}\p{N} ]+/gu, '').slice(0, 60);
  save(calendarOf(meeting, Date.now()), `${title} ${day}.ics`);
}
