import { type Guarded, isId, isShape, isText, optional } from '../guards.ts';
import type { EmployerId, NegotiationId, ResumeId, VacancyId } from '../ids.ts';
import type { Known, List } from '../known.ts';
import type { Problem } from '../problem.ts';
import type { Avoided } from './avoided.ts';
import {
  type Candidate,
  isMillis,
  type Millis,
  type Negotiation,
  type Note,
  type VacancyHistory,
} from './negotiation.ts';
import type { Reminder, Subject } from './reminders.ts';
import type { Tone } from './stage.ts';
import type { Draft } from './texts.ts';
import type { Verdict } from './verdict.ts';
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
export interface PanelLook {
  theme: 'auto' | 'day' | 'night';
  placement: 'docked' | 'inline';
  /** As the user left it; null: depends on the available room. */
  open: boolean | null;
  undoSeconds: number;
  waitHours: number;
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
