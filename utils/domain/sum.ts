import { grouped, plural, t } from '../i18n.ts';
import type { Known } from '../known.ts';

/** A sum of counters: complete, or a minimum if some were not read. "At least 0" says nothing. */
export type Sum = { whole: true; count: number } | { whole: false; atLeast: number };

/** @param whole false if counters are missing from the list altogether */
export function sumOf(parts: readonly Known<number>[], whole = true): Sum {
  let sum = 0;
  let all = whole;
  for (const part of parts) {
    if (part.known) sum += part.value;
    else all = false;
  }
  return all ? { whole: true, count: sum } : { whole: false, atLeast: sum };
}

/** The certain part: the sum, or its known part. */
export const leastOf = (sum: Sum): number => (sum.whole ? sum.count : sum.atLeast);

/** Known to be zero; never true if a counter was not read. */
export const isNothing = (sum: Sum): boolean => sum.whole && sum.count === 0;

export const together = (...sums: readonly Sum[]): Sum => {
  const count = sums.reduce((total, sum) => total + leastOf(sum), 0);
  return sums.every(({ whole }) => whole) ? { whole: true, count } : { whole: false, atLeast: count };
};

/** The median; null for an empty list. */
export function medianOf(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  if (high === undefined) return null;
  return sorted.length % 2 === 0 && low !== undefined ? (low + high) / 2 : high;
}

type Counted =
  | 'company_late'
  | 'company_responses'
  | 'badge_responses'
  | 'badge_answers'
  | 'applicant_answers'
  | 'popup_responses'
  | 'inbox_new'
  | 'options_count_unread'
  | 'popup_row_messages';

/** «7 откликов», «не меньше 7 откликов», «число откликов неизвестно» */
export function sumText(key: Counted, sum: Sum): string {
  if (sum.whole) return plural(key, sum.count);
  return sum.atLeast > 0 ? plural(`${key}_least`, sum.atLeast) : t(`${key}_unknown`);
}

/** «7», «7+» or «?» where there is no room for words; empty for zero. */
export function sumMark(sum: Sum): string {
  const least = leastOf(sum);
  const number = grouped(least);
  if (sum.whole) return least === 0 ? '' : number;
  return least === 0 ? '?' : `${number}+`;
}

/** The title of «?», or of a label that goes without it; empty unless the number is unknown. */
export const sumGap = (sum: Sum): string => (!sum.whole && sum.atLeast === 0 ? t('unknown_how_many') : '');
