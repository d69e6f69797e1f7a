import { DAY } from '../time.ts';
import type { Experience } from './model.ts';

/** Whole months of work over all places. */
export function monthsOf(experience: Experience[], now: number): number {
  const days = experience.map(
    (item) => ((item.end ? Date.parse(item.end) : now) - Date.parse(item.start)) / DAY,
  );
  return Math.round(days.reduce((sum, one) => sum + one, 0) / 30.4);
}
