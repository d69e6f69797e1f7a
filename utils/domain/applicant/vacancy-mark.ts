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
  topic: ApplicantNegotiation,
  sameEmployer: readonly ApplicantNegotiation[],
  silentDays: number,
  now: number,
): VacancyMark {
  const { stage, viewed, viewedAt, answeredAt } = topic;
  const on = (at: number | null) => (at === null ? '' : date(at, now));
  const isAnswered = isAnswer(stage.id) || isRefusal(stage.id);
  const answer = isAnswered ? stageText(stage) : null;
  const silent = isSilent(topic, now, silentDays);
  const waits = waitText(topic, now, silentDays);
  const refusals = sameEmployer.filter(
    (one) => one.id !== topic.id && isAnswer(one.stage.id) && isRefusal(one.stage.id),
  );
  return {
    tone: silent ? 'wait' : toneOf(stage.id),
    title: topic.awaits ? t('applicant_chip_awaits') : (answer ?? waits),
    lines: [
      topic.createdAt === null
        ? t('mark_known')
        : t(topic.invited ? 'mark_invited' : 'mark_applied', on(topic.createdAt)),
      ...(viewedAt
        ? [t('mark_read_on', on(viewedAt))]
        : !answer
          ? [waits]
          : viewed
            ? [t('applicant_chip_read')]
            : []),
      ...(answer ? [markedText('mark_answered', answer, on(answeredAt ?? topic.updatedAt))] : []),
      ...refusals
        .slice(0, refusalsShown)
        .map((one) => markedText('mark_refused', titleOf(one), on(one.answeredAt ?? one.updatedAt))),
    ],
  };
}

/** What happened, and when, where that is known. */
const markedText = (key: 'mark_answered' | 'mark_refused', what: string, when: string): string =>
  when ? t(key, what, when) : t(`${key}_undated`, what);
