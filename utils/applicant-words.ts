import {
  type ApplicantNegotiation,
  isSilent,
  quietDays,
  waitsSince,
} from './domain/applicant/negotiation.ts';
import { knownStages } from './domain/applicant/stages.ts';
import type { Millis } from './domain/negotiation.ts';
import type { Stage } from './domain/stage.ts';
import { plural, t, wordOf } from './i18n.ts';

/** Words for an applicant's negotiation that pages and worker share. */

/** A stage in words: hh's own where it has them, else ours. A bare id of hh's is no word, and is never shown. */
export function stageText({ id, name }: Stage): string {
  if (name) return name;
  if (id === '') return t('applicant_no_stage');
  return knownStages.has(id) ? wordOf(`applicant_stage_${id}`) : t('applicant_other_stage');
}

export const titleOf = ({ vacancy }: ApplicantNegotiation): string =>
  vacancy?.name || t('applicant_no_vacancy');

/** Of a response without an answer: whether it was viewed and how long nothing has happened, as far as that is known. */
export function waitText(topic: ApplicantNegotiation, now: Millis, silentDays: number): string {
  const { viewed } = topic;
  const since = waitsSince(topic);
  if (since !== null && isSilent(topic, now, silentDays)) {
    const key = viewed === null ? 'silent' : viewed ? 'read_silent' : 'unread_silent';
    return plural(`applicant_chip_${key}`, quietDays(since, now));
  }
  return t(`applicant_chip_${viewed === null ? 'sent' : viewed ? 'read' : 'unread'}`);
}
