import {
  type Guarded,
  isEither,
  isFlag,
  isId,
  isListOf,
  isNumber,
  isOneOf,
  isRecord,
  isShape,
  isText,
  optional,
  orNull,
  type Shaped,
  textOrNull,
} from '../guards.ts';
import type {
  ApplicantId,
  ChatId,
  Effect,
  EmployerId,
  EntryId,
  MessageId,
  NegotiationId,
  ResumeId,
  VacancyId,
} from '../ids.ts';
import { isProblem } from '../problem.ts';
import { isMillis, type Millis } from './negotiation.ts';
import { isStage } from './stage.ts';

/** The letter is a template that hh filled in for one of many: taken back, it does not become a draft. */
type Filled = true;

/** What a person wants done, as a view asks for it. Addresses and methods are looked up by the worker. */
export type WriteRequest =
  | {
      kind: 'action';
      negotiationId: NegotiationId;
      actionId: string;
      subActionId?: string;
      /** Form values by argument id; `send_sms` is `"true"`. */
      values: Record<string, string>;
      filled?: Filled;
    }
  | { kind: 'message'; negotiationId: NegotiationId | null; chatId: ChatId; text: string }
  /** The file itself waits in `utils/storage/files.ts`. From our own pages only. */
  | { kind: 'file'; negotiationId: NegotiationId | null; chatId: ChatId; fileId: string; name: string }
  /** My response to a vacancy, as an applicant; hh takes one per resume. An empty text is no letter. */
  | { kind: 'apply'; vacancyId: VacancyId; resumeId: ResumeId; text: string }
  /** Where a negotiation has no chat, and from an applicant. */
  | { kind: 'old-message'; negotiationId: NegotiationId; text: string }
  /** At most 50 of one vacancy. */
  | { kind: 'read'; vacancyId: VacancyId; negotiationIds: NegotiationId[] }
  | {
      kind: 'read-chat';
      chatId: ChatId;
      messageId: MessageId /** Of which it is the chat. */;
      negotiationId?: NegotiationId | null;
    }
  /** The same action and text for up to 50 of one vacancy, by hh's one call for many. */
  | {
      kind: 'bulk';
      vacancyId: VacancyId;
      negotiationIds: NegotiationId[];
      actionId: string;
      values: Record<string, string>;
      filled?: Filled;
    }
  /** A resume to a vacancy where it has no negotiation yet; spends a contact unless it was opened before. */
  | {
      kind: 'invite';
      resumeId: ResumeId;
      vacancyId: VacancyId;
      actionId: string;
      values: Record<string, string>;
    }
  /** A note on the applicant, for oneself or for colleagues. */
  | { kind: 'note'; applicantId: ApplicantId; text: string; access: 'coworkers' | 'owner' }
  /**
   * Any other call of hh's that changes something and changes nothing more when it is made twice (set, edit,
   * delete). From our own pages only, which build it with the calls of `utils/hh`.
   */
  | {
      kind: 'call';
      /** hh's operation id, for the words of the undo bar. */
      operation: string;
      method: 'PUT' | 'DELETE' | 'POST';
      url: string;
      form?: Record<string, string | string[]>;
      json?: Record<string, unknown>;
      effects: Effect[];
    };

export type RequestOf<Kind extends WriteRequest['kind']> = Extract<WriteRequest, { kind: Kind }>;

/** What became of one negotiation of many: its stage as hh shows it now, and whether it is the one that was meant. */
const isBulkResult = isShape({
  id: isId<NegotiationId>,
  stage: orNull(isStage),
  /** It is at the wanted stage, and we moved it there. */
  done: isFlag,
  /** It stands there, and nothing tells whether our letter went along. */
  unsure: optional(isFlag),
});
export type BulkResult = Guarded<typeof isBulkResult>;

/**
 * Where an entry stands. Which may follow which, and by whom, is the table of `entry-states.ts`.
 *
 * `until` and `nextCheck` are times of the wall clock, which may be set back or forward; `wait` is how long the wait
 * is in all, ms, so that no jump of the clock makes it longer.
 */
