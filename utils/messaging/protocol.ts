import { defineExtensionMessaging } from '@webext-core/messaging';
import type { Conversation } from '../domain/conversation.ts';
import type { Address, Invitation, Millis, Negotiation } from '../domain/negotiation.ts';
import type { Panel, PanelLook, PanelSlice, VacancyMark, VacancyOnPage } from '../domain/panel.ts';
import type { MarkCard, Marks } from '../domain/person.ts';
import type { RemindAct } from '../domain/reminders.ts';
import type { Resume } from '../domain/resume.ts';
import type { OptionsSubject, Settings } from '../domain/settings.ts';
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
 * A part of a conversation, of a negotiation or of a chat: in one direction from a known message (which comes again),
 * or else the newest part. `old`: the list of letters instead of the chat, from page 0, which marks the response as
 * viewed; only for a click that said so.
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

/** A write, as requested by a view. The view creates the id: sent again with the same id, it is the same write. */
export interface WriteOf {
  id: EntryId;
  request: WriteRequest;
}

/**
 * All messages between views and worker. A view asks for one thing; changes come back through the store (extension
 * pages) or `panelChanged` (the panel). Errors are returned as data.
 */
export interface Protocol {
  // From the panel, only for the resume of its own tab
  readPanel(about: {
    resumeId: ResumeId;
    vacancyId?: VacancyId;
    topicId?: NegotiationId;
    again?: boolean;
  }): Panel;
  setPanelOpen(open: boolean): void;
  /** What I have on the vacancy of the tab's own address and with its employer; null: nothing, or no applicant. */
  readVacancy(of: VacancyOnPage): (VacancyMark & Pick<PanelLook, 'theme'>) | null;
  /** Whether the person wants their list of negotiations read from the open page. */
  wantsPage(): boolean;
  /** What that page holds, the few keys in `utils/hh/page-slice.ts`, and when hh made it. */
  pageSeen(page: { slice: unknown; loadedAt: Millis }): void;
  // From a list of people on hh's pages
  /** What is known about these resumes, from the store; null if there are to be no marks. */
  readMarks(keys: string[]): Marks | null;
  /** The card of one of them; null if they are unknown. May read their history from hh. */
  readCard(key: string): MarkCard | null;
  /** Opens our inbox page at one of them. */
  openPerson(key: string): void;
  // From the panel and from extension pages
  readConversation(of: ConversationOf): Result<Conversation>;
  readTemplate(of: TemplateOf): Result<string>;
  readAddresses(): Result<Address[]>;
  write(of: WriteOf): Result<EntryId>;
  /** Many writes from one click, to be undone and stopped together. */
  writeMany(of: { group: string; writes: WriteOf[] }): Result<string>;
  /** Undoes those writes of the group that have not been sent. */
  stop(group: string): void;
  /** Undoes a waiting write; its text becomes a draft. False if it was too late. */
  undo(id: EntryId): boolean;
  /** Sends a failed write again, after looking up its outcome. */
  retry(id: EntryId): void;
  /** Dismisses a failed or sent write. */
  dismiss(id: EntryId): void;
  /** An undo window has ended: wakes the worker if it is asleep. */
  flush(): void;
  saveDraft(draft: { key: string; text: string }): void;
  /** Snoozes the negotiation of the tab's page, or dismisses its reminder; our own pages write reminders themselves. */
  remind(of: { id: NegotiationId; act: RemindAct }): Result<void>;
  /**
   * Marks the person or employer that the tab's page is about as one to avoid, with a reason; null removes the mark.
   * Our own pages write such marks themselves.
   */
  avoid(reason: string | null): Result<void>;
  /** Opens the options page, at one of its sections. */
  openOptions(section?: OptionsSection): void;
  /** Opens our inbox page; `address`: the part after `?`. */
  openInbox(address?: string): void;
  signIn(role?: 'employer' | 'applicant'): Result<void>;
  // From extension pages only
  /** Where a resume can be invited. */
  readInvitations(resumeId: ResumeId): Result<List<Invitation>>;
  /** `byItself`: no person asked for it, so a way that was stopped stays stopped. */
  refresh(byItself?: boolean): Result<void>;
  /** Starts or stops reading the whole of an applicant's list; progress and errors are in the store. */
  readAll(on: boolean): Result<void>;
  readRows(of: { vacancyId: VacancyId; more?: boolean }): Result<void>;
  readNegotiation(id: NegotiationId): Result<Negotiation>;
  /**
   * The whole resume of a negotiation. Unless it was read within the last day, hh marks the response as viewed and
   * spends a view: only for a click, or a setting, that said so.
   */
  openResume(id: NegotiationId): Result<Resume>;
  /** hh's file of the resume, stored in `files` under the returned id; the same side effects. */
  downloadResume(id: NegotiationId): Result<string>;
  /**
   * One GET of hh's API for a page that parses the answer itself (`ask-hh.ts`). Side effects are refused unless named
   * here, for a click that said so.
   */
  ask(of: { url: string; query?: Values; effects?: Effect[] }): Result<unknown>;
  saveSettings(settings: Partial<Settings>): Result<void>;
  saveApplication(application: { clientId: string; clientSecret: string }): Result<void>;
  pasteToken(token: string): Result<void>;
  switchAccount(id: AccountId): Result<void>;
  /** Fails as `unsent` if writes could not be sent, unless `anyway`. */
  signOut(anyway?: boolean): Result<void>;
  wipe(): void;
  // From the worker to a tab
  /** Returns whether the tab shows a panel of that address. */
  panelChanged(slice: PanelSlice): boolean;
  /** The panel must read again, because its data is of another account. False: the tab shows nothing of ours. */
  readAgain(): boolean;
  /** More is known about people than a list was told. */
  marksChanged(): void;
  whereAreYou(): string;
  focusPanel(): void;
}

export const { sendMessage, onMessage } = defineExtensionMessaging<Protocol>();
