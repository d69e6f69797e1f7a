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
import type { Verdict } from './verdict.ts';
import type { Draft, Entry } from './write-request.ts';

/** Empty where the tab shows something else. */
const isIdOrNone = (value: unknown): value is ResumeId => isText(value);

/** Which panel: the resume of its page, and the vacancy and negotiation that the page's address names. */
export const isPanelAddress = isShape({
  resumeId: isIdOrNone,
  vacancyId: optional(isId<VacancyId>),
  topicId: optional(isId<NegotiationId>),
});
export type PanelAddress = Guarded<typeof isPanelAddress>;

/** Whether two panels show the same; pages of one resume may name different negotiations. */
export const sameAddress = (one: PanelAddress, other: PanelAddress): boolean =>
  one.resumeId === other.resumeId && one.vacancyId === other.vacancyId && one.topicId === other.topicId;

/** How the panel is to look; the panel cannot read the store, so it is told. */
export interface PanelLook {
  theme: 'auto' | 'day' | 'night';
  placement: 'docked' | 'inline';
  /** As the person left it; null: as there is room. */
  open: boolean | null;
  undoSeconds: number;
  waitHours: number;
}

/** The time between a person's last look at a resume and this one: what happened then is news. */
export const isNews = isShape({ after: isMillis, until: isMillis });
export type News = Guarded<typeof isNews>;

/** The slice of the store that the panel of one resume, or vacancy, is handed. */
export type Panel =
  | { state: 'signed-out'; look: PanelLook; problem: Problem | null }
  | { state: 'not-recruiter'; look: PanelLook }
  /** On a vacancy page, of my own negotiation and of its employer. */
  | ({ state: 'mark'; look: PanelLook } & VacancyMark)
  /** Nothing of this resume can be shown. */
  | { state: 'problem'; look: PanelLook; problem: Problem }
  | {
      state: 'ready';
      look: PanelLook;
      verdict: Verdict;
      candidate: Candidate | null;
      /** null: there is none. A part that could not be read does not hide the others. */
      current: Known<Negotiation | null>;
      history: Known<List<VacancyHistory>>;
      /** The same person's with another resume, as far as they wait in the inbox. */
      others: VacancyHistory[];
      news: News;
      /** null: whose they would be is not known, for there is no negotiation. */
      notes: Known<List<Note>> | null;
      fetchedAt: Millis;
      entries: Entry[];
      /** Of the negotiation at hand: at most one, which may be put away and can be taken back. */
      reminders: Reminder[];
      drafts: Record<string, Draft>;
      /** The mark that the person has; null: they are to be dealt with as anybody. */
      avoided: Avoided | null;
    };

/**
 * A panel as the worker sends it to a tab by itself. The tab may have moved on or back (out of the page cache)
 * meanwhile, so a slice says whose it is.
 */
export interface PanelSlice {
  of: PanelAddress;
  panel: Panel;
}

/** A vacancy page: its address says which vacancy, its link to the employer whose; null where it has none, or may be old. */
export interface VacancyOnPage {
  vacancyId: VacancyId;
  employerId: EmployerId | null;
}

/** What a vacancy page shows of my negotiation on it, or else of what I had with its employer: in words already, since the page's script is small. */
export interface VacancyMark {
  tone: Tone;
  /** On the slim tab: the stage, in a word or two; empty where there is only the mark of `avoided`. */
  title: string;
  /** Inside, a line each: applied when, read when, answered what and when; what else there was with this employer. */
  lines: string[];
  /** My own next step, and my note; empty where there is none. */
  step: string;
  note: string;
  /** The employer is not to be applied to again, as I decided. */
  avoided: Avoided | null;
  /** My own negotiation, which can be put off and whose employer can be marked, with its reminders; null: there is none. */
  own: { of: Extract<Subject, { kind: 'application' }>; reminders: Reminder[] } | null;
}
