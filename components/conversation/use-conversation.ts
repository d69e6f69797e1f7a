import { useEffect, useRef, useState } from 'preact/hooks';
import {
  type Conversation,
  type Message,
  mergedMessages,
  withEdits,
} from '../../utils/domain/conversation.ts';
import { type Edit, editOf } from '../../utils/domain/texts.ts';
import { type Entry, isUnderWay } from '../../utils/domain/write-request.ts';
import type { ChatId, MessageId, NegotiationId } from '../../utils/ids.ts';
import { isKnown, type Known, known } from '../../utils/known.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { useOutbox, useWritten } from '../contexts.tsx';
import { useMessages } from '../worker.ts';

/** Which part of a conversation to read. */
export interface Stretch {
  /** Read the old list of letters instead of the chat; this marks the response as viewed at hh. */
  old?: true;
  /** Page of the old list; 0 by default. */
  page?: number;
  /** Where to start in a chat; hh's answer repeats this message. If omitted, the newest messages are read. */
  from?: { id: MessageId; way: 'older' | 'newer' };
}

export interface ConversationOf {
  chatId: ChatId | null;
  /** null for a chat that belongs to no negotiation. */
  negotiationId: NegotiationId | null;
}

interface State {
  /** Id of the negotiation or chat that was read; the state of another conversation is not shown. */
  key: string | null;
  /** What has been read so far; null until the conversation is opened. */
  conversation: Conversation | null;
  /** Whether hh has older messages. */
  older: Known<boolean>;
  /** Next page of the old list. */
  page: number;
  busy: boolean;
  problem: Problem | null;
}

export type OpenConversation = ReturnType<typeof useConversation>;

const closed = { conversation: null, older: known(false), page: 0, busy: false, problem: null };
/** Most requests, of fifty messages each, that one `loadNewer` makes. */
const stepsAtOnce = 20;

/** Whether hh hides the chat from this manager, who is no participant. The old list of letters still shows it. */
export const isHidden = (problem: Problem | null): boolean =>
  problem !== null && ['not-found', 'forbidden'].includes(problem.name);

/** Edits and deletions of its messages that are still in the outbox. */
export const usePendingEdits = (of: ConversationOf): Edit[] =>
  editsIn(useOutbox().entries.filter(isUnderWay), of);

/** Edits and deletions of messages of this conversation among the outbox entries. */
const editsIn = (entries: readonly Entry[], { chatId, negotiationId }: ConversationOf): Edit[] =>
  entries.flatMap(({ request }) => {
    const edit = editOf(request);
    const here =
      (edit?.what === 'message' && edit.of === chatId) ||
      (edit?.what === 'letter' && edit.of === negotiationId);
    return edit && here ? [edit] : [];
  });

/**
 * State of one conversation. Opening it reads the newest messages; older and newer ones follow on request. Each
 * request starts at a known message, so that no gap remains. Own writes and edits are shown once they are at hh.
 * @param given reads a part of the conversation; by default the worker does, from the chat if there is one
 */
export function useConversation(
  of: ConversationOf,
  given?: (stretch: Stretch) => Promise<Result<Conversation>>,
) {
  const { readConversation } = useMessages();
  const read =
    given ??
    (async (stretch: Stretch) => {
      const { chatId, negotiationId } = of;
      if (chatId && !stretch.old) return readConversation({ chatId, ...stretch });
      return negotiationId
        ? readConversation({ negotiationId, ...stretch })
        : { ok: false as const, problem: { name: 'not-found' as const } };
    });
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
  /** null also while the old list is open, which can only be read by page. */
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
  /** The conversation as hh has just described it, with the new messages added to those already read. */
  const grown = (told: Conversation, more: readonly Message[], before: State): Conversation => ({
    ...told,
    messages: mergedMessages(before.conversation?.messages ?? [], more),
  });

  const newest = () =>
    step({}, (read) => () => ({
      conversation: { ...read, messages: mergedMessages([], read.messages) },
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
      // The message to continue from was deleted: read the newest messages again.
      if (!answer.ok) return answer.problem.name === 'bad-argument' ? newest() : answer;
      const told = answer.value;
      fresh = mergedMessages(fresh, told.messages);
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
    // None of the newest messages could be read, so there is no starting point: read them again.
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
      // Reading old letters has a side effect, so it happens only on a click.
      if (wrote && chat) loadNewer();
    },
  );

  return {
    ...state,
    /** Reads the newest messages. The chat is read without a side effect, the old list with one. */
    open: (old: boolean) => void run(() => (old ? oldPage(0) : newest())),
    loadOlder,
    loadNewer,
  };
}
