import type { ListRow, Other } from '../../utils/domain/collection.ts';
import type { Candidate, ChatRow, Millis, Row } from '../../utils/domain/negotiation.ts';
import { type Tone, toneOf, urgencyOf } from '../../utils/domain/stage.ts';
import { isNothing, sumMark, sumOf, sumText } from '../../utils/domain/sum.ts';
import { type Entry, negotiationsOf } from '../../utils/domain/write-request.ts';
import { dotted, type MessageKey, plural, t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { isKnown, type Known, known, thenKnown, unread, valueOr } from '../../utils/known.ts';
import { date, experience, moment, money, waiting } from '../../utils/time.ts';
import { candidateName, entryText, factText, factWords } from '../ui/words.ts';

/* The words of one row: who, what, how long. */

export const nameOf = ({ candidate }: Pick<Row, 'candidate'>): string => candidateName(candidate);

/** Months rounded down to whole years from one year on: a row has no room for more. */
const wholeYears = (months: number): number => (months >= 12 ? months - (months % 12) : months);
const experienceOf = (months: number): string =>
  months === 0 ? t('popup_no_experience') : experience(wholeYears(months));

/** «Главный бухгалтер · 9 лет»: the part that is cut where there is little room. */
export function workOf({ candidate, unreadMessages }: Row): string {
  const { title, experienceMonths } = candidate;
  const messages = sumOf([unreadMessages]);
  return dotted(
    !isNothing(messages) && sumText('popup_row_messages', messages),
    factText(title, 'unknown_title'),
    factWords(experienceMonths, experienceOf, 'unknown_experience'),
  );
}

/** «120 000 ₽», or `none` if the resume names no salary. */
export const salaryOf = ({ salary }: Pick<Candidate, 'salary'>, none = ''): string =>
  factWords(salary, ({ amount, currency }) => money(amount, currency), 'unknown_salary', none);

/** «120 000 ₽ · Москва»: the part that is never cut. */
export const placeOf = ({ candidate }: Row): string =>
  dotted(salaryOf(candidate), factText(candidate.area, 'unknown_area'));

/** How urgent a wait is in words, by the tone that says the same in colour. */
const urgency = {
  bad: 'popup_waits_long',
  wait: 'popup_waits_day',
  neutral: 'popup_waits',
  good: 'popup_waits',
} as const;

const sinceText = (since: number, tone: Tone): string => t('popup_since', t(urgency[tone]), moment(since));

/** Text and time of a chat's newest message; unread if the message could not be read. */
export const lastOf = ({ last }: ChatRow): { text: Known<string | null>; at: Known<Millis> } => ({
  text: thenKnown(last, (message) => message?.text ?? known(null)),
  at: thenKnown(last, (message) => message?.at ?? unread),
});

/** The chats with the newest message first. */
export const latestFirst = (chats: readonly ChatRow[]): ChatRow[] =>
  [...chats].sort((a, b) => valueOr(lastOf(b).at, 0) - valueOr(lastOf(a).at, 0));

/** «Вы: добрый день»: the newest message in one line. */
export function lastText({ last, blockReason }: ChatRow): string {
  if (valueOr(blockReason, null)) return t('popup_chat_blocked');
  if (!last.known || !last.value?.text.known) return t('unknown_last');
  const { text, mine } = last.value;
  const words = text.value?.trim() || t('popup_chat_no_text');
  if (!mine.known) return t('popup_chat_somebody', words);
  return mine.value ? t('popup_chat_mine', words) : words;
}

export const chatTitle = ({ title }: ChatRow): string => factText(title, 'unknown_chat');

/** The newest write that removes this row, or failed to. */
export const entryOf = (entries: readonly Entry[], id: NegotiationId): Entry | undefined =>
  entries.findLast(
    ({ request }) =>
      ['action', 'bulk', 'read'].includes(request.kind) && negotiationsOf(request).includes(id),
  );

export const entryOfChat = (entries: readonly Entry[], chat: ChatRow): Entry | undefined =>
  entries.findLast(({ request }) => 'chatId' in request && request.chatId === chat.id);

/** Whether the row is being removed; a failed write brings it back. */
export const isLeaving = (entry: Entry | undefined): boolean =>
  entry !== undefined && entry.progress.at !== 'failed';

export const leavingText = (entry: Entry): string =>
  t(`popup_leaving_${entry.progress.at}`, entryText({ ...entry, label: { ...entry.label, vacancy: null } }));

/** What was done with the row, in hh's short words, or that it failed; shown instead of the waiting time. */
export const actedOf = (entry: Entry): Fact => ({
  text:
    entry.progress.at === 'failed'
      ? t('inbox_row_failed')
      : entry.request.kind === 'read'
        ? t('undo_viewed')
        : (entry.label.action ?? t('undo_action')),
  tone: entry.progress.at === 'failed' ? 'wait' : toneOf(entry.resulting?.id ?? ''),
  title: leavingText(entry),
});

/** How long the applicant has waited, with the urgency; a short word, for a column, if the start is unknown. */
export function waitOf(since: Known<Millis>, now: number, limitHours: number) {
  if (!since.known) return { text: t('unknown_count'), tone: 'neutral' as const, title: t('unknown_wait') };
  const tone = urgencyOf(since.value, now, limitHours);
  return { text: waiting(since.value, now), tone, title: sinceText(since.value, tone) };
}

export interface Fact {
  text: string;
  /** Number of unread messages, for a chip that has no room for words. */
  count?: string;
  tone?: Tone | 'accent';
  title?: string;
}

/**
 * «Главный бухгалтер · 41 год · опыт 18 лет · 170 000 ₽ · Москва».
 * @param lasting formats the months of experience
 */
export const candidateAbout = (candidate: Candidate, lasting = experience): string =>
  dotted(
    factText(candidate.title, 'unknown_title'),
    factWords(candidate.age, (years) => (years > 0 ? plural('inbox_age', years) : ''), 'unknown_age'),
    factWords(
      candidate.experienceMonths,
      (months) => (months === 0 ? t('popup_no_experience') : t('inbox_experience', lasting(months))),
      'unknown_experience',
    ),
    salaryOf(candidate, candidate.resumeId === null ? '' : t('popup_no_salary')),
    factText(candidate.area, 'unknown_area'),
  );

/** The same for a row of a list, with the experience in whole years. */
export const listAboutOf = ({ candidate, resumeDeleted }: ListRow): string =>
  valueOr(resumeDeleted, false)
    ? t('inbox_resume_deleted')
    : candidateAbout(candidate, (months) => experience(wholeYears(months)));

/** The columns of a row. `salary` is null if the resume does not name one. */
export function cellsOf({ candidate, resumeDeleted }: ListRow) {
  const { title, age, experienceMonths, area, resumeId } = candidate;
  if (valueOr(resumeDeleted, false))
    return { title: t('inbox_resume_deleted'), age: '', salary: '', area: '' };
  const years = factWords(age, (years) => (years > 0 ? String(years) : ''), 'unknown_age');
  const worked = factWords(experienceMonths, experienceOf, 'unknown_experience');
  return {
    title: factText(title, 'unknown_title'),
    age: dotted(worked || !Number(years) ? years : plural('inbox_age', Number(years)), worked),
    salary: salaryOf(candidate) || (resumeId === null ? '' : null),
    area: factText(area, 'unknown_area'),
  };
}

/** The answers of the auto-survey, which hh separates by backslashes. */
export const surveyLines = (text: string): string[] =>
  text
    .split(/[\\\n]+/)
    .map((line) => line.trim())
    .filter(Boolean);

const sources: Record<string, MessageKey> = {
  AUTO_RESPONSE: 'inbox_source_auto_response',
  AUTO_RESPONSE_HH_PRO: 'inbox_source_auto_response_pro',
  AUTO_INVITE: 'inbox_source_auto_invite',
  PHONE_CALL: 'inbox_source_phone_call',
  CHAT: 'inbox_source_chat',
  APPLICANT_QUESTIONS: 'inbox_source_questions',
  CLICKME_CPA: 'inbox_source_clickme',
  REGISTRATION: 'inbox_source_registration',
};
/** The source in words; hh's own word where we have none. */
const sourceText = (id: string): string => {
  const key = Object.hasOwn(sources, id) ? sources[id] : undefined;
  return key ? t(key) : id.toLowerCase().replaceAll('_', ' ');
};

/** Where the response came from; empty for an ordinary response. */
export function sourcesOf({ source, tags }: ListRow): string[] {
  const ids = [source, ...tags].filter((id) => id !== null && id !== 'NEGOTIATION');
  return [...new Set(ids)].flatMap((id) => (id ? [sourceText(id)] : []));
}

/** Tones by hh's mark of a test. */
export const testTones: Record<string, Tone> = {
  EXCELLENT: 'good',
  GOOD: 'good',
  FAIR: 'wait',
  UNFAIR: 'bad',
};

/** The score in the vacancy's test; null if there was no test or it could not be read (`factsOf` says which). */
export function testOf({ testScore, testMark }: ListRow): Fact | null {
  const score = valueOr(testScore, null);
  return score === null ? null : { text: String(score), tone: testTones[testMark ?? ''] ?? 'neutral' };
}

/** The chips of a row: the same person elsewhere, source, unread parts, notes, unread messages. */
export function factsOf(row: ListRow, others: readonly Other[], nameOf: (other: Other) => string): Fact[] {
  const facts: Fact[] = [];
  const [other] = others;
  if (other) facts.push({ text: nameOf(other), title: others.map(nameOf).join('\n'), tone: 'wait' });
  for (const text of sourcesOf(row)) facts.push({ text });
  const { notes } = row;
  if (!row.testScore.known) facts.push({ text: t('unknown_test') });
  if (!row.autoSurvey.known) facts.push({ text: t('unknown_survey') });
  if (!notes.known) facts.push({ text: t('unknown_notes') });
  else if (notes.value > 0) facts.push({ text: plural('count_notes', notes.value) });
  const messages = sumOf([row.unreadMessages]);
  if (!isNothing(messages))
    facts.push({
      text: sumText('popup_row_messages', messages),
      ...(messages.whole && { count: sumMark(messages) }),
      tone: messages.whole ? 'accent' : 'neutral',
    });
  return facts;
}

/** How long the applicant has waited for an answer; once there is one, the time of the last change. */
export function timeOf(row: ListRow, now: number, limitHours: number): Fact {
  const state = valueOr(row.state, null);
  // The state of a stored row is unknown; a row known as not viewed still waits.
  if (state === null ? isKnown(row.hasUpdates, true) : state.id === 'response')
    return waitOf(row.createdAt, now, limitHours);
  const { updatedAt } = row;
  return updatedAt.known
    ? { text: date(updatedAt.value, now), title: t('inbox_changed_at', moment(updatedAt.value)) }
    : { text: t('unknown_count'), title: t('unknown_time') };
}
