import type { Applicant } from '../../utils/domain/applicant/applicant.ts';
import {
  type ApplicantNegotiation,
  isClosed,
  isMine,
  isOver,
  isSilent,
  knownStages,
  stageText,
  titleOf,
  waitText,
} from '../../utils/domain/applicant/negotiation.ts';
import type { Millis } from '../../utils/domain/negotiation.ts';
import { isRefusal, type Tone, toneOf } from '../../utils/domain/stage.ts';
import { type Entry, isUnderWay } from '../../utils/domain/write-request.ts';
import { chatUrl, negotiationsUrl, vacancyPage } from '../../utils/hh/pages.ts';
import { dotted, numberFormat, plural, spaced, t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import { clock, date, day, hour, minute } from '../../utils/time.ts';
import { matcher, plain } from '../list/search.tsx';
import { offText } from '../ui/words.ts';

/* An applicant's negotiation in words: its vacancy, employer, stage, dates and next step. */

export interface Chip {
  text: string;
  tone: Tone | 'accent';
}

export const employerOf = ({ employer }: ApplicantNegotiation): string =>
  employer?.name || t('applicant_no_employer');

/** The stage in words; the tone only repeats them. */
export function chipOf(negotiation: ApplicantNegotiation, now: Millis, silentDays: number): Chip {
  const { stage, hidden, fresh, viewed } = negotiation;
  if (hidden) return { text: t('applicant_chip_hidden'), tone: 'neutral' };
  if (negotiation.awaits && isMine(negotiation)) return { text: t('applicant_chip_awaits'), tone: 'wait' };
  if (stage.id !== 'response' && stage.id !== '') return { text: stageText(stage), tone: toneOf(stage.id) };
  if (fresh) return { text: t('applicant_chip_fresh'), tone: 'accent' };
  if (isClosed(negotiation)) return { text: t('applicant_chip_archived'), tone: 'neutral' };
  if (stage.id === '') return { text: stageText(stage), tone: 'neutral' };
  const isNew = viewed === false && !isSilent(negotiation, now, silentDays);
  return { text: waitText(negotiation, now, silentDays), tone: isNew ? 'accent' : 'neutral' };
}

/** The most telling fact to show beside the employer's name; null: nothing is known. */
function factOf({
  stage,
  invited,
  viewed,
  viewedAt,
  createdAt,
  ...negotiation
}: ApplicantNegotiation): string | null {
  const area = negotiation.vacancy?.area || null;
  if (stage.id !== 'response') {
    if (toneOf(stage.id) !== 'bad') return invited ? t('applicant_fact_invited') : area;
    if (viewedAt === null || createdAt === null) return area;
    const days = Math.floor(Math.max(0, viewedAt - createdAt) / day);
    return days === 0 ? t('applicant_fact_same_day') : plural('applicant_fact_read_after', days);
  }
  if (viewed === false && negotiation.hasLetter) return t('applicant_fact_letter');
  const percent = viewed ? negotiation.politeness?.readPercent : null;
  return typeof percent === 'number' ? t('applicant_fact_polite', Math.round(percent)) : area;
}

/** «Банк «Северный» · просмотрели через 2 дня» */
export const secondOf = (negotiation: ApplicantNegotiation): string =>
  dotted(employerOf(negotiation), factOf(negotiation));

/** «сегодня, 10:05», «вчера», «11 ноя»; empty: unknown. */
export function whenText(at: Millis | null, now: Millis): string {
  if (at === null) return '';
  const said = date(at, now);
  if (said === date(now, now)) return t('applicant_today', clock(at));
  if (said !== date(now - day, now)) return said;
  return t('time_yesterday');
}

/** «40 мин», «5 ч», «1,2 дн»; `long`: «1,2 дня», «3 дня». */
export function spanText(span: Millis, style: 'short' | 'long' = 'short'): string {
  const [count, unit] =
    span < hour
      ? [Math.max(1, Math.round(span / minute)), 'minute']
      : span < day
        ? [Math.round(span / hour), 'hour']
        : [span < 10 * day ? Math.round((span / day) * 10) / 10 : Math.round(span / day), 'day'];
  return numberFormat(t('locale'), { style: 'unit', unit, unitDisplay: style })
    .format(count)
    .replace(/\.$/, '')
    .replaceAll(/\s/g, '\u00a0');
}

/** What can be done next, in one sentence. */
export function adviceOf(negotiation: ApplicantNegotiation, now: Millis, silentDays: number): string {
  if (negotiation.hidden) return t('applicant_next_hidden');
  if (isRefusal(negotiation.stage.id)) return t('applicant_next_refused');
  if (isClosed(negotiation)) return t('applicant_next_archived');
  if (negotiation.awaits && isMine(negotiation)) return t('applicant_next_awaits');
  if (isMine(negotiation)) return t('applicant_next_mine');
  if (isOver(negotiation)) return t('applicant_next_over');
  if (!knownStages.has(negotiation.stage.id)) return t('applicant_next_unknown');
  if (negotiation.viewed === null) return t('applicant_next_sent');
  if (isSilent(negotiation, now, silentDays))
    return t(negotiation.viewed ? 'applicant_next_read_silent' : 'applicant_next_unread_silent');
  return t(negotiation.viewed ? 'applicant_next_read' : 'applicant_next_unread');
}

/** The id of the negotiation that a write is about; a call has it only in its URL. */
const idIn = ({ request }: Entry): string | undefined =>
  request.kind === 'call'
    ? /^\/negotiations\/(?:active\/)?([^/?]+)/.exec(request.url)?.[1]
    : 'negotiationId' in request
      ? (request.negotiationId ?? undefined)
      : undefined;

/** The entry with the name of its vacancy, if that is known here. @param names of vacancies by id */
export function named(
  entry: Entry,
  negotiations: readonly ApplicantNegotiation[],
  names: ReadonlyMap<string, string>,
): Entry {
  const { request, label } = entry;
  if (label.vacancy !== null) return entry;
  const id = idIn(entry);
  const vacancy =
    request.kind === 'apply'
      ? names.get(request.vacancyId)
      : id && negotiations.find((negotiation) => negotiation.id === id)?.vacancy?.name;
  return vacancy ? { ...entry, label: { ...label, vacancy } } : entry;
}

/** The entry that is hiding this negotiation or changing its letter; undefined: there is none. */
export const callOf = (
  entries: readonly Entry[],
  operation: 'hide-active-response' | 'edit-negotiation-message',
  id: NegotiationId,
): Entry | undefined =>
  entries.find(
    (entry) =>
      isUnderWay(entry) &&
      entry.request.kind === 'call' &&
      entry.request.operation === operation &&
      idIn(entry) === id,
  );

/** How the employer treats responses, according to hh's pages. */
export const seldomText = (politeness: ApplicantNegotiation['politeness']): string[] => {
  const { readPercent, replyDays } = politeness ?? { readPercent: null, replyDays: null };
  return [
    ...(readPercent === null ? [] : [t('applicant_fact_employer_reads', Math.round(readPercent))]),
    ...(replyDays === null
      ? []
      : [plural('applicant_fact_employer_replies', Math.max(1, Math.round(replyDays)))]),
  ];
};

/** Where I take the next step in a negotiation: on our inbox page, or at the right place on hh. */
export interface Step {
  words: string;
  /** Its effect, shown before the click. */
  effect: string;
  go: (worker: Pick<Worker, 'openInbox' | 'openTab'>) => void;
}

/** The next step. Without the API, conversations cannot be shown here, so the step leads to hh. */
export function stepOf(
  negotiation: ApplicantNegotiation,
  { api }: Pick<Applicant, 'api'>,
  site: string,
): Step {
  const { id, chatId, fresh, messaging } = negotiation;
  const closed = messaging !== null && messaging !== 'ok';
  const reply = !closed && (fresh || isMine(negotiation));
  const said = (effect: string) => (closed ? `${offText(messaging, 'applicant')} ${effect}` : effect);
  if (api.state === 'on')
    return {
      words: t(reply ? 'popup_reply' : 'applicant_conversation'),
      effect: said(t('applicant_effect_inbox')),
      go: (worker) => void worker.openInbox(`page=applicant&negotiation=${id}`),
    };
  if (chatId)
    return {
      words: t(reply ? 'popup_reply' : 'applicant_chat'),
      effect: said(t('applicant_effect_chat')),
      go: (worker) => void worker.openTab(chatUrl(site, { id: chatId })),
    };
  return {
    words: t('common_open_hh'),
    effect: said(t('applicant_effect_list')),
    go: (worker) => void worker.openTab(negotiationsUrl(site)),
  };
}

/** The vacancy's page; null: hh no longer shows the vacancy. */
export const vacancyUrl = ({ vacancy }: ApplicantNegotiation, site: string): string | null =>
  vacancy && (vacancy.url ?? vacancyPage(site, vacancy.id));

const texts = new WeakMap<ApplicantNegotiation, string>();

/** The searchable text of one negotiation; cached, because each keystroke in the search needs thousands. */
function textOf(negotiation: ApplicantNegotiation): string {
  let text = texts.get(negotiation);
  if (text === undefined) {
    const { vacancy, resume, stage } = negotiation;
    const words = [titleOf(negotiation), employerOf(negotiation), vacancy?.area, resume, stageText(stage)];
    text = plain(spaced(...words));
    texts.set(negotiation, text);
  }
  return text;
}

/** The negotiations whose text contains every word of the query. */
export function found(
  negotiations: readonly ApplicantNegotiation[],
  query: string,
): readonly ApplicantNegotiation[] {
  const fits = matcher(query);
  return query.trim() ? negotiations.filter((negotiation) => fits(textOf(negotiation))) : negotiations;
}