const isProgress = isEither(
  /** In the undo window; with a problem: hh could not be reached or asked to wait, and it goes out by itself. */
  isShape({
    at: isOneOf('waiting'),
    until: isMillis,
    wait: optional(isMillis),
    problem: optional(isProblem),
  }),
  isShape({ at: isOneOf('sending'), since: isMillis }),
  /** hh has it: nothing that happens afterwards changes that. */
  isShape({
    at: isOneOf('sent'),
    when: isMillis,
    /** Of a write for many, what hh shows for each afterwards. */
    results: optional(isListOf(isBulkResult)),
    /**
     * `two`: hh took it twice (the browser repeats a request whose connection broke) and the second could not be
     * removed. `unknown`: whether it did could not be read. Absent: once.
     */
    copies: optional(isOneOf('two', 'unknown')),
  }),
  /** Kept with its text until it is sent again, edited or put away. */
  isShape({
    at: isOneOf('failed'),
    problem: isProblem,
    when: isMillis,
    /** Certainly not at hh, so that a retry need not look it up first. */
    refused: optional(isFlag),
  }),
  /** Sent, no answer: being looked up at hh; never sent again blindly. */
  isShape({ at: isOneOf('uncertain'), since: isMillis, nextCheck: isMillis, wait: optional(isMillis) }),
);
export type Progress = Guarded<typeof isProgress>;

/** The kind is enough: what a write is to do was checked as it came in. */
const isKind = <T extends { kind: string }>(value: unknown): value is T =>
  isRecord(value) && isText(value.kind);

const entry = {
  id: isId<EntryId>,
  request: isKind<WriteRequest>,
  /** For the bar: the action's name, the candidate and the vacancy. */
  label: isShape({ action: textOrNull, candidate: textOrNull, vacancy: textOrNull }),
  resulting: orNull(isStage),
  createdAt: isMillis,
  progress: isProgress,
  /** Of writes that were asked for together, and are stopped or taken back together. */
  group: optional(isText),
};
/** A write as the views see it: the undo bar, and what failed. */
export type Entry = Shaped<typeof entry>;

/** A text not sent yet, kept per place (`draftKey`). */
export const isDraft = isShape({ text: isText, at: isMillis });
export type Draft = Guarded<typeof isDraft>;

/** By `draftKey`; the one written last stands last. */
export type Drafts = Record<string, Draft>;

/** By `accountKey`: what was written under one account is shown under no other. */
export type AllDrafts = Record<string, Drafts>;

/** Holds drafts written before drafts belonged to accounts; the account that is signed in takes them over. */
export const unowned = '*';

