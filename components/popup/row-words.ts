import { plural, t } from '../../utils/i18n.ts';
import type { ChatRow, Row } from '../../utils/inbox/negotiation.ts';
import type { Tone } from '../../utils/inbox/stage.ts';
import { type Entry, negotiationsOf } from '../../utils/inbox/write.ts';
import { isKnown, valueOr } from '../../utils/known.ts';
import { experience, moment, money } from '../../utils/time.ts';
import { factText } from '../fact-words.ts';
import { entryText } from '../words.ts';

/** The words of one row: who, what, how long. */

export const nameOf = ({ candidate }: Row): string =>
  candidate.name ?? t(candidate.resumeId === null ? 'popup_deleted' : 'popup_hidden');

/** «ПИ» of «Петрова Инна Сергеевна»: in the order the name is written. */
export function initialsOf(name: string | null): string {
  const letters = (name ?? '').split(/[\s-]+/).flatMap((word) => {
    const first = [...word][0];
    return first && /\p{L}/u.test(first) ? [first.toUpperCase()] : [];
  });
  return letters.slice(0, 2).join('') || '?';
}

/** Whole years once there is one: a row has room for no more. */
function experienceOf(months: number | null): string | null {
  if (months === null) return null;
  if (months === 0) return t('popup_no_experience');
  return experience(months >= 12 ? months - (months % 12) : months);
}

/** «Главный бухгалтер · 9 лет · 120 000 ₽ · Москва» */
export function aboutOf({ candidate, unreadMessages }: Row): string {
  const { title, experienceMonths, salary, area } = candidate;
  const known = title !== null || area !== null;
  return [
    unreadMessages > 0 ? plural('popup_row_messages', unreadMessages) : null,
    title,
    experienceOf(experienceMonths),
    salary ? money(salary.amount, salary.currency) : known ? t('popup_no_salary') : null,
    area,
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
  return isKnown(mine, true) ? t('popup_chat_mine', words) : words;
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
