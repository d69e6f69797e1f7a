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
  /** In the undo window, or waiting for a connection. */
  | { at: 'waiting'; until: Millis }
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
