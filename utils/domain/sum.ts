import type { Known } from '../known.ts';

/** A sum of counters: whole, or at least so many where some of its parts were not read. "At least 0" says nothing. */
export type Sum = { whole: true; count: number } | { whole: false; atLeast: number };

/** @param whole false where parts are missing from the list altogether */
export function sumOf(parts: readonly Known<number>[], whole = true): Sum {
  let sum = 0;
  let all = whole;
  for (const part of parts) {
    if (part.known) sum += part.value;
    else all = false;
  }
  return all ? { whole: true, count: sum } : { whole: false, atLeast: sum };
}

/** What is certain of it: the sum, or its known part. */
export const leastOf = (sum: Sum): number => (sum.whole ? sum.count : sum.atLeast);

/** Known to be nothing; a sum with a part that was not read never is. */
export const isNothing = (sum: Sum): boolean => sum.whole && sum.count === 0;

export const together = (...sums: readonly Sum[]): Sum => {
  const count = sums.reduce((total, sum) => total + leastOf(sum), 0);
  return sums.every(({ whole }) => whole) ? { whole: true, count } : { whole: false, atLeast: count };
};
