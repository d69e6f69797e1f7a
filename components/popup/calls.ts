import type { ApplicantNegotiations } from '../../utils/domain/applicant/applicant.ts';
import type { WriteRequest } from '../../utils/domain/write-request.ts';
import type { EntryId } from '../../utils/ids.ts';
import type { Protocol } from '../../utils/messaging/protocol.ts';
import type { Result } from '../../utils/problem.ts';

type Ask<Name extends keyof Protocol> = (
  ...data: Parameters<Protocol[Name]>
) => Promise<ReturnType<Protocol[Name]>>;

/** What the popup asks of the worker. */
export type PopupCalls = {
  [Name in
    | 'refresh'
    | 'readOn'
    | 'readRows'
    | 'readNegotiation'
    | 'readConversation'
    | 'readTemplate'
    | 'readAddresses'
    | 'stop'
    | 'undo'
    | 'retry'
    | 'dismiss'
    | 'flush'
    | 'saveDraft'
    | 'openOptions'
    | 'signIn'
    | 'saveSettings']: Ask<Name>;
} & {
  write(request: WriteRequest): Promise<Result<EntryId>>;
  /** Many writes of one gesture; answers with the id of their group. */
  writeMany(requests: WriteRequest[]): Promise<Result<string>>;
  /** An address of hh, in a tab that shows it already if there is one. */
  openTab(url: string): Promise<void>;
  /** Our page with all there is; `address`: the part after `?`. */
  openInbox(address?: string): Promise<void>;
  /** All negotiations of an applicant, now and whenever they change, until the returned function is called. */
  watchTopics(changed: (topics: ApplicantNegotiations) => void): () => void;
};

/** What an applicant's half asks: nothing of candidates. */
export type ApplicantCalls = Pick<
  PopupCalls,
  | 'refresh'
  | 'readOn'
  | 'undo'
  | 'stop'
  | 'retry'
  | 'dismiss'
  | 'flush'
  | 'saveSettings'
  | 'openOptions'
  | 'signIn'
  | 'openTab'
  | 'openInbox'
  | 'watchTopics'
>;
