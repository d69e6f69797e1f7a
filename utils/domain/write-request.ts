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

/** The letter is a template that hh filled in for one of many people: it does not become a draft when undone. */
type Filled = true;

/** A write that the user wants, as a view requests it. The worker looks up addresses and methods. */
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
  /** The file itself is in `utils/storage/databases.ts`. From our own pages only. */
  | { kind: 'file'; negotiationId: NegotiationId | null; chatId: ChatId; fileId: string; name: string }
  /** The user's response to a vacancy as an applicant; hh accepts one per resume. An empty text means no letter. */
  | { kind: 'apply'; vacancyId: VacancyId; resumeId: ResumeId; text: string }
  /** For a negotiation without a chat, and from an applicant. */
  | { kind: 'old-message'; negotiationId: NegotiationId; text: string }
  /** At most 50 of one vacancy. */
  | { kind: 'read'; vacancyId: VacancyId; negotiationIds: NegotiationId[] }
  | {
      kind: 'read-chat';
      chatId: ChatId;
      messageId: MessageId;
      /** The negotiation to which the chat belongs. */
      negotiationId?: NegotiationId | null;
    }
  /** The same action and text for up to 50 of one vacancy, by hh's bulk call. */
  | {
      kind: 'bulk';
      vacancyId: VacancyId;
      negotiationIds: NegotiationId[];
      actionId: string;
      values: Record<string, string>;
      filled?: Filled;
    }
  /**
   * Invites a resume to a vacancy where it has no negotiation yet; spends a contact unless the contacts were
   * opened before.
   */
  | {
      kind: 'invite';
      resumeId: ResumeId;
      vacancyId: VacancyId;
      actionId: string;
      values: Record<string, string>;
    }
  /** A note about the applicant, for oneself or for colleagues. */
  | { kind: 'note'; applicantId: ApplicantId; text: string; access: 'coworkers' | 'owner' }
  /**
   * Any other idempotent call of hh that changes something (set, edit, delete). From our own pages only, which
   * build it with the calls of `utils/hh`.
   */
  | {
      kind: 'call';
      /** hh's operation id, for the text of the undo bar. */
      operation: string;
      method: 'PUT' | 'DELETE' | 'POST';
      url: string;
      form?: Record<string, string | string[]>;
      json?: Record<string, unknown>;
      effects: Effect[];
    };

type RequestOf<Kind extends WriteRequest['kind']> = Extract<WriteRequest, { kind: Kind }>;

/**
 * The outcome for one negotiation of a bulk write: its current stage at hh, and whether that is the intended
 * one.
 */
const isBulkResult = isShape({
  id: isId<NegotiationId>,
  stage: orNull(isStage),
  /** It is at the intended stage, and we moved it there. */
  done: isFlag,
  /** It is at that stage, but it is unknown whether our letter was sent along. */
  unsure: optional(isFlag),
});
export type BulkResult = Guarded<typeof isBulkResult>;

/**
 * The state of an entry. `transitions` says which changes are allowed, and who makes them.
 *
 * `until` and `nextCheck` are wall-clock times, and the clock may be set; `wait` is the total length of the
 * wait in ms, so that no clock change makes it longer.
 */
const isProgress = isEither(
  /**
   * In the undo window; or with a problem, because hh was unreachable or asked to wait: then it is sent
   * automatically later.
   */
  isShape({
    at: isOneOf('waiting'),
    until: isMillis,
    wait: optional(isMillis),
    problem: optional(isProblem),
  }),
  isShape({ at: isOneOf('sending'), since: isMillis }),
  /** hh has it: nothing that happens later changes that. */
  isShape({
    at: isOneOf('sent'),
    when: isMillis,
    /** For a bulk write: what hh shows for each negotiation afterwards. */
    results: optional(isListOf(isBulkResult)),
    /**
     * `two`: hh received it twice (the browser repeats a request whose connection broke) and the second could
     * not be removed. `unknown`: it is unknown whether hh did. Absent: once.
     */
    copies: optional(isOneOf('two', 'unknown')),
  }),
  /** Kept with its text until it is sent again, edited or dismissed. */
  isShape({
    at: isOneOf('failed'),
    problem: isProblem,
    when: isMillis,
    /** Certainly not at hh, so that a retry need not check first. */
    refused: optional(isFlag),
  }),
  /** Sent without an answer: its outcome is being looked up at hh; it is never sent again blindly. */
  isShape({ at: isOneOf('uncertain'), since: isMillis, nextCheck: isMillis, wait: optional(isMillis) }),
);
export type Progress = Guarded<typeof isProgress>;

