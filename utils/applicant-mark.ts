import { plural, t, wordOf } from './i18n.ts';
import type { VacancyId } from './ids.ts';
import { isAnswer } from './inbox/applicant/events.ts';
import { isSilent, quietDays, type Topic } from './inbox/applicant/topic.ts';
import type { VacancyMark } from './inbox/applicant/vacancy-mark.ts';
import { isRefusal, type Stage, toneOf } from './inbox/stage.ts';
import { date } from './time.ts';

/** A stage in words: hh's own where it has them, else ours; a word that is new to us stands as it is. */
export const stageWord = ({ id, name }: Stage): string => name || wordOf(`applicant_stage_${id}`) || id;

const refusalsShown = 3;

/**
 * My negotiation on a vacancy, in words; null when there is none.
 * @param topics of one person, the newest change first
 * @param now Unix ms
 */
export function markOf(
  topics: readonly Topic[],
  vacancyId: VacancyId,
  silentDays: number,
  now: number,
): VacancyMark | null {
  const topic = topics.find(({ vacancy }) => vacancy?.id === vacancyId);
  if (!topic) return null;
  const { stage, viewed, viewedAt, employer } = topic;
  const on = (at: number) => date(at, now);
  const answer = isAnswer(stage.id) || isRefusal(stage.id) ? stageWord(stage) : null;
  const silent = isSilent(topic, now, silentDays);
  const read = t(viewed ? 'applicant_chip_read' : 'applicant_chip_unread');
  const waits = silent
    ? plural(viewed ? 'applicant_chip_read_silent' : 'applicant_chip_unread_silent', quietDays(topic, now))
    : read;
  const refusals = topics.filter(
    (one) =>
      one !== topic &&
      employer?.id &&
      one.employer?.id === employer.id &&
      isAnswer(one.stage.id) &&
      isRefusal(one.stage.id),
  );
  return {
    tone: silent ? 'wait' : toneOf(stage.id),
    title: answer ?? waits,
    lines: [
      t(topic.invited ? 'mark_invited' : 'mark_applied', on(topic.createdAt)),
      ...(viewedAt ? [t('mark_read_on', on(viewedAt))] : !answer ? [waits] : viewed ? [read] : []),
      ...(answer ? [t('mark_answered', answer, on(topic.answeredAt ?? topic.updatedAt))] : []),
      ...refusals
        .slice(0, refusalsShown)
        .map((one) => t('mark_refused', one.vacancy?.name ?? '', on(one.answeredAt ?? one.updatedAt))),
    ],
  };
}
