import type { ApplicantNegotiations, OwnNote } from '../../../utils/domain/applicant/applicant.ts';
import type { EventLog } from '../../../utils/domain/applicant/events.ts';
import type {
  AskedList,
  OwnResume,
  ResumeChoice,
  ResumeViews,
  TopicFacts,
  VacancyToApply,
} from '../../../utils/domain/applicant/reads.ts';
import type { Conversation } from '../../../utils/domain/conversation.ts';
import type { Option } from '../../../utils/domain/view.ts';
import type { NegotiationId, ResumeId, VacancyId } from '../../../utils/ids.ts';
import type { Known } from '../../../utils/known.ts';
import type { Result } from '../../../utils/problem.ts';
import type { InboxCalls } from '../calls.ts';

export type {
  AskedList,
  OwnResume,
  PhoneCall,
  ResumeChoice,
  ResumeView,
  ResumeViews,
  ShortResume,
  TopicFacts,
  VacancyToApply,
} from '../../../utils/domain/applicant/reads.ts';

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
