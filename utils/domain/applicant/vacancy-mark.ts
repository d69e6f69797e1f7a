import { t } from '../../i18n.ts';
import { date } from '../../time.ts';
import type { VacancyMark } from '../panel.ts';
import { isRefusal, toneOf } from '../stage.ts';
import { isAnswer } from './events.ts';
import { type ApplicantNegotiation, isSilent, stageText, titleOf, waitText } from './negotiation.ts';

const refusalsShown = 3;

/**
 * My negotiation on a vacancy, in words.
 * @param sameEmployer those with its employer, the newest change first
 * @param now Unix ms
 */
export function markOf(
  negotiation: ApplicantNegotiation,
  sameEmployer: readonly ApplicantNegotiation[],
  silentDays: number,
  now: number,
): VacancyMark {
  const { stage, viewed, viewedAt, answeredAt } = negotiation;
  const on = (at: number | null) => (at === null ? '' : date(at, now));
  const isAnswered = isAnswer(stage.id) || isRefusal(stage.id);
  const answer = isAnswered ? stageText(stage) : null;
  const silent = isSilent(negotiation, now, silentDays);
  const waits = waitText(negotiation, now, silentDays);
  const refusals = sameEmployer.filter(
    (one) => one.id !== negotiation.id && isAnswer(one.stage.id) && isRefusal(one.stage.id),
  );
  return {
    tone: silent ? 'wait' : toneOf(stage.id),
    title: negotiation.awaits ? t('applicant_chip_awaits') : (answer ?? waits),
    lines: [
      negotiation.createdAt === null
        ? t('mark_known')
        : t(negotiation.invited ? 'mark_invited' : 'mark_applied', on(negotiation.createdAt)),
      ...(viewedAt
        ? [t('mark_read_on', on(viewedAt))]
        : !answer
          ? [waits]
          : viewed
            ? [t('applicant_chip_read')]
            : []),
      ...(answer ? [markedText('mark_answered', answer, on(answeredAt ?? negotiation.updatedAt))] : []),
      ...refusals
        .slice(0, refusalsShown)
        .map((one) => markedText('mark_refused', titleOf(one), on(one.answeredAt ?? one.updatedAt))),
    ],
  };
}

/** What happened, and when, where that is known. */
const markedText = (key: 'mark_answered' | 'mark_refused', what: string, when: string): string =>
  when ? t(key, what, when) : t(`${key}_undated`, what);
