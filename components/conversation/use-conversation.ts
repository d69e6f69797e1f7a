import { useEffect, useRef, useState } from 'preact/hooks';
import { type Conversation, joined, withEdits } from '../../utils/domain/conversation.ts';
import { type Edit, type Entry, editOf } from '../../utils/domain/write-request.ts';
import type { ChatId, EntryId, MessageId, NegotiationId } from '../../utils/ids.ts';
import { isKnown, type Known, known } from '../../utils/known.ts';
import type { Problem, Result } from '../../utils/problem.ts';

/** What of a conversation is to be read. */
export interface Stretch {
  /** The old list of letters in place of the chat, which marks the response as viewed at hh. */
  old: boolean;
  /** Of the old list, from 0. */
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

const newestOf = (conversation: Conversation): Partial<State> => ({
  conversation: { ...conversation, messages: joined([], conversation.messages) },
  older: conversation.more,
});

/** What a write does to the messages of a conversation. */
export const editsIn = (entries: readonly Entry[], { chatId, negotiationId }: ConversationOf): Edit[] =>
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
  entries: readonly Entry[],
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
  /** null once the old list was opened: its pages are all there is. */
  const chat = conversation?.via === 'chat' ? conversation : null;

  const run = async (steps: () => Promise<Result<Partial<State>>>) => {
    if (state.busy) return;
    set({ ...state, busy: true, problem: null });
    const answer = await steps();
    if (current.current !== key) return;
    set((before) => ({
      ...before,
      busy: false,
      ...(answer.ok ? answer.value : { problem: answer.problem }),
    }));
  };
  const step = async (stretch: Stretch, then: (read: Conversation) => Partial<State>) => {
    const answer = await read(stretch);
    return answer.ok ? { ok: true as const, value: then(answer.value) } : answer;
  };
  const newest = () => step({ old: false }, newestOf);
  const oldPage = (page: number) =>
    step({ old: true, page }, (read) => {
      const kept = page === 0 ? [] : (conversation?.messages ?? []);
      return {
        conversation: { ...read, messages: joined(kept, read.messages) },
        older: read.more,
        page: page + 1,
      };
    });

  async function newerOf(known: Conversation, last: MessageId): Promise<Result<Partial<State>>> {
    let grown = known;
    let from = last;
    for (let steps = 0; steps < stepsAtOnce; steps++) {
      const answer = await read({ old: false, from: { id: from, way: 'newer' } });
      // The message to go on from was deleted meanwhile: anew from the end.
      if (!answer.ok) return answer.problem.name === 'bad-argument' ? newest() : answer;
      grown = { ...answer.value, messages: joined(grown.messages, answer.value.messages) };
      const end = grown.messages.at(-1)?.id;
      if (isKnown(answer.value.more, false) || !end || end === from) break;
      from = end;
    }
    return { ok: true, value: { conversation: grown } };
  }

  const older = () => {
    if (!conversation) return;
    if (!chat) return void run(() => oldPage(state.page));
    const first = chat.messages[0];
    void run(() =>
      first
        ? step({ old: false, from: { id: first.id, way: 'older' } }, (read) => ({
            conversation: { ...chat, messages: joined(chat.messages, read.messages) },
            older: read.more,
          }))
        : // Of the newest none could be read: there is none to go back from, but they can be read again.
          newest(),
    );
  };
  const newer = () => {
    if (!conversation) return;
    if (!chat) return void run(() => oldPage(0));
    const last = chat.messages.at(-1);
    void run(() => (last ? newerOf(chat, last.id) : newest()));
  };

  // What was written or changed here and is at hh by now; each once.
  const told = useRef<Set<EntryId> | null>(null);
  const sent = entries.filter(({ progress }) => progress.at === 'sent');
  useEffect(() => {
    const fresh = told.current ? sent.filter(({ id }) => !told.current?.has(id)) : [];
    told.current = new Set([...(told.current ?? []), ...sent.map(({ id }) => id)]);
    if (!conversation || fresh.length === 0) return;
    const place = { ...of, chatId: conversation.chatId };
    const edits = editsIn(fresh, place);
    const readUp = fresh.some(
      ({ request }) => request.kind === 'read-chat' && request.chatId === place.chatId,
    );
    set((before) =>
      before.conversation
        ? {
            ...before,
            conversation: {
              ...before.conversation,
              messages: withEdits(before.conversation.messages, edits),
              unread: readUp ? known(0) : before.conversation.unread,
            },
          }
        : before,
    );
    const wrote = fresh.some(
      ({ request }) =>
        ((request.kind === 'message' || request.kind === 'file') && request.chatId === place.chatId) ||
        (request.kind === 'action' && request.negotiationId === place.negotiationId),
    );
    // Reading old letters has a side effect: that stays with the button.
    if (wrote && chat) newer();
  }, [sent.map(({ id }) => id).join(' ')]);

  return {
    ...state,
    /** Reads the newest: of the chat without a side effect, of the old list with one. */
    open: (old: boolean) => void run(() => (old ? oldPage(0) : newest())),
    loadOlder: older,
    loadNewer: newer,
  };
}
