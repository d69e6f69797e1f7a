import { useEffect, useRef, useState } from 'preact/hooks';
import { type Conversation, joined } from '../../../utils/domain/conversation.ts';
import type { VariableValues } from '../../../utils/domain/snippets.ts';
import type { Entry } from '../../../utils/domain/write-request.ts';
import type { ChatId, EntryId, NegotiationId, VacancyId } from '../../../utils/ids.ts';
import { isKnown, type Known, known } from '../../../utils/known.ts';
import type { NextStep, Problem, Result } from '../../../utils/problem.ts';
import type { NegotiationCalls } from './calls.ts';
import { changesOf, withChanges } from './message-changes.ts';
import type { PaneStore } from './store.ts';

export interface TalkOf {
  chatId: ChatId | null;
  /** null for a chat that belongs to no negotiation. */
  negotiationId: NegotiationId | null;
  /** hh's `messaging_status`. */
  messaging: Known<string>;
}

interface State {
  talk: Conversation | null;
  /** hh has older ones; `page` of old messages to read next. */
  older: Known<boolean>;
  page: number;
  busy: 'newest' | 'older' | 'newer' | null;
  problem: Problem | null;
}

const closed: State = { talk: null, older: known(false), page: 0, busy: null, problem: null };
/** Steps of fifty towards the newest, in one go. */
const stepsAtOnce = 20;

/**
 * One talk, read when asked for: the newest stretch, and from its ends in both directions, each step beginning
 * with a message that is known, so that nothing is left out between.
 */
export function useTalk(
  { chatId, negotiationId, messaging }: TalkOf,
  calls: Pick<NegotiationCalls, 'readChat' | 'readOldTalk'>,
  entries: Entry[],
) {
  const [state, set] = useState<State>(closed);
  const alive = useRef(true);
  useEffect(
    () => () => {
      alive.current = false;
    },
    [],
  );

  const read = async (busy: State['busy'], ask: () => Promise<Result<Partial<State>>>) => {
    if (state.busy) return;
    set((before) => ({ ...before, busy, problem: null }));
    const answer = await ask();
    if (!alive.current) return;
    set((before) => ({
      ...before,
      busy: null,
      ...(answer.ok ? answer.value : { problem: answer.problem }),
    }));
  };

  const newest = (id: ChatId) =>
    read('newest', async () => {
      const answer = await calls.readChat(id);
      return answer.ok
        ? {
            ok: true,
            value: {
              talk: { ...answer.value, messages: joined([], answer.value.messages) },
              older: answer.value.more,
            },
          }
        : answer;
    });

  const old = (page: number) =>
    read(page === 0 ? 'newest' : 'older', async () => {
      if (!negotiationId) return { ok: false, problem: { name: 'not-found' } };
      const answer = await calls.readOldTalk({ id: negotiationId, messaging, page });
      if (!answer.ok) return answer;
      const messages = joined(page === 0 ? [] : (state.talk?.messages ?? []), answer.value.messages);
      return {
        ok: true,
        value: { talk: { ...answer.value, messages }, older: answer.value.more, page: page + 1 },
      };
    });

  const older = () => {
    const { talk, page } = state;
    if (!talk) return;
    if (talk.via === 'old' || !talk.chatId) return void old(page);
    const first = talk.messages[0];
    // Of the newest none could be read: there is none to go back from, but they can be read again.
    if (!first) return void newest(talk.chatId);
    const id = talk.chatId;
    void read('older', async () => {
      const answer = await calls.readChat(id, { id: first.id, way: 'older' });
      return answer.ok
        ? {
            ok: true,
            value: {
              talk: { ...talk, messages: joined(talk.messages, answer.value.messages) },
              older: answer.value.more,
            },
          }
        : answer;
    });
  };

  const newer = () => {
    const { talk } = state;
    if (!talk) return;
    if (talk.via === 'old' || !talk.chatId) return void old(0);
    const id = talk.chatId;
    const last = talk.messages.at(-1);
    if (!last) return void newest(id);
    void read('newer', async () => {
      let grown = talk;
      let from = last.id;
      for (let step = 0; step < stepsAtOnce; step++) {
        const answer = await calls.readChat(id, { id: from, way: 'newer' });
        if (!answer.ok) {
          // The message to go on from was deleted meanwhile: from the end again, with what stands before it.
          if (answer.problem.name !== 'bad-argument') return answer;
          const anew = await calls.readChat(id);
          if (!anew.ok) return anew;
          return {
            ok: true,
            value: {
              talk: { ...anew.value, messages: joined([], anew.value.messages) },
              older: anew.value.more,
            },
          };
        }
        grown = { ...answer.value, messages: joined(grown.messages, answer.value.messages) };
        const end = grown.messages.at(-1)?.id;
        if (isKnown(answer.value.more, false) || !end || end === from) break;
        from = end;
      }
      return { ok: true, value: { talk: grown } };
    });
  };

  // What was changed here and is at hh by now; each once.
  const told = useRef<Set<EntryId> | null>(null);
  const sent = entries.filter(({ progress }) => progress.at === 'sent');
  const ids = sent.map(({ id }) => id).join(' ');
  useEffect(() => {
    const { talk } = state;
    const fresh = told.current ? sent.filter(({ id }) => !told.current?.has(id)) : [];
    told.current = new Set([...(told.current ?? []), ...sent.map(({ id }) => id)]);
    if (!talk || fresh.length === 0) return;
    const changes = changesOf(fresh, talk.chatId);
    const readUp = fresh.some(
      ({ request }) => request.kind === 'read-chat' && request.chatId === talk.chatId,
    );
    set((before) =>
      before.talk
        ? {
            ...before,
            talk: {
              ...before.talk,
              messages: withChanges(before.talk.messages, changes),
              unread: readUp ? known(0) : before.talk.unread,
            },
          }
        : before,
    );
    const wrote = fresh.some(
      ({ request }) =>
        ((request.kind === 'message' || request.kind === 'file') && request.chatId === talk.chatId) ||
        (request.kind === 'action' && request.negotiationId === negotiationId),
    );
    // Reading old letters leaves a trace: that stays with the button.
    if (wrote && talk.via === 'chat') newer();
  }, [ids]);

  return {
    ...state,
    /** Without a trace; null where there is no chat. */
    open: chatId ? () => void newest(chatId) : null,
    /** Marks the response as viewed. */
    openOld: negotiationId ? () => void old(0) : null,
    loadOlder: older,
    loadNewer: newer,
  };
}

/** What the conversation of a pane is drawn from. */
export interface TalkProps {
  of: TalkOf;
  /** The negotiation to mark as viewed together with its chat. */
  unseen: { vacancyId: VacancyId; negotiationId: NegotiationId } | null;
  unread: Known<number>;
  read: ReturnType<typeof useTalk>;
  store: PaneStore;
  values: VariableValues;
  hhUrl: string;
  calls: NegotiationCalls;
  onStep: (step: NextStep, problem: Problem) => void;
}
