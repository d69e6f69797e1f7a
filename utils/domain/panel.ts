import { type Guarded, isId, isShape, isText, optional } from '../guards.ts';
import { plural, t } from '../i18n.ts';
import type { EmployerId, NegotiationId, ResumeId, VacancyId } from '../ids.ts';
import { isKnown, type Known, type List, unread, valueOr } from '../known.ts';
import type { Problem } from '../problem.ts';
import { date } from '../time.ts';
import { type OwnNote, stepText } from './applicant/applicant.ts';
import {
  type ApplicantNegotiation,
  isAnswer,
  isSilent,
  stageText,
  titleOf,
  waitText,
} from './applicant/negotiation.ts';
import type { Avoided } from './avoided.ts';
import {
  type Candidate,
  isMillis,
  type Millis,
  type Negotiation,
  type Note,
  type VacancyHistory,
} from './negotiation.ts';
import { type Reminder, reminderId, type Subject } from './reminders.ts';
import type { Settings } from './settings.ts';
import { isRefusal, type Stage, type Tone, toneOf } from './stage.ts';
import type { Draft } from './texts.ts';
import type { Entry } from './write-request.ts';

/** Empty if the tab shows something else. */
const isIdOrNone = (value: unknown): value is ResumeId => isText(value);

/** Identifies a panel: the resume of the page, and the vacancy and negotiation in the page's address. */
export const isPanelAddress = isShape({
  resumeId: isIdOrNone,
  vacancyId: optional(isId<VacancyId>),
  topicId: optional(isId<NegotiationId>),
});
export type PanelAddress = Guarded<typeof isPanelAddress>;

/** Whether two panels show the same; pages of one resume may name different negotiations. */
export const sameAddress = (one: PanelAddress, other: PanelAddress): boolean =>
  one.resumeId === other.resumeId && one.vacancyId === other.vacancyId && one.topicId === other.topicId;

/** The panel's appearance; sent to the panel, which cannot read the store. */
export interface PanelLook extends Pick<Settings, 'theme' | 'placement' | 'undoSeconds' | 'waitHours'> {
  /** As the user left it; null: depends on the available room. */
  open: Settings['panelOpen'];
}

/** The time between the user's previous look at a resume and this one: what happened in it is news. */
export const isNews = isShape({ after: isMillis, until: isMillis });
export type News = Guarded<typeof isNews>;

/** The slice of the store sent to the panel of one resume or vacancy. */
export type Panel =
  | { state: 'signed-out'; look: PanelLook; problem: Problem | null }
  | { state: 'not-recruiter'; look: PanelLook }
  /** On a vacancy page: the user's own negotiation, and its employer. */
  | ({ state: 'mark'; look: PanelLook } & VacancyMark)
  /** Nothing about this resume can be shown. */
  | { state: 'problem'; look: PanelLook; problem: Problem }
  | {
      state: 'ready';
      look: PanelLook;
      verdict: Verdict;
      candidate: Candidate | null;
      /** Null if there is none. A part that could not be read does not hide the others. */
      current: Known<Negotiation | null>;
      history: Known<List<VacancyHistory>>;
      /** The same person's responses with another resume, as far as they are in the inbox. */
      others: VacancyHistory[];
      news: News;
      /** Null if there is no negotiation, because the notes' owner is then unknown. */
      notes: Known<List<Note>> | null;
      fetchedAt: Millis;
      entries: Entry[];
      /** Of the current negotiation: at most one; a dismissed one can be undone. */
      reminders: Reminder[];
      drafts: Record<string, Draft>;
      /** The mark of this person; null if there is none. */
      avoided: Avoided | null;
    };

/**
 * A panel that the worker pushes to a tab. The tab may have navigated meanwhile (or come back from the page
 * cache), so the slice names its address.
 */
export interface PanelSlice {
  of: PanelAddress;
  panel: Panel;
}

/**
 * A vacancy page: the vacancy from its address, the employer from its link; null if there is no link, or it may
 * be outdated.
 */
export interface VacancyOnPage {
  vacancyId: VacancyId;
  employerId: EmployerId | null;
}