/** An entry is `new` before it is stored, and `gone` afterwards (its text is a draft, or at hh). */
type EntryState = Progress['at'];

interface Transition {
  /** `person`: by a click in a view. `sender`: by the single run of the outbox that holds the lock. */
  by: 'person' | 'sender';
  from: readonly (EntryState | 'new')[];
  to: readonly (EntryState | 'gone')[];
}

/**
 * Every state transition of an outbox entry, and who triggers it. The outbox checks each change against this
 * table in one place and stores no other. The table in docs/architecture.md gives the reasons; a test keeps the
 * two in step.
 */
export const transitions = {
  submit: { by: 'person', from: ['new'], to: ['waiting'] },
  undo: { by: 'person', from: ['waiting'], to: ['gone'] },
  retry: { by: 'person', from: ['failed'], to: ['waiting', 'uncertain'] },
  dismiss: { by: 'person', from: ['failed', 'sent'], to: ['gone'] },
  hasten: { by: 'sender', from: ['waiting'], to: ['waiting'] },
  claim: { by: 'sender', from: ['waiting'], to: ['sending'] },
  prepare: { by: 'sender', from: ['sending'], to: ['sending'] },
  postpone: { by: 'sender', from: ['waiting', 'sending'], to: ['waiting'] },
  ask: { by: 'sender', from: ['waiting', 'sending', 'uncertain'], to: ['failed'] },
  refuse: { by: 'sender', from: ['sending', 'uncertain'], to: ['failed'] },
  doubt: { by: 'sender', from: ['sending'], to: ['uncertain'] },
  check: { by: 'sender', from: ['uncertain'], to: ['uncertain'] },
  repeat: { by: 'sender', from: ['uncertain'], to: ['waiting'] },
  arrive: { by: 'sender', from: ['sending', 'uncertain'], to: ['sent'] },
  tidy: { by: 'sender', from: ['sent'], to: ['gone'] },
} as const satisfies Record<string, Transition>;

export type TransitionName = keyof typeof transitions;

/** The progress that a transition may result in. */
export type ProgressAfter<Name extends TransitionName> = Extract<
  Progress,
  { at: (typeof transitions)[Name]['to'][number] }
>;

/** Whether the transition is allowed from this state. */
export function mayMove(name: TransitionName, from: EntryState | 'new'): boolean {
  const allowed: readonly string[] = transitions[name].from;
  return allowed.includes(from);
}

/** Checking the kind is enough: the content was validated when the request arrived. */
const isKind = <T extends { kind: string }>(value: unknown): value is T =>
  isRecord(value) && isText(value.kind);

const entry = {
  id: isId<EntryId>,
  request: isKind<WriteRequest>,
  /** For the undo bar: the action's name, the candidate and the vacancy. */
  label: isShape({ action: textOrNull, candidate: textOrNull, vacancy: textOrNull }),
  resulting: orNull(isStage),
  createdAt: isMillis,
  progress: isProgress,
  /** Groups writes that were submitted together, and are stopped or undone together. */
  group: optional(isText),
};
/** A write as the views see it: in the undo bar, and among the failed ones. */
export type Entry = Shaped<typeof entry>;

/**
 * A write ready to send: its destination and content, and what to compare if the outcome is unknown. Internal
 * to the worker.
 */
