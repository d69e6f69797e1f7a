import type { Part } from './domain/applicant/applicant.ts';
import { leastOf, type Sum } from './domain/sum.ts';
import { plural, t } from './i18n.ts';

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

/** «7», «7+», «?» where there is room for no words; nothing for nothing. */
export function sumMark(sum: Sum): string {
  const least = leastOf(sum);
  const number = least.toLocaleString(t('locale'));
  if (sum.whole) return least === 0 ? '' : number;
  return least === 0 ? '?' : `${number}+`;
}

/** «Загружено 20 из 104» */
export function partText({ loaded, total }: Part): string {
  const said = (count: number) => count.toLocaleString(t('locale'));
  return total === null
    ? t('applicant_part_unknown', said(loaded))
    : t('applicant_part', said(loaded), said(total));
}
