import type { ApplicantNegotiations, OwnNote } from '../../../utils/domain/applicant/applicant.ts';
import type { EventLog } from '../../../utils/domain/applicant/events.ts';
import type { ApplicantNegotiation } from '../../../utils/domain/applicant/negotiation.ts';
import type { Conversation } from '../../../utils/domain/conversation.ts';
import type { Millis } from '../../../utils/domain/negotiation.ts';
import type { Stage } from '../../../utils/domain/stage.ts';
import type { EmployerId, NegotiationId, ResumeId, VacancyId } from '../../../utils/ids.ts';
import type { Known } from '../../../utils/known.ts';
import type { Result } from '../../../utils/problem.ts';
import type { InboxCalls, Option } from '../calls.ts';

/** hh's list by one of its own words, as far as it was read. */
export interface AskedList {
  topics: ApplicantNegotiation[];
  /** How many more hh counts. */
  more: number;
  setAside: number;
}

/** A call by hh's own telephone. */
export interface PhoneCall {
  id: string;
  status: string | null;
  at: Millis | null;
  seconds: number | null;
}

/** What hh says of one negotiation alone. */
export interface TopicFacts {
  topic: ApplicantNegotiation;
  calls: PhoneCall[];
  /** null: hh does not say. */
  pickedUp: boolean | null;
}

export interface ShortResume {
  id: ResumeId;
  title: string;
  url: string | null;
}

/** My resumes for one vacancy; `unsuitable` by hh's own reason. */
export interface ResumeChoice {
  suitable: ShortResume[];
  unsuitable: { reason: 'already_applied' | 'not_published' | 'unavailable'; resumes: ShortResume[] }[];
}

/** A vacancy as one who would respond to it needs it. */
export interface VacancyToApply {
  id: VacancyId;
  name: string;
  area: string | null;
  employer: { id: EmployerId | null; name: string } | null;
  salary: { from: number | null; to: number | null; currency: string } | null;
  url: string | null;
  /** hh's own form. */
  applyUrl: string | null;
  /** Responses go to the employer's own site; null where hh does not say which. */
  direct: { url: string | null } | null;
  archived: boolean;
  letterRequired: boolean;
  test: boolean;
  /** `got_response`, `got_invitation`, `got_rejection`, …; hh's words. */
  relations: string[];
}

/** A resume of mine, with how often it was looked at. */
export interface OwnResume extends ShortResume {
  status: Stage | null;
  newViews: number;
  totalViews: number | null;
}

export interface ResumeView {
  at: Millis | null;
  employer: string | null;
  url: string | null;
  /** Seen by me before. */
  seen: boolean;
}

export interface ResumeViews {
  views: ResumeView[];
  more: boolean;
}

/** What an applicant's page asks: of hh by way of the worker, of the worker, and of the store. */
export type ApplicantCalls = Pick<
  InboxCalls,
  | 'refresh'
  | 'readOn'
  | 'write'
  | 'undo'
  | 'stop'
  | 'retry'
  | 'dismiss'
  | 'flush'
  | 'saveSettings'
  | 'openOptions'
  | 'signIn'
  | 'openTab'
> & {
  saveDraft(draft: { key: string; text: string }): void;
  copy(text: string): void;
  /** Each calls back now and whenever it changes, until the returned function is called. */
  watchTopics(changed: (topics: ApplicantNegotiations) => void): () => void;
  watchEvents(owner: string, changed: (log: EventLog) => void): () => void;
  watchNotes(owner: string, changed: (notes: Record<NegotiationId, OwnNote>) => void): () => void;
  saveNote(owner: string, id: NegotiationId, note: OwnNote): void;
  /** The dictionary `applicant_negotiation_status`. */
  readStatuses(): Promise<Result<Option[]>>;
  /** Without a trace. */
  readList(of: { status: string | null }): Promise<Result<AskedList>>;
  readFacts(id: NegotiationId): Promise<Result<TopicFacts>>;
  /** What was new in it is new no more. */
  readTalk(of: { id: NegotiationId; messaging: Known<string>; page: number }): Promise<Result<Conversation>>;
  readVacancy(id: VacancyId): Promise<Result<VacancyToApply>>;
  readChoice(id: VacancyId): Promise<Result<ResumeChoice>>;
  readResumes(): Promise<Result<OwnResume[]>>;
  /** Sets the counter of new views to nought. */
  readViews(of: { id: ResumeId; page: number }): Promise<Result<ResumeViews>>;
};
