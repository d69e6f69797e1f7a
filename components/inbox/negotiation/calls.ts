import type {
  Colleague,
  Conversation,
  FileConditions,
  Participant,
} from '../../../utils/domain/conversation.ts';
import type {
  Address,
  ChatRow,
  Contact,
  ContactsOffer,
  Costs,
  Invitation,
  Negotiation,
  Note,
  TestSolution,
  VacancyHistory,
} from '../../../utils/domain/negotiation.ts';
import type { Seen } from '../../../utils/domain/seen.ts';
import type { Snippet } from '../../../utils/domain/snippets.ts';
import type { WriteRequest } from '../../../utils/domain/write-request.ts';
import type {
  ApplicantId,
  ChatId,
  EntryId,
  MessageId,
  NegotiationId,
  ResumeId,
  VacancyId,
} from '../../../utils/ids.ts';
import type { Known, List, Page } from '../../../utils/known.ts';
import type { OptionsSection, TemplateOf } from '../../../utils/messaging/protocol.ts';
import type { Result } from '../../../utils/problem.ts';

export type { Contact, ContactsOffer, TestSolution } from '../../../utils/domain/negotiation.ts';
export type { Page } from '../../../utils/known.ts';

export interface ChatsQuery {
  unread: boolean;
  vacancyId: VacancyId | null;
  /** From 0. */
  page: number;
}

/** What the open negotiation and the chats ask for; the entrypoint gives it hands. */
export interface NegotiationCalls {
  readNegotiation: (id: NegotiationId) => Promise<Result<Negotiation>>;
  /** From the last five minutes unless `again`. */
  readHistory: (id: ResumeId, again?: boolean) => Promise<Result<List<VacancyHistory>>>;
  readNotes: (of: { applicantId: ApplicantId; page: number }) => Promise<Result<Page<Note>>>;
  readTest: (id: NegotiationId) => Promise<Result<TestSolution>>;
  /** Leaves no trace. */
  readChat: (
    id: ChatId,
    from?: { id: MessageId; way: 'older' | 'newer' } | null,
  ) => Promise<Result<Conversation>>;
  /** Marks the response as viewed: only for a click that said so. */
  readOldTalk: (of: {
    id: NegotiationId;
    messaging: Known<string>;
    page: number;
  }) => Promise<Result<Conversation>>;
  readChats: (of: ChatsQuery) => Promise<Result<Page<ChatRow>>>;
  readParticipants: (id: ChatId) => Promise<Result<List<Participant>>>;
  readColleagues: (text: string) => Promise<Result<Colleague[]>>;
  readFileConditions: () => Promise<Result<FileConditions>>;
  readContactsOffer: (id: NegotiationId) => Promise<Result<ContactsOffer>>;
  /** Spends what the offer named: only for a click that said so. */
  openContacts: (offer: ContactsOffer) => Promise<Result<Contact[]>>;
  readTemplate: (of: TemplateOf) => Promise<Result<string>>;
  readAddresses: () => Promise<Result<Address[]>>;
  /** Where a resume can be invited, and what that costs. */
  readInvitations: (id: ResumeId) => Promise<Result<{ invitations: List<Invitation>; costs: Costs }>>;
  write: (request: WriteRequest) => Promise<Result<EntryId>>;
  /** Sends a file into a chat, as `write` does. */
  attach: (
    to: { chatId: ChatId; negotiationId: NegotiationId | null },
    file: File,
  ) => Promise<Result<EntryId>>;
  undo: (id: EntryId) => void;
  retry: (id: EntryId) => void;
  dismiss: (id: EntryId) => void;
  /** The negotiation was read again by the worker. */
  watchNegotiation: (id: NegotiationId, changed: (negotiation: Negotiation) => void) => () => void;
  saveDraft: (draft: { key: string; text: string }) => void;
  saveSnippets: (snippets: Snippet[]) => void;
  /** What was seen before, and from now on this. */
  look: (id: NegotiationId, seen: Seen) => Promise<Seen | undefined>;
  openOptions: (section?: OptionsSection) => void;
  signIn: () => Promise<Result<void>>;
  openTab: (url: string) => void;
  copy: (text: string) => void;
}