export type PreparedWrite =
  | {
      kind: 'action';
      method: string;
      url: string;
      values: Record<string, string>;
      negotiationId: NegotiationId;
      /** hh's ids of the stages before and after; `after` is null if hh does not say. */
      before: string;
      after: string | null;
      /** The chat in which its letter can be read without a side effect; null or absent if there is none. */
      chatId?: ChatId | null;
      /**
       * Ids of our own messages with exactly the letter's text before the first attempt; null if we have no
       * access to the chat, and only `messages` can tell. Absent until looked up, and if there is no letter.
       */
      letters?: string[] | null;
      /**
       * Used instead of the ids: hh's clock before the first attempt, Unix ms. A message with a later date was
       * not there before.
       */
      since?: Millis;
      /** The number of messages in the conversation, from both sides, before the first attempt. */
      messages: number;
    }
  | {
      kind: 'message';
      chatId: ChatId;
      text: string;
      /** Idempotency key, created when the user pressed "send": hh accepts each key once. */
      key: string;
    }
  | (Omit<RequestOf<'file'>, 'negotiationId'> & {
      key: string;
      /** hh's id of the uploaded file; null until uploaded. */
      uploadId: string | null;
    })
  | (RequestOf<'old-message'> & {
      /** Which side we are; an employer if absent. */
      from?: 'applicant' | 'employer';
      /**
       * Ids of our messages with exactly this text before the first attempt; null until read. Release 0.1
       * stored their number: then they are the oldest.
       */
      same: string[] | number | null;
    })
  /** `none`: true once a check found no response yet; null until then. */
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
      /** The resulting stage; null or absent if hh does not say. */
      after?: string | null;
    }
  /** `same`: as for messages, but of our notes. */
  | (RequestOf<'note'> & { same: string[] | number | null })
  | (RequestOf<'call'> & {
      /**
       * For the call that begins a chat, once hh has accepted it: the chat it returned, and the time of the
       * request by hh's clock, Unix ms.
       */
      begun?: { chatId: ChatId; since: Millis };
    });

/** A write as it is stored. */
export const isOutboxEntry = isShape(entry, {
  /** `accountKey` of the author: it is never sent under another account. */
  account: isText,
  /** The account's display name, to say under whose name something waits. */
  accountName: optional(isText),
  prepared: isKind<PreparedWrite>,
  /** When the user wants it sent: the end of the undo window, or the last "Try again". Unix ms. */
  wantedAt: isMillis,
  /** Wall clock of the last change, Unix ms; a clock that is behind it was set back. */
  stampedAt: isMillis,
  /** Attempts since the user last asked that may have reached hh. */
  attempts: isNumber,
  /** Outcome checks since the last attempt. */
  checks: isNumber,
  /** hh answered the last attempt with "already done" or "no longer possible". */
  refused: optional(isFlag),
  /** hh accepted it: only the result is unknown, and it is never sent again. */
  accepted: optional(isFlag),
  /** Another write with the same text to the same person has been sent since, so a match at hh may be that one. */
  twin: optional(isFlag),
});
export type OutboxEntry = Guarded<typeof isOutboxEntry>;

/** Unsent writes of an account that is not in use: they wait for that account, and are shown. */
export interface Elsewhere {
  account: string;
  /** The company or the person; null if unknown. */
  name: string | null;
  count: number;
}

/** By account, except `mine`. */
export function elsewhereOf(entries: readonly OutboxEntry[], mine: string): Elsewhere[] {
  const foreign = entries.filter(({ account, progress }) => account !== mine && progress.at !== 'sent');
  return [...Map.groupBy(foreign, ({ account }) => account)].map(([account, own]) => ({
    account,
    name: own.find(({ accountName }) => accountName)?.accountName ?? null,
    count: own.length,
  }));
}

/** Entries outside any group, for the undo bar of single writes. */
export const singleOf = (entries: readonly Entry[]): Entry[] => entries.filter(({ group }) => !group);

/** Whether an entry is neither sent nor failed yet. */
export const isUnderWay = ({ progress: { at } }: Entry): boolean => at !== 'sent' && at !== 'failed';

/** The negotiations that a request is about; none if it is about a chat, a resume or an applicant. */
export function negotiationsOf(request: WriteRequest): readonly NegotiationId[] {
  if ('negotiationIds' in request) return request.negotiationIds;
  return 'negotiationId' in request && request.negotiationId ? [request.negotiationId] : [];
}

/** The negotiations that a write has reached; for a bulk write those that hh shows as done. */
export const doneIn = ({
  request,
  progress,
}: Pick<Entry, 'request' | 'progress'>): readonly NegotiationId[] =>
  progress.at === 'sent' && progress.results
    ? progress.results.filter(({ done }) => done).map(({ id }) => id)
    : negotiationsOf(request);

/** The payload of the call that begins a chat without a vacancy: the addressee and the first message. */
export const beganChat = ({ operation, json }: RequestOf<'call'>) =>
  operation === 'get-or-create-chat-without-vacancy-common' ? json : undefined;

/** A chat message, or a letter for a negotiation without a chat; null if one can write to neither. */
export const messageRequest = (
  { negotiationId, chatId }: { negotiationId: NegotiationId | null; chatId: ChatId | null },
  text: string,
): WriteRequest | null =>
  chatId
    ? { kind: 'message', negotiationId, chatId, text }
    : negotiationId && { kind: 'old-message', negotiationId, text };
