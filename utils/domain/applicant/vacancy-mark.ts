import { plural, t } from '../../i18n.ts';
import { date } from '../../time.ts';
import type { Avoided } from '../avoided.ts';
import type { VacancyMark } from '../panel.ts';
import { type Reminder, reminderId } from '../reminders.ts';
import { isRefusal, toneOf } from '../stage.ts';
import { type OwnNote, stepText } from './applicant.ts';
import { isAnswer } from './events.ts';
import { type ApplicantNegotiation, isSilent, stageText, titleOf, waitText } from './negotiation.ts';

/** The maximum number of other negotiations with the same employer. */
const othersShown = 5;

/** What is stored about a vacancy and its employer. */
interface OnVacancy {
  /** The user's own; undefined before they respond. */
  negotiation: ApplicantNegotiation | undefined;
  /** All with the same employer, the newest change first. */
  sameEmployer: readonly ApplicantNegotiation[];
  note: OwnNote | undefined;
  /** All of the user's. */
  reminders: readonly Reminder[];
  avoided: Avoided | undefined;
}

/**
 * Texts about the user's negotiation on a vacancy and their history with its employer; null if there is nothing
 * to say.
 * @param now Unix ms
 */
export function markOf(
  { negotiation, sameEmployer, note, reminders, avoided }: OnVacancy,
  silentDays: number,
  now: number,
): VacancyMark | null {
  const others = sameEmployer.filter(({ id }) => id !== negotiation?.id);
  if (!negotiation && others.length === 0 && !avoided) return null;
  const refused = others.filter(({ stage }) => isAnswer(stage.id) && isRefusal(stage.id));
  const dealings = [...refused, ...others.filter((one) => !refused.includes(one))].map((one) =>
    refused.includes(one)
      ? markedText('mark_refused', titleOf(one), on(one.answeredAt ?? one.updatedAt, now))
      : t(
          'mark_other',
          titleOf(one),
          isAnswer(one.stage.id) ? stageText(one.stage) : waitText(one, now, silentDays),
        ),
  );
  const more = dealings.length - othersShown;
  const own = negotiation && stateOf(negotiation, silentDays, now);
  return {
    tone: own?.tone ?? 'neutral',
    title: own?.title ?? (others.length > 0 ? t('mark_before') : ''),
    lines: [
      ...(own?.lines ?? []),
      ...dealings.slice(0, othersShown),
      ...(more > 0 ? [plural('mark_more', more)] : []),
    ],
    step: note?.next ? stepText(note.next, now) : '',
    note: note?.text.trim() ?? '',
    avoided: avoided ?? null,
    own: negotiation
      ? {
          of: { kind: 'application', negotiation },
          reminders: reminders.filter((one) => reminderId(one) === negotiation.id),
        }
      : null,
  };
}

const on = (at: number | null, now: number): string => (at === null ? '' : date(at, now));

/** The state of the user's own negotiation. */
function stateOf(
  negotiation: ApplicantNegotiation,
  silentDays: number,
  now: number,
): Pick<VacancyMark, 'tone' | 'title' | 'lines'> {
  const { stage, viewed, viewedAt, answeredAt } = negotiation;
  const isAnswered = isAnswer(stage.id) || isRefusal(stage.id);
  const answer = isAnswered ? stageText(stage) : null;
  const silent = isSilent(negotiation, now, silentDays);
  const waits = waitText(negotiation, now, silentDays);
  return {
    tone: silent ? 'wait' : toneOf(stage.id),
    title: negotiation.awaits ? t('applicant_chip_awaits') : (answer ?? waits),
    lines: [
      negotiation.createdAt === null
        ? t('mark_known')
        : t(negotiation.invited ? 'mark_invited' : 'mark_applied', on(negotiation.createdAt, now)),
      ...(viewedAt
        ? [t('mark_read_on', on(viewedAt, now))]
        : !answer
          ? [waits]
          : viewed
            ? [t('applicant_chip_read')]
            : []),
      ...(answer ? [markedText('mark_answered', answer, on(answeredAt ?? negotiation.updatedAt, now))] : []),
    ],
  };
}

/** An event with its date, if known. */
const markedText = (key: 'mark_answered' | 'mark_refused', what: string, when: string): string =>
  when ? t(key, what, when) : t(`${key}_undated`, what);
