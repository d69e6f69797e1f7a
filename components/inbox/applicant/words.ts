import {
  type ApplicantNegotiation,
  isClosed,
  isMine,
  isOver,
  isSilent,
} from '../../../utils/domain/applicant/negotiation.ts';
import { knownStages } from '../../../utils/domain/applicant/stages.ts';
import type { Millis } from '../../../utils/domain/negotiation.ts';
import { isRefusal } from '../../../utils/domain/stage.ts';
import type { Entry } from '../../../utils/domain/write-request.ts';
import { plural, t } from '../../../utils/i18n.ts';
import type { NegotiationId } from '../../../utils/ids.ts';

/** Words of the applicant's page that the popup does without. */

const hour = 3_600_000;
const day = 24 * hour;

/** «40 мин», «5 ч», «1,2 дн»; `long`: «1,2 дня», «3 дня». */
export function spanText(span: Millis, style: 'short' | 'long' = 'short'): string {
  const [count, unit] =
    span < hour
      ? [Math.max(1, Math.round(span / 60_000)), 'minute']
      : span < day
        ? [Math.round(span / hour), 'hour']
        : [span < 10 * day ? Math.round((span / day) * 10) / 10 : Math.round(span / day), 'day'];
  return new Intl.NumberFormat(t('locale'), { style: 'unit', unit, unitDisplay: style })
    .format(count)
    .replace(/\.$/, '')
    .replaceAll(/\s/g, '\u00a0');
}

/** What can be done next, in one sentence. */
export function adviceOf(topic: ApplicantNegotiation, now: Millis, silentDays: number): string {
  if (topic.hidden) return t('applicant_next_hidden');
  if (isRefusal(topic.stage.id)) return t('applicant_next_refused');
  if (isClosed(topic)) return t('applicant_next_archived');
  if (topic.awaits && isMine(topic)) return t('applicant_next_awaits');
  if (isMine(topic)) return t('applicant_next_mine');
  if (isOver(topic)) return t('applicant_next_over');
  if (!knownStages.has(topic.stage.id)) return t('applicant_next_unknown');
  if (topic.viewed === null) return t('applicant_next_sent');
  if (isSilent(topic, now, silentDays))
    return t(topic.viewed ? 'applicant_next_read_silent' : 'applicant_next_unread_silent');
  return t(topic.viewed ? 'applicant_next_read' : 'applicant_next_unread');
}

/** Of a write that has not ended yet. */
const isUnder = ({ progress }: Entry): boolean => progress.at !== 'sent' && progress.at !== 'failed';

/** The negotiation that a write is about: a call has it in its address alone. */
const idIn = ({ request }: Entry): string | undefined =>
  request.kind === 'call'
    ? /^\/negotiations\/(?:active\/)?([^/?]+)/.exec(request.url)?.[1]
    : 'negotiationId' in request
      ? (request.negotiationId ?? undefined)
      : undefined;

/** The entry with the vacancy it is about, where that is known here. @param names of vacancies by id */
export function named(
  entry: Entry,
  topics: readonly ApplicantNegotiation[],
  names: ReadonlyMap<string, string>,
): Entry {
  const { request, label } = entry;
  if (label.vacancy !== null) return entry;
  const id = idIn(entry);
  const vacancy =
    request.kind === 'apply'
      ? names.get(request.vacancyId)
      : id && topics.find((topic) => topic.id === id)?.vacancy?.name;
  return vacancy ? { ...entry, label: { ...label, vacancy } } : entry;
}

/** A negotiation is being put away, or a letter changed. */
export const callOf = (
  entries: readonly Entry[],
  operation: 'hide-active-response' | 'edit-negotiation-message',
  id: NegotiationId,
): Entry | undefined =>
  entries.find(
    (entry) =>
      isUnder(entry) &&
      entry.request.kind === 'call' &&
      entry.request.operation === operation &&
      idIn(entry) === id,
  );

/** How the employer treats responses, as hh's pages say it. */
export const seldomText = (politeness: ApplicantNegotiation['politeness']): string[] => {
  const { readPercent, replyDays } = politeness ?? { readPercent: null, replyDays: null };
  return [
    ...(readPercent === null ? [] : [t('applicant_fact_employer_reads', Math.round(readPercent))]),
    ...(replyDays === null
      ? []
      : [plural('applicant_fact_employer_replies', Math.max(1, Math.round(replyDays)))]),
  ];
};
