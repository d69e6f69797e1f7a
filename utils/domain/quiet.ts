import { day } from '../time.ts';
import { type Due, dayOf, dueAt, dueOf } from './due.ts';
import type { Millis } from './negotiation.ts';
import type { Settings } from './settings.ts';

/* Quiet hours, in local time: independent of time zone changes and daylight saving. */

type Hours = Pick<Settings, 'quietFrom' | 'quietUntil' | 'workDays' | 'pausedUntil'>;

/** A pause ends tomorrow; one that seems longer was set before the clock was set back. */
const longestPause = 2 * day;

/** Whether a moment is in the quiet hours, on a day off, or in a pause. Equal hours mean no quiet hours. */
function isQuietAt(at: Date, { quietFrom, quietUntil, workDays, pausedUntil }: Hours): boolean {
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
export function quietEnd(now: Millis, hours: Hours): Millis | null {
  const today = new Date(now);
  if (!isQuietAt(today, hours)) return null;
  const days = Array.from({ length: 9 }, (_, day) =>
    dayOf(dueOf(new Date(today.getFullYear(), today.getMonth(), today.getDate() + day))),
  );
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
export function tomorrow(now: Millis, quietUntil: string): Due {
  const today = new Date(now);
  const day = dueOf(new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1)).slice(0, 10);
  return `${day}T${quietUntil}`;
}
