import { stageText, titleOf, waitText } from '../../../utils/applicant-words.ts';
import {
  type ApplicantNegotiation,
  isClosed,
  isMine,
  isSilent,
} from '../../../utils/domain/applicant/negotiation.ts';
import type { Millis } from '../../../utils/domain/negotiation.ts';
import { type Tone, toneOf } from '../../../utils/domain/stage.ts';
import { plural, t } from '../../../utils/i18n.ts';
import { clock, date } from '../../../utils/time.ts';
import { offText as offReason } from '../../ui/words.ts';

/** The words of one negotiation in an applicant's list: what for, with whom, how far, since when. */

export interface Chip {
  text: string;
  tone: Tone | 'accent';
}

const day = 86_400_000;

export { titleOf };
export const employerOf = ({ employer }: ApplicantNegotiation): string =>
  employer?.name || t('applicant_no_employer');

/** How far it is, in words; the tone only repeats them. */
export function chipOf(topic: ApplicantNegotiation, now: Millis, silentDays: number): Chip {
  const { stage, hidden, fresh, viewed } = topic;
  if (hidden) return { text: t('applicant_chip_hidden'), tone: 'neutral' };
  if (topic.awaits && isMine(topic)) return { text: t('applicant_chip_awaits'), tone: 'wait' };
  if (stage.id !== 'response' && stage.id !== '') return { text: stageText(stage), tone: toneOf(stage.id) };
  if (fresh) return { text: t('applicant_chip_fresh'), tone: 'accent' };
  if (isClosed(topic)) return { text: t('applicant_chip_archived'), tone: 'neutral' };
  if (stage.id === '') return { text: stageText(stage), tone: 'neutral' };
  const isNew = viewed === false && !isSilent(topic, now, silentDays);
  return { text: waitText(topic, now, silentDays), tone: isNew ? 'accent' : 'neutral' };
}

/** The one fact that says most beside the employer's name; null where nothing is known. */
function factOf({
  stage,
  invited,
  viewed,
  viewedAt,
  createdAt,
  ...topic
}: ApplicantNegotiation): string | null {
  const area = topic.vacancy?.area || null;
  if (stage.id !== 'response') {
    if (toneOf(stage.id) !== 'bad') return invited ? t('applicant_fact_invited') : area;
    if (viewedAt === null || createdAt === null) return area;
    const days = Math.floor(Math.max(0, viewedAt - createdAt) / day);
    return days === 0 ? t('applicant_fact_same_day') : plural('applicant_fact_read_after', days);
  }
  if (viewed === false && topic.hasLetter) return t('applicant_fact_letter');
  const percent = viewed ? topic.politeness?.readPercent : null;
  return typeof percent === 'number' ? t('applicant_fact_polite', Math.round(percent)) : area;
}

/** «Банк «Северный» · прочитали через 2 дня» */
export const secondOf = (topic: ApplicantNegotiation): string =>
  [employerOf(topic), factOf(topic)].filter(Boolean).join(' · ');

/** «сегодня, 10:05», «вчера», «11 ноя»; empty where it is not known. */
export function whenText(at: Millis | null, now: Millis): string {
  if (at === null) return '';
  const said = date(at, now);
  if (said === date(now, now)) return t('applicant_today', clock(at));
  if (said !== date(now - day, now)) return said;
  return new Intl.RelativeTimeFormat(t('locale'), { numeric: 'auto' }).format(-1, 'day');
}

/** Why hh takes no message of an applicant's; the employer's words for it are others. */
export const offText = (reason: string): string => offReason(reason, 'applicant');