/** A write ready to go: where to, with what, and what to compare when its outcome is unknown. The worker's own. */
export type PreparedWrite =
  | {
      kind: 'action';
      method: string;
      url: string;
      values: Record<string, string>;
      negotiationId: NegotiationId;
      /** Stage before and after by hh's own word; `after` null: hh does not say. */
      before: string;
      after: string | null;
      /** Where its letter can be read without a side effect; null or absent: nowhere. */
      chatId?: ChatId | null;
      /**
       * Ids of our own messages with the letter's very text before the first try; null: the chat is closed to us, and
       * only `messages` tells. Absent until looked up, and where there is no letter.
       */
      letters?: string[] | null;
      /** In their place: hh's clock before the first try. What it dates later was not there before. Unix ms. */
      since?: Millis;
      /** Messages in the conversation before the first try, of both sides. */
      messages: number;
    }
  | {
      kind: 'message';
      chatId: ChatId;
      text: string;
      /** hh takes one key once: made when the person pressed "send". */
      key: string;
    }
  | (Omit<RequestOf<'file'>, 'negotiationId'> & {
      key: string;
      /** What hh calls the file; null until it has it. */
      uploadId: string | null;
    })
  | (RequestOf<'old-message'> & {
      /** Whose messages ours are; an employer's when left out. */
      from?: 'applicant' | 'employer';
      /**
       * Ids of our messages with this very text before the first try; null until read. Release 0.1 counted them: then
       * they are the oldest.
       */
      same: string[] | number | null;
    })
  /** `none`: true once it was looked up that there is none yet; null until then. */
  | (RequestOf<'apply'> & { none: true | null })
  | { kind: 'read'; vacancyId: VacancyId; ids: NegotiationId[] }
  | { kind: 'read-chat'; chatId: ChatId; messageId: MessageId }
  | {
      kind: 'bulk';
      url: string;
      values: Record<string, string>;
      ids: NegotiationId[];
      before: Record<string, string>;
      after: string | null;
    }
  | {
      kind: 'invite';
      url: string;
      values: Record<string, string>;
      employerId: EmployerId;
      resumeId: ResumeId;
      vacancyId: VacancyId;
      /** The stage it leads to; null or absent: hh does not say. */
      after?: string | null;
    }
  /** `same`: of our notes, as of our messages. */
  | (RequestOf<'note'> & { same: string[] | number | null })
  | (RequestOf<'call'> & {
      /** Of the call that begins a chat, once hh took it: the chat that it named, and when it was asked by hh's clock, Unix ms. */
      begun?: { chatId: ChatId; since: Millis };
    });

/** A write as it is stored. */
export const isOutboxEntry = isShape(entry, {
  /** `accountKey` of who asked: it never goes out under another account. */
  account: isText,
  /** What that account is called, to say under whose name something waits. */
  accountName: optional(isText),
  prepared: isKind<PreparedWrite>,
  /** When it is to go out by the person's word: the end of the undo window, or the last "Try again". Unix ms. */
  wantedAt: isMillis,
  /** Wall clock of the last change: a clock that is behind it was set back. Unix ms. */
  stampedAt: isMillis,
  /** Tries since the person last asked that may have reached hh. */
  attempts: isNumber,
  /** Times that it was looked up since the last try. */
  checks: isNumber,
  /** hh answered the last try with "done already" or "not possible any more". */
  refused: optional(isFlag),
  /** hh took it: only what it made of it is not known, and it never goes out again. */
  accepted: optional(isFlag),
  /** Another write with the same text to the same person has gone out since: what is found there may be of that one. */
  twin: optional(isFlag),
});
export type OutboxEntry = Guarded<typeof isOutboxEntry>;

/** What is not sent under an account that is not in use now: it waits for that account, and is shown. */
export interface Elsewhere {
  account: string;
  /** Of the company or the person; null when not known. */
  name: string | null;
  count: number;
}

/** By account, all but `mine`. */
export function elsewhereOf(entries: readonly OutboxEntry[], mine: string): Elsewhere[] {
  const foreign = entries.filter(({ account, progress }) => account !== mine && progress.at !== 'sent');
  return [...Map.groupBy(foreign, ({ account }) => account)].map(([account, own]) => ({
    account,
    name: own.find(({ accountName }) => accountName)?.accountName ?? null,
    count: own.length,
  }));
}

/** Of writes for one: the bar of single writes shows them. */
export const singleOf = (entries: readonly Entry[]): Entry[] => entries.filter(({ group }) => !group);

/** The negotiations that a request is about; none where it is about a chat, a resume or an applicant. */
export function negotiationsOf(request: WriteRequest): readonly NegotiationId[] {
  if ('negotiationIds' in request) return request.negotiationIds;
  return 'negotiationId' in request && request.negotiationId ? [request.negotiationId] : [];
}

/** Those of them that a write has reached: of a write for many, those that hh shows as done. */
export const doneIn = ({
  request,
  progress,
}: Pick<Entry, 'request' | 'progress'>): readonly NegotiationId[] =>
  progress.at === 'sent' && progress.results
    ? progress.results.filter(({ done }) => done).map(({ id }) => id)
    : negotiationsOf(request);

