const MOSCOW = 3 * 3_600_000;

/** hh's format of a time: Moscow time, no colon in the offset. */
export function hhDate(at: number): string {
  return `${new Date(at + MOSCOW).toISOString().slice(0, 19)}+0300`;
}

/** The day only, Moscow time. */
export function hhDay(at: number): string {
  return new Date(at + MOSCOW).toISOString().slice(0, 10);
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
