import { day } from '../time.ts';
import type { Millis } from './negotiation.ts';

/**
 * A local date and time without a time zone: «2026-11-30T09:00». "Monday, 9:00" stays 9:00 after a
 * daylight-saving change, and after travelling to another zone.
 */
export type Due = string;

/** A local date: «2026-11-30», as a date field returns it. */
export type Day = string;

/** The hour at which the working day begins. */
const morning = 9;

const two = (part: number) => String(part).padStart(2, '0');

/** In the browser's local time. */
export const dueOf = (at: Date): Due =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;

/** Guard for a stored value. */
export const isDue = (value: unknown): value is Due =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value) && !Number.isNaN(dueAt(value));

export const isDay = (value: unknown): value is Day => typeof value === 'string' && isDue(morningOf(value));

/** A time of day, «09:00»; sorts as text. */
export const isHour = (value: unknown): value is string =>
  typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);

/** The instant in the current time zone. A time skipped by daylight saving becomes the hour after it. */
export const dueAt = (due: Due): Millis => new Date(due).getTime();

/** The morning of the day that is `days` from today. */
const morningIn = (days: number, now: Millis): Due => {
  const today = new Date(now);
  return dueOf(new Date(today.getFullYear(), today.getMonth(), today.getDate() + days, morning));
};

export const morningOf = (day: Day): Due => `${day}T${two(morning)}:00`;
export const dayOf = (due: Due): Day => due.slice(0, 10);

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
    .map((name) => ({ name, due: morningIn(days[name], now) }));
}

/** The first and the last day that can be chosen. */
export const boundsAt = (now: Millis) => ({
  min: dayOf(morningIn(1, now)),
  max: dayOf(morningIn(730, now)),
});
