import { clock, day, twoDigits } from '../time.ts';
import type { Millis } from './negotiation.ts';

/**
 * A local date and time without a time zone: «2026-11-30T09:00». "Monday, 9:00" stays 9:00 after a
 * daylight-saving change, and after travelling to another zone.
 */
export type Due = string;

/** A local date: «2026-11-30», as a date field returns it. */
export type Day = string;

/** When the working day begins. */
const morning = '09:00';

/** In the browser's local time. */
export const dueOf = (at: Date): Due =>
  `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}T${clock(at.getTime())}`;

/** Guard for a stored value. */
export const isDue = (value: unknown): value is Due =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value) && !Number.isNaN(dueAt(value));

export const isDay = (value: unknown): value is Day => typeof value === 'string' && isDue(morningOf(value));

/** A time of day, «09:00»; sorts as text. */
export const isHour = (value: unknown): value is string =>
  typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);

/** The instant in the current time zone. A time skipped by daylight saving becomes the hour after it. */
export const dueAt = (due: Due): Millis => new Date(due).getTime();

export const morningOf = (day: Day): Due => `${day}T${morning}`;
export const dayOf = (due: Due): Day => due.slice(0, 10);

/** The day that is `days` from today. */
const dayIn = (days: number, now: Millis): Day => {
  const today = new Date(now);
  return dayOf(dueOf(new Date(today.getFullYear(), today.getMonth(), today.getDate() + days)));
};

/** Calendar days from today: 0 today, 1 tomorrow, -2 two days ago. */
export function daysUntil(due: Due, now: Millis): number {
  const [at, today] = [new Date(due), new Date(now)];
  const of = (day: Date) => Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
  return Math.round((of(at) - of(today)) / day);
}

const choiceNames = ['tomorrow', 'monday', 'week'] as const;
export interface Choice {
  name: (typeof choiceNames)[number];
  due: Due;
}

/** When to come back: tomorrow morning, on Monday, in a week. If two fall on one day, only the first is offered. */
export function choicesAt(now: Millis): Choice[] {
  const weekday = new Date(now).getDay();
  const days = { tomorrow: 1, monday: (8 - weekday) % 7 || 7, week: 7 };
  return choiceNames
    .filter((name, at) => choiceNames.slice(0, at).every((before) => days[before] !== days[name]))
    .map((name) => ({ name, due: morningOf(dayIn(days[name], now)) }));
}

/** The first and the last day that can be chosen. */
export const boundsAt = (now: Millis) => ({
  min: dayIn(1, now),
  max: dayIn(730, now),
});

/** Quiet hours, days off and a pause, all in local time; `settings.ts` describes them. */
interface QuietHours {
  quietFrom: string;
  quietUntil: string;
  workDays: readonly number[];
  pausedUntil: Due | null;
}

/** A pause ends tomorrow; one that seems longer was set before the clock was set back. */
const longestPause = 2 * day;

/** Whether a moment is in the quiet hours, on a day off, or in a pause. Equal hours mean no quiet hours. */
function isQuietAt(at: Date, { quietFrom, quietUntil, workDays, pausedUntil }: QuietHours): boolean {
  const pause = pausedUntil === null ? 0 : dueAt(pausedUntil) - at.getTime();
  if (pause > 0 && pause <= longestPause) return true;
  if (!workDays.includes(at.getDay())) return true;
  const hour = dueOf(at).slice(11);
  return quietFrom <= quietUntil
    ? hour >= quietFrom && hour < quietUntil
    : hour >= quietFrom || hour < quietUntil;
}

/**
 * When the current quiet time ends; null if it is not quiet now. It always ends, because at least one working
 * day is kept.
 */
export function quietEnd(now: Millis, hours: QuietHours): Millis | null {
  if (!isQuietAt(new Date(now), hours)) return null;
  const days = Array.from({ length: 9 }, (_, ahead) => dayIn(ahead, now));
  // Quiet can only end at the set hour, at the start of a day, or with a pause.
  const ends = days.flatMap((day): Due[] => [`${day}T00:00`, `${day}T${hours.quietUntil}`]);
  return (
    [...ends, ...(hours.pausedUntil ? [hours.pausedUntil] : [])]
      .map(dueAt)
      .filter((at) => at > now && !isQuietAt(new Date(at), hours))
      .sort((a, b) => a - b)[0] ?? null
  );
}

/** "Until tomorrow": until tomorrow's end of the quiet hours. */
export const tomorrow = (now: Millis, quietUntil: string): Due => `${dayIn(1, now)}T${quietUntil}`;
