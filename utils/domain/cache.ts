/* Short-lived caches by key, the newest entry last. Times are Unix milliseconds. */

/** How long a cached answer of hh is reused without a new request, ms. */
const freshFor = 5 * 60_000;

/** A clock that was set back does not extend the lifetime. */
export const isFresh = (at: number, now: number): boolean => Math.abs(now - at) < freshFor;

/** Puts `value` into the map as the newest entry, and drops the oldest beyond `most`. */
export function putNewest<K, T>(all: Map<K, T>, key: K, value: T, most: number): void {
  all.delete(key);
  all.set(key, value);
  for (const oldest of [...all.keys()].slice(0, -most)) all.delete(oldest);
}

/** A copy with `value` as the newest entry, limited to `most`. */
export function withNewest<T>(
  all: Record<string, T>,
  key: string,
  value: T,
  most: number,
): Record<string, T> {
  const { [key]: _, ...others } = all;
  return Object.fromEntries([...Object.entries(others), [key, value] as const].slice(-most));
}
