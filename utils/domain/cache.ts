import type { Millis } from './negotiation.ts';

/* What is kept by key for a while, the newest last. */

/** What was read at hh is shown again for so long without asking, ms. */
const freshFor = 5 * 60_000;

/** A clock that was set back keeps nothing for longer. */
export const isFresh = (at: Millis, now: Millis): boolean => Math.abs(now - at) < freshFor;

/** Puts `value` into the map as the newest, and lets the oldest beyond `most` go. */
export function putNewest<K, T>(all: Map<K, T>, key: K, value: T, most: number): void {
  all.delete(key);
  all.set(key, value);
  for (const oldest of [...all.keys()].slice(0, -most)) all.delete(oldest);
}

/** With `value` as the newest, and no more than `most`. */
export function withNewest<T>(
  all: Record<string, T>,
  key: string,
  value: T,
  most: number,
): Record<string, T> {
  const { [key]: _, ...others } = all;
  return Object.fromEntries([...Object.entries(others), [key, value] as const].slice(-most));
}
