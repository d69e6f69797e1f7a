import { useEffect, useRef, useState } from 'preact/hooks';
import { type Conversation, joined, type Message, withEdits } from '../../utils/domain/conversation.ts';
import { type Edit, type Entry, editOf } from '../../utils/domain/write-request.ts';
import type { ChatId, MessageId, NegotiationId } from '../../utils/ids.ts';
import { isKnown, type Known, known } from '../../utils/known.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { useOutbox } from '../contexts.tsx';
import { isUnderWay, useWritten } from '../outbox/entries.ts';

/** What of a conversation is to be read. */
export interface Stretch {
  /** The old list of letters in place of the chat, which marks the response as viewed at hh. */
  old?: true;
  /** Of the old list; 0 when left out. */
  page?: number;
  /** Of a chat, from this message on (it comes again); without it the newest. */
  from?: { id: MessageId; way: 'older' | 'newer' };
}

export interface ConversationOf {
  chatId: ChatId | null;
  /** null for a chat that belongs to no negotiation. */
  negotiationId: NegotiationId | null;
}

interface State {
  /** Whose it is: what was read of another is not shown. */
  key: string | null;
  /** As far as it was read; null before it was opened. */
  conversation: Conversation | null;
  /** Whether hh has older messages. */
  older: Known<boolean>;
  /** Of the old list, the next page. */
  page: number;
  busy: boolean;
  problem: Problem | null;
}

export type OpenConversation = ReturnType<typeof useConversation>;

const closed = { conversation: null, older: known(false), page: 0, busy: false, problem: null };
/** Steps of fifty towards the newest, in one go. */
const stepsAtOnce = 20;

/** A chat is open to its participants only; the old list of letters still shows it to other managers. */
export const isHidden = (problem: Problem | null): boolean =>
  problem !== null && ['not-found', 'forbidden'].includes(problem.name);

/** What waits in the outbox to become of its messages. */
export const usePendingEdits = (of: ConversationOf): Edit[] =>
  editsIn(useOutbox().entries.filter(isUnderWay), of);

/** What a write does to the messages of a conversation. */
const editsIn = (entries: readonly Entry[], { chatId, negotiationId }: ConversationOf): Edit[] =>
  entries.flatMap(({ request }) => {
    const edit = editOf(request);
    const here =
      (edit?.what === 'message' && edit.of === chatId) ||
      (edit?.what === 'letter' && edit.of === negotiationId);
    return edit && here ? [edit] : [];
  });

/**
 * One conversation, read when it is opened: the newest messages, and from there in both directions. Each step begins
 * with a message that is known, so that nothing is left out between. What was written or changed here is shown once
 * it is at hh.
 */
export function useConversation(
  of: ConversationOf,
  read: (stretch: Stretch) => Promise<Result<Conversation>>,
) {
  const key = of.negotiationId ?? of.chatId;
  const [held, set] = useState<State>({ key, ...closed });
  const state = held.key === key ? held : { key, ...closed };
  const current = useRef<string | null>(key);
  useEffect(() => {
    current.current = key;
    return () => {
      current.current = null;
    };
  }, [key]);
  const { conversation } = state;
  /** null also where the old list was opened: its pages are all there is. */
  const chat = conversation?.via === 'chat' ? conversation : null;

  type Change = (before: State) => Partial<State>;
  const change = (by: Change) =>
    set((held) => {
      const before = held.key === key ? held : { key, ...closed };
      return { ...before, ...by(before) };
    });
  const run = async (steps: () => Promise<Result<Change>>) => {
    if (state.busy) return;
    change(() => ({ busy: true, problem: null }));
    const answer = await steps();
    if (current.current !== key) return;
    change((before) => ({
      busy: false,
      ...(answer.ok ? answer.value(before) : { problem: answer.problem }),
    }));
  };
  const step = async (stretch: Stretch, then: (read: Conversation) => Change): Promise<Result<Change>> => {
    const answer = await read(stretch);
    return answer.ok ? { ok: true, value: then(answer.value) } : answer;
  };
  /** The conversation with more of it, as it is told now. */
  const grown = (told: Conversation, more: readonly Message[], before: State): Conversation => ({
    ...told,
    messages: joined(before.conversation?.messages ?? [], more),
  });

  const newest = () =>
    step({}, (read) => () => ({
      conversation: { ...read, messages: joined([], read.messages) },
      older: read.more,
    }));
  const oldPage = (page: number) =>
    step({ old: true, ...(page > 0 && { page }) }, (read) => (before) => ({
      conversation: grown(read, read.messages, page === 0 ? { ...before, conversation: null } : before),
      older: read.more,
      page: page + 1,
    }));
  const newerThan = async (last: MessageId): Promise<Result<Change>> => {
    let fresh: Message[] = [];
    let from = last;
    for (let steps = 1; ; steps++) {
      const answer = await read({ from: { id: from, way: 'newer' } });
      // The message to continue from was deleted: read from the end again.
      if (!answer.ok) return answer.problem.name === 'bad-argument' ? newest() : answer;
      const told = answer.value;
      fresh = joined(fresh, told.messages);
      const end = fresh.at(-1)?.id;
      if (isKnown(told.more, false) || !end || end === from || steps === stepsAtOnce)
        return { ok: true, value: (before) => ({ conversation: grown(told, fresh, before) }) };
      from = end;
    }
  };

  const loadOlder = () => {
    if (!conversation) return;
    if (!chat) return void run(() => oldPage(state.page));
    const first = chat.messages[0];
    // Of the newest none could be read: there is none to go back from, but they can be read again.
    if (!first) return void run(newest);
    void run(() =>
      step({ from: { id: first.id, way: 'older' } }, (read) => (before) => ({
        conversation: grown(before.conversation ?? read, read.messages, before),
        older: read.more,
      })),
    );
  };
  const loadNewer = () => {
    if (!conversation) return;
    if (!chat) return void run(() => oldPage(0));
    const last = chat.messages.at(-1);
    void run(() => (last ? newerThan(last.id) : newest()));
  };

  useWritten(
    () => true,
    (fresh) => {
      if (!conversation) return;
      const { chatId } = conversation;
      const edits = editsIn(fresh, { ...of, chatId });
      const readUp = fresh.some(({ request }) => request.kind === 'read-chat' && request.chatId === chatId);
      change(({ conversation }) => ({
        conversation: conversation && {
          ...conversation,
          messages: withEdits(conversation.messages, edits),
          unread: readUp ? known(0) : conversation.unread,
        },
      }));
      const wrote = fresh.some(
        ({ request }) =>
          ((request.kind === 'message' || request.kind === 'file') && request.chatId === chatId) ||
          (request.kind === 'action' && request.negotiationId === of.negotiationId),
      );
      // Reading old letters has a side effect: that stays with the button.
      if (wrote && chat) loadNewer();
    },
  );

  return {
    ...state,
    /** Reads the newest: of the chat without a side effect, of the old list with one. */
    open: (old: boolean) => void run(() => (old ? oldPage(0) : newest())),
    loadOlder,
    loadNewer,
  };
}
