import type { ChatId, EntryId, MessageId, NegotiationId, VacancyId } from '../ids.ts';
import type { Problem } from '../problem.ts';
import type { Millis } from './negotiation.ts';
import type { Stage } from './stage.ts';

/** What a person wants done, as a view asks for it. Addresses and methods are looked up by the worker. */
export type Wish =
  | {
      kind: 'action';
      negotiationId: NegotiationId;
      actionId: string;
      subActionId?: string;
      /** Form values by argument id; `send_sms` is `"true"`. */
      values: Record<string, string>;
    }
  | { kind: 'message'; negotiationId: NegotiationId | null; chatId: ChatId; text: string }
  /** Where a negotiation has no chat. */
  | { kind: 'old-message'; negotiationId: NegotiationId; text: string }
  /** At most 50 of one vacancy. */
  | { kind: 'read'; vacancyId: VacancyId; negotiationIds: NegotiationId[] }
  | { kind: 'read-chat'; chatId: ChatId; messageId: MessageId };

export type Progress =
  /** In the undo window; with a problem: hh could not be reached or asked to wait, and it goes out by itself. */
  | { at: 'waiting'; until: Millis; problem?: Problem }
  | { at: 'sending'; since: Millis }
  | { at: 'sent'; when: Millis }
  /** Kept with its text until it is sent again, edited or put away. */
  | { at: 'failed'; problem: Problem; when: Millis }
  /** Sent, no answer: being looked up at hh; never sent again blindly. */
  | { at: 'uncertain'; since: Millis; nextCheck: Millis };

/** A write as the views see it: the undo bar, and what failed. */
export interface Entry {
  id: EntryId;
  wish: Wish;
  /** For the bar: the action's name, the candidate and the vacancy. */
  label: { action: string | null; candidate: string | null; vacancy: string | null };
  resulting: Stage | null;
  createdAt: Millis;
  progress: Progress;
}

/** A text not sent yet, kept per place: `message:<negotiation or chat>` or `action:<negotiation>:<action>`. */
export interface Draft {
  text: string;
  at: Millis;
}

/** Where a write goes, and what to compare when its outcome is unknown; the worker's own, beside the entry. */
export type Plan =
  | {
      kind: 'action';
      method: string;
      url: string;
      /** Stage before and after by hh's own word; `after` null: hh does not say. */
      before: string;
      after: string | null;
      /** Messages in the conversation before, to tell whether a letter arrived. */
      messages: number;
    }
  | {
      kind: 'message';
      /** hh takes one key once: made when the person pressed "send". */
      key: string;
    }
  | {
      kind: 'old-message';
      /** Our messages with this very text before the first try; null until counted. */
      same: number | null;
    }
  | { kind: 'read' }
  | { kind: 'read-chat' };

/** A write as it is stored. */
export interface StoredEntry extends Entry {
  /** `accountKey` of who asked: it never goes out, nor is shown, under another account. */
  account: string;
  plan: Plan;
  /** When the person asked: the gesture that the call carries. */
  gestureAt: Millis;
  /** Times it went out, and times its outcome was looked up since. */
  attempts: number;
  checks: number;
}

/** Where a wish keeps its text while it is not sent. */
export function draftKey(wish: Wish): string | null {
  switch (wish.kind) {
    case 'action':
      return `action:${wish.negotiationId}:${wish.actionId}`;
    case 'message':
      return `message:${wish.negotiationId ?? wish.chatId}`;
    case 'old-message':
      return `message:${wish.negotiationId}`;
    case 'read':
    case 'read-chat':
      return null;
  }
}

/** The text that a wish carries to a person; empty when it carries none. */
export function textOf(wish: Wish): string {
  switch (wish.kind) {
    case 'action':
      return wish.values.message ?? '';
    case 'message':
    case 'old-message':
      return wish.text;
    case 'read':
    case 'read-chat':
      return '';
  }
}
