import type { ListRow } from '../../utils/domain/list-row.ts';
import type { Other } from '../../utils/domain/people.ts';
import type { Tone } from '../../utils/domain/stage.ts';
import { isNothing, sumOf } from '../../utils/domain/sum.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import { type MessageKey, plural, t } from '../../utils/i18n.ts';
import { isKnown, valueOr } from '../../utils/known.ts';
import { sumText } from '../../utils/sum-words.ts';
import { date, experience, moment, money } from '../../utils/time.ts';
import { waitOf } from '../popup/row-words.ts';
import { factText, factWords } from '../ui/fact-words.ts';

/** The words of one row of the inbox. */

export interface Fact {
  text: string;
  tone?: Tone | 'accent';
  title?: string;
}

/** «40 лет · Главный бухгалтер · 9 лет · 120 000 ₽ · Москва» */
export function aboutOf({ candidate, resumeDeleted }: ListRow): string {
  if (valueOr(resumeDeleted, false)) return t('inbox_resume_deleted');
  const { title, age, experienceMonths, salary, area, resumeId } = candidate;
  return [
    factText(title, 'unknown_title'),
    factWords(age, (years) => (years > 0 ? plural('inbox_age', years) : ''), 'unknown_age'),
    factWords(
      experienceMonths,
      (months) =>
        months === 0 ? t('popup_no_experience') : t('inbox_experience', experience(whole(months))),
      'unknown_experience',
    ),
    factWords(
      salary,
      ({ amount, currency }) => money(amount, currency),
      'unknown_salary',
      resumeId === null ? '' : t('popup_no_salary'),
    ),
    factText(area, 'unknown_area'),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Whole years once there is one: a row has room for no more. */
const whole = (months: number) => (months >= 12 ? months - (months % 12) : months);

/** The answers of the auto-survey, one below the other; hh parts them by a backslash. */
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
/** hh's word as it is, where we have none. */
const sourceText = (id: string): string => {
  const key = Object.hasOwn(sources, id) ? sources[id] : undefined;
  return key ? t(key) : id.toLowerCase().replaceAll('_', ' ');
};

/** Where it came from; an ordinary response needs no word. */
export function sourcesOf({ source, tags }: ListRow): string[] {
  const ids = [source, ...tags].filter((id) => id !== null && id !== 'NEGOTIATION');
  return [...new Set(ids)].flatMap((id) => (id ? [sourceText(id)] : []));
}

const testTones: Record<string, Tone> = { EXCELLENT: 'good', GOOD: 'good', UNFAIR: 'bad' };

/** What stands in chips: the same person elsewhere, where it came from, the test, notes, unread messages. */
export function factsOf(row: ListRow, others: readonly Other[], nameOf: (other: Other) => string): Fact[] {
  const facts: Fact[] = [];
  const [other] = others;
  if (other) facts.push({ text: nameOf(other), title: others.map(nameOf).join('\n'), tone: 'wait' });
  for (const text of sourcesOf(row)) facts.push({ text });
  const { testScore, notes } = row;
  if (!testScore.known) facts.push({ text: t('unknown_test') });
  else if (testScore.value !== null)
    facts.push({
      text: t('inbox_test', testScore.value),
      tone: testTones[row.testMark ?? ''] ?? 'neutral',
    });
  if (!row.autoSurvey.known) facts.push({ text: t('unknown_survey') });
  if (!notes.known) facts.push({ text: t('unknown_notes') });
  else if (notes.value > 0) facts.push({ text: plural('inbox_notes', notes.value) });
  const messages = sumOf([row.unreadMessages]);
  if (!isNothing(messages))
    facts.push({
      text: sumText('popup_row_messages', messages),
      tone: messages.whole ? 'accent' : 'neutral',
    });
  return facts;
}

/** How long it has waited while nobody has answered; when it last changed after that. */
export function timeOf(row: ListRow, now: number, limitHours: number): Fact {
  const state = valueOr(row.state, null);
  // A row of the store is one that nobody has viewed.
  if (state === null ? isKnown(row.hasUpdates, true) : state.id === 'response')
    return waitOf(row.createdAt, now, limitHours);
  const { updatedAt } = row;
  return updatedAt.known
    ? { text: date(updatedAt.value, now), title: t('inbox_changed_at', moment(updatedAt.value)) }
    : { text: '?', title: t('unknown_time') };
}

/** The write that concerns this row; the newest speaks. */
export const entryOf = (entries: readonly Entry[], id: ListRow['id']): Entry | undefined =>
  entries.findLast(({ wish }) =>
    wish.kind === 'action'
      ? wish.negotiationId === id
      : (wish.kind === 'read' || wish.kind === 'bulk') && wish.negotiationIds.includes(id),
  );
