import { defineExtensionMessaging } from '@webext-core/messaging';
import type { Conversation } from '../domain/conversation.ts';
import type { OptionsSubject, Settings } from '../domain/inbox.ts';
import type { Address, Invitation, Negotiation } from '../domain/negotiation.ts';
import type { Panel, PanelLook, PanelSlice, VacancyMark, VacancyOnPage } from '../domain/panel.ts';
import type { MarkCard, Marks } from '../domain/person.ts';
import type { RemindAct } from '../domain/reminders.ts';
import type { Resume } from '../domain/resume.ts';
import type { WriteRequest } from '../domain/write-request.ts';
import type { Values } from '../hh/client.ts';
import type {
  AccountId,
  ChatId,
  Effect,
  EntryId,
  MessageId,
  NegotiationId,
  ResumeId,
  VacancyId,
} from '../ids.ts';
import type { List } from '../known.ts';
import type { Result } from '../problem.ts';

/** Where in the options a link may lead: to a subject, or to the application within the account. */
export type OptionsSection = OptionsSubject | 'application';

/**
 * Which part of which conversation: of a negotiation, or of a chat. From a message that is known (it comes again) in one
 * direction, or else the newest. `old`: the list of letters in place of the chat, from page 0, which marks the response
 * as viewed; only for a click that said so.
 */
export type ConversationOf = (
  | { negotiationId: NegotiationId; old?: true; page?: number }
  | { chatId: ChatId }
) & {
  from?: { id: MessageId; way: 'older' | 'newer' };
};

/** The letter of an action: on a negotiation, or for an invitation. */
export type TemplateOf = { actionId: string; templateId: string } & (
  | { negotiationId: NegotiationId }
  | { resumeId: ResumeId; vacancyId: VacancyId }
);

/** A write as a view asks for it. The view makes the id: sent again with the same one, it is the same write. */
export interface WriteOf {
  id: EntryId;
  request: WriteRequest;
}

/**
 * All messages between views and worker. A view asks for one thing; what changed comes back through the store
 * (extension pages) or `panelChanged` (the panel). Errors travel as data.
 */
export interface Protocol {
  // From the panel, for the resume of its own tab only
  readPanel(about: {
    resumeId: ResumeId;
    vacancyId?: VacancyId;
    topicId?: NegotiationId;
    again?: boolean;
  }): Panel;
  setPanelOpen(open: boolean): void;
  /** What I have on the vacancy of the tab's own address, and with its employer; null: nothing, or no applicant. */
  readVacancy(of: VacancyOnPage): (VacancyMark & Pick<PanelLook, 'theme'>) | null;
  /** Whether the person wants their list of negotiations read off the page that is open. */
  wantsPage(): boolean;
  /** What that page holds: the few keys of `utils/hh/page-slice.ts`. */
  pageSeen(slice: unknown): void;
  // From a list of people on hh's pages
  /** What is known of these resumes, out of the store; null when there are to be no marks. */
  readMarks(keys: string[]): Marks | null;
  /** The card of one of them; null when they are not known. It may read their history at hh. */
  readCard(key: string): MarkCard | null;
  /** Opens our inbox page at one of them. */
  openPerson(key: string): void;
  // From the panel and from extension pages
  readConversation(of: ConversationOf): Result<Conversation>;
  readTemplate(of: TemplateOf): Result<string>;
  readAddresses(): Result<Address[]>;
  write(of: WriteOf): Result<EntryId>;
  /** Many writes of one gesture: taken back and stopped together. */
  writeMany(of: { group: string; writes: WriteOf[] }): Result<string>;
  /** Takes back what of such a group has not gone out. */
  stop(group: string): void;
  /** Takes a waiting write back; its text becomes a draft. False when it was too late. */
  undo(id: EntryId): boolean;
  /** Sends a failed write again, after looking up what became of it. */
  retry(id: EntryId): void;
  /** Puts a failed or sent write away. */
  dismiss(id: EntryId): void;
  /** An undo window is over: wakes the worker, should it have slept. */
  flush(): void;
  saveDraft(draft: { key: string; text: string }): void;
  /** Puts the negotiation of the tab's page off, or its reminder away; our own pages write reminders themselves. */
  remind(of: { id: NegotiationId; act: RemindAct }): Result<void>;
  /**
   * Marks whom the tab's page is about, a person or an employer, as not to be dealt with again, for this reason; null takes
   * the mark back. Our own pages write such marks themselves.
   */
  avoid(reason: string | null): Result<void>;
  /** The options page, at one of its sections. */
  openOptions(section?: OptionsSection): void;
  /** Our inbox page; `address`: the part after `?`. */
  openInbox(address?: string): void;
  signIn(role?: 'employer' | 'applicant'): Result<void>;
  // From extension pages only
  /** Where a resume can be invited. */
  readInvitations(resumeId: ResumeId): Result<List<Invitation>>;
  /** `byItself`: not asked for by a person, so a way that stopped stays stopped. */
  refresh(byItself?: boolean): Result<void>;
  /** The whole of an applicant's list is to be read, or not on: how far it is, and what went wrong, stands in the store. */
  readAll(on: boolean): Result<void>;
  readRows(of: { vacancyId: VacancyId; more?: boolean }): Result<void>;
  readNegotiation(id: NegotiationId): Result<Negotiation>;
  /**
   * All of the resume of a negotiation. Unless it was read in the last day hh marks the response as viewed, and a view is
   * spent: only for a click, or a setting, that said so.
   */
  openResume(id: NegotiationId): Result<Resume>;
  /** hh's file of it, under this id in `files`; the same side effects. */
  downloadResume(id: NegotiationId): Result<string>;
  /**
   * One GET of hh's API for a page that reads the answer itself (`ask-hh.ts`). Side effects are refused unless they
   * are named here, for a click that said so.
   */
  ask(of: { url: string; query?: Values; effects?: Effect[] }): Result<unknown>;
  saveSettings(settings: Partial<Settings>): Result<void>;
  saveApplication(application: { clientId: string; clientSecret: string }): Result<void>;
  pasteToken(token: string): Result<void>;
  switchAccount(id: AccountId): Result<void>;
  /** With writes that could not go out it fails as `unsent`, unless `anyway`. */
  signOut(anyway?: boolean): Result<void>;
  wipe(): void;
  // From the worker to a tab
  /** Whether the tab shows a panel of that address. */
  panelChanged(slice: PanelSlice): boolean;
  /** The panel shows data of another account than the current one, and reads again. False: the tab shows nothing of ours. */
  readAgain(): boolean;
  /** More is known of people than a list was told. */
  marksChanged(): void;
  whereAreYou(): string;
  focusPanel(): void;
}

export const { sendMessage, onMessage } = defineExtensionMessaging<Protocol>();
