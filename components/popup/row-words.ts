import type { ChatRow, Millis, Row } from '../../utils/domain/negotiation.ts';
import type { Tone } from '../../utils/domain/stage.ts';
import { isNothing, sumOf } from '../../utils/domain/sum.ts';
import { urgencyOf } from '../../utils/domain/urgency.ts';
import { type Entry, negotiationsOf } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import { type Known, valueOr } from '../../utils/known.ts';
import { sumText } from '../../utils/sum-words.ts';
import { experience, moment, money, waiting } from '../../utils/time.ts';
import { candidateName, factText, factWords } from '../ui/fact-words.ts';
import { entryText } from '../ui/words.ts';

/** The words of one row: who, what, how long. */

export const nameOf = ({ candidate }: Pick<Row, 'candidate'>): string => candidateName(candidate);

/** «ПИ» of «Петрова Инна Сергеевна»: in the order the name is written. */
export function initialsOf(name: string | null): string {
  const letters = (name ?? '').split(/[\s-]+/).flatMap((word) => {
    const first = [...word][0];
    return first && /\p{L}/u.test(first) ? [first.toUpperCase()] : [];
  });
  return letters.slice(0, 2).join('') || '?';
}

/** Whole years once there is one: a row has room for no more. */
export function experienceOf(months: number): string {
  if (months === 0) return t('popup_no_experience');
  return experience(months >= 12 ? months - (months % 12) : months);
}

/** «Главный бухгалтер · 9 лет · 120 000 ₽ · Москва» */
export function aboutOf({ candidate, unreadMessages }: Row): string {
  const { title, experienceMonths, salary, area } = candidate;
  // Of a resume that is gone nothing is said, not even that there is no salary.
  const shown = Boolean(valueOr(title, null) ?? valueOr(area, null));
  const messages = sumOf([unreadMessages]);
  return [
    !isNothing(messages) && sumText('popup_row_messages', messages),
    factText(title, 'unknown_title'),
    factWords(experienceMonths, experienceOf, 'unknown_experience'),
    factWords(
      salary,
      ({ amount, currency }) => money(amount, currency),
      'unknown_salary',
      shown ? t('popup_no_salary') : '',
    ),
    factText(area, 'unknown_area'),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** How urgent a wait is, in the words that its colour repeats. */
const urgency = {
  bad: 'popup_waits_long',
  wait: 'popup_waits_day',
  neutral: 'popup_waits',
  good: 'popup_waits',
} as const;

export const sinceText = (since: number, tone: Tone): string =>
  t('popup_since', t(urgency[tone]), moment(since));

/** «Вы: добрый день» */
export function lastText({ last, blockReason }: ChatRow): string {
  if (valueOr(blockReason, null)) return t('popup_chat_blocked');
  if (!last.known || !last.value?.text.known) return t('unknown_last');
  const { text, mine } = last.value;
  const words = text.value?.trim() || t('popup_chat_no_text');
  if (!mine.known) return t('popup_chat_somebody', words);
  return mine.value ? t('popup_chat_mine', words) : words;
}

export const chatTitle = ({ title }: ChatRow): string => factText(title, 'unknown_chat');

/** The write that takes this row away, or that failed to. The newest speaks. */
export function entryOfRow(entries: Entry[], row: Row): Entry | undefined {
  return entries.findLast(
    ({ wish }) => ['action', 'bulk', 'read'].includes(wish.kind) && negotiationsOf(wish).includes(row.id),
  );
}

export const entryOfChat = (entries: Entry[], chat: ChatRow): Entry | undefined =>
  entries.findLast(({ wish }) => 'chatId' in wish && wish.chatId === chat.id);

/** True while the row is on its way out; a failed write brings it back. */
export const isLeaving = (entry: Entry | undefined): boolean =>
  entry !== undefined && entry.progress.at !== 'failed';

export const leavingText = (entry: Entry): string =>
  t(`popup_leaving_${entry.progress.at}`, entryText({ ...entry, label: { ...entry.label, vacancy: null } }));

/** How long it waits, with its urgency; where nobody knows since when, that. */
export function waitOf(since: Known<Millis>, now: number, limitHours: number) {
  if (!since.known) return { text: '?', tone: 'neutral' as const, title: t('unknown_wait') };
  const tone = urgencyOf(since.value, now, limitHours);
  return { text: waiting(since.value, now), tone, title: sinceText(since.value, tone) };
}