/**
 * What a vacancy page shows about my negotiation, or else about my history with its employer. Texts are ready
 * to display, because the page's script is small.
 */
export interface VacancyMark {
  tone: Tone;
  /** On the slim tab: the stage in a word or two; empty if there is only the `avoided` mark. */
  title: string;
  /**
   * Inside, one per line: when applied, when viewed, the answer and its date; the rest of the history with this
   * employer.
   */
  lines: string[];
  /** My own next step and my note; empty if there is none. */
  step: string;
  note: string;
  /** My mark not to apply to this employer again. */
  avoided: Avoided | null;
  /**
   * My own negotiation with its reminders, so that it can be snoozed and its employer marked; null if there is
   * none.
   */
  own: { of: Extract<Subject, { kind: 'application' }>; reminders: Reminder[] } | null;
}

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

/* The verdict. */

/** The first line of the panel, as data: the view supplies the words. */
export type Verdict =
  | { kind: 'first-contact' }
  /** There is only the current negotiation. */
  | { kind: 'only-now' }
  /** The history, or the part needed to decide, could not be read. */
  | { kind: 'unknown'; lacksCurrent?: true }
  | {
      kind: 'past';
      stage: Known<Stage>;
      tone: Tone;
      at: Known<Millis>;
      vacancy: Known<string>;
      withMessage: Known<boolean>;
      /** The previous stage on the same vacancy. */
      before: Known<Stage> | null;
      /** false: part of the history could not be read, and may be newer. */
      whole: boolean;
    };

/**
 * The company's history with this candidate apart from the current negotiation: the newest change on any other
 * vacancy. If there is none, the current negotiation's own past counts once it has moved on. "No past" is
 * claimed only if the history was read completely.
 *
 * @param past newest first
 * @param current null if there is no current negotiation
 * @param presentId the id of the current negotiation, if it is known but could not be read
 */
export function verdictOf(
  past: Known<List<VacancyHistory>>,
  current: Known<Pick<Negotiation, 'id' | 'vacancy'> | null>,
  presentId: NegotiationId | null = valueOr(current, null)?.id ?? null,
): Verdict {
  // The current negotiation is not the past: if it is unknown which one it is, nothing can be said.
  if (!past.known || (!current.known && presentId === null)) return { kind: 'unknown' };
  const { items: vacancies, skipped } = past.value;
  const at = valueOr(current, null);
  const vacancyId = at && valueOr(at.vacancy, null)?.id;
  const isCurrent = (vacancy: VacancyHistory) =>
    (presentId !== null && isKnown(vacancy.negotiationId, presentId)) || vacancy.vacancyId === vacancyId;

  const own = vacancies.find(isCurrent);
  const others = vacancies.filter((vacancy) => !isCurrent(vacancy));
  const last = others.find(hasChanges) ?? (own && changesOf(own).length > 1 ? own : undefined);
  if (last) return { ...lastChange(last), whole: skipped === 0 && vacancies.every(isWhole) };

  // A vacancy is in the history because something happened there: without a change it was not read completely.
  const nothing = skipped === 0 && others.length === 0 && (!own || isWhole(own)) && current.known;
  if (!nothing) return { kind: 'unknown' };
  if (at === null) return { kind: 'first-contact' };
  return own ? { kind: 'only-now' } : { kind: 'unknown', lacksCurrent: true };
}

const changesOf = ({ items }: VacancyHistory) => valueOr(items, { items: [] }).items;
const hasChanges = (vacancy: VacancyHistory) => changesOf(vacancy).length > 0;
const isWhole = (vacancy: VacancyHistory) =>
  vacancy.items.known && vacancy.items.value.skipped === 0 && hasChanges(vacancy);

function lastChange(vacancy: VacancyHistory): Omit<Extract<Verdict, { kind: 'past' }>, 'whole'> {
  const [last, before] = changesOf(vacancy);
  const stage = last?.stage ?? unread;
  return {
    kind: 'past',
    stage,
    tone: toneOf(valueOr(stage, null)?.id ?? ''),
    at: last?.at ?? unread,
    vacancy: vacancy.name,
    withMessage: last?.withMessage ?? unread,
    before: before?.stage ?? null,
  };
}