/** Of the call that begins a chat without a vacancy: to whom, and the first message. */
export const beganChat = ({ operation, json }: RequestOf<'call'>) =>
  operation === 'get-or-create-chat-without-vacancy-common' ? json : undefined;

/** A text that stands at hh already gets another text, or with a null text is taken away. */
export interface Edit {
  what: 'message' | 'letter' | 'note' | 'template';
  /** The chat, negotiation, applicant or company that it belongs to. */
  of: string;
  id: string;
  text: string | null;
}

const edits: Record<string, Edit['what'] | undefined> = {
  'chat-message-put': 'message',
  'chat-message-delete': 'message',
  'edit-negotiation-message': 'letter',
  'update-applicant-comment': 'note',
  'delete-applicant-comment': 'note',
  'put-mail-templates-item': 'template',
};

/** What a write changes of a text that stands at hh; null where it does nothing of the kind. */
export function editOf(request: WriteRequest): Edit | null {
  if (request.kind !== 'call') return null;
  const what = edits[request.operation];
  const [, of, id] = /([\w-]+)(?:\/messages|\/mail_templates)?\/([\w-]+)$/.exec(request.url) ?? [];
  if (!what || !of || !id) return null;
  const said = request.json?.text ?? request.form?.text ?? request.form?.message;
  return { what, of, id, text: request.method === 'DELETE' ? null : typeof said === 'string' ? said : '' };
}

/** Where the new text is kept while it is not sent. */
export const editKey = ({ what, of, id }: Omit<Edit, 'text'>): string => `edit:${of}:${what} ${id}`;

/** A message into a chat, or where a negotiation has none a letter; null where there is nowhere to write to. */
export const messageRequest = (
  { negotiationId, chatId }: { negotiationId: NegotiationId | null; chatId: ChatId | null },
  text: string,
): WriteRequest | null =>
  chatId
    ? { kind: 'message', negotiationId, chatId, text }
    : negotiationId && { kind: 'old-message', negotiationId, text };

/** The draft of one place; null where there is none, or where it is on its way and no draft any more. */
export function draftIn(drafts: Drafts, key: string, entries: readonly Entry[]): string | null {
  const text = drafts[key]?.text;
  const isOut = entries.some(({ request }) => draftKey(request) === key && textOf(request) === text);
  return text === undefined || isOut ? null : text;
}

/** Where a request keeps its text while it is not sent. */
export function draftKey(request: WriteRequest): string | null {
  if ('filled' in request) return null;
  switch (request.kind) {
    case 'action':
      return `action:${request.negotiationId}:${request.actionId}`;
    case 'message':
      return `message:${request.negotiationId ?? request.chatId}`;
    case 'old-message':
      return `message:${request.negotiationId}`;
    case 'invite':
      return `invite:${request.resumeId}:${request.vacancyId}`;
    case 'apply':
      return `apply:${request.vacancyId}`;
    case 'bulk':
      return `bulk:${request.vacancyId}:${request.actionId}`;
    case 'note':
      return `note:${request.applicantId}`;
    case 'call': {
      const to = beganChat(request)?.resume_hash;
      if (typeof to === 'string') return `chat:${to}`;
      const edit = editOf(request);
      return edit && edit.text !== null ? editKey(edit) : null;
    }
    case 'file':
    case 'read':
    case 'read-chat':
      return null;
  }
}

/** The text that a request carries to a person; empty when it carries none. */
export function textOf(request: WriteRequest): string {
  switch (request.kind) {
    case 'action':
    case 'bulk':
    case 'invite':
      return request.values.message ?? '';
    case 'message':
    case 'old-message':
    case 'apply':
    case 'note':
      return request.text;
    case 'call': {
      const text = beganChat(request)?.first_message ?? editOf(request)?.text;
      return typeof text === 'string' ? text : '';
    }
    case 'file':
    case 'read':
    case 'read-chat':
      return '';
  }
}
