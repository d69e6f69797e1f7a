import type { Connection } from './connection.ts';
import { gesture } from './hh/effects.ts';
import { HhError } from './hh/errors.ts';
import type { EntryId, NegotiationId } from './ids.ts';
import { accountKey } from './inbox/inbox.ts';
import type { Address, Conversation, Millis } from './inbox/negotiation.ts';
import type { Plan, StoredEntry, Wish } from './inbox/write.ts';
import type { ConversationOf } from './messages.ts';
import type { Outbox } from './outbox.ts';
import {
  accountItem,
  inboxItem,
  type KnownNegotiation,
  negotiationsItem,
  settingsItem,
  update,
} from './storage.ts';
import {
  actionWay,
  addressOf,
  conversationOf,
  knownNegotiationOf,
  oldConversationOf,
  templateWay,
} from './transform.ts';

const freshFor = 5 * 60_000;
/** Negotiations kept for this browser run. */
const keptAtMost = 100;

export type Negotiations = ReturnType<typeof createNegotiations>;

/** One negotiation: reading it, its conversation and what its actions need, and planning a write on it. */
export function createNegotiations({ employer, chats }: Connection, outbox: Outbox, now: () => Millis) {
  const keyOf = async (id: NegotiationId) => `${accountKey(await accountItem.getValue())}:${id}`;

  /** From the cache of five minutes, or from hh, without a trace. */
  async function read(id: NegotiationId, again = false): Promise<KnownNegotiation> {
    const key = await keyOf(id);
    const known = (await negotiationsItem.getValue())[key];
    if (known && !again && Math.abs(now() - known.at) < freshFor) return known;
    const fresh = knownNegotiationOf(await employer.negotiation(id), now());
    if (key !== (await keyOf(id))) throw new HhError('signed-out', 'no');
    await update(negotiationsItem, ({ [key]: _, ...others }) => ({
      ...Object.fromEntries(Object.entries(others).slice(1 - keptAtMost)),
      [key]: fresh,
    }));
    return fresh;
  }

  /**
   * The conversation, after a person asked for it: the response and the chat are marked as viewed, which the
   * button said. The marks go through the outbox like every write.
   */
  async function conversation(of: ConversationOf): Promise<Conversation> {
    if ('chatId' in of) return markRead(null, conversationOf(await chats.messages(of.chatId, latest)));
    const known = await read(of.negotiationId);
    const { chatId, messaging } = known.negotiation;
    if (chatId) {
      try {
        return await markRead(known, conversationOf(await chats.messages(chatId, latest)));
      } catch (error) {
        // A chat is open to its participants only; the old list still shows the talk to other managers.
        const hidden = error instanceof HhError && ['not-found', 'forbidden'].includes(error.problem.name);
        if (!hidden) throw error;
      }
    }
    const old = await employer.oldMessages(of.negotiationId, gesture('marks-viewed'));
    const list = oldConversationOf(old.items.items, messaging, (old.pages ?? 1) > 1);
    return markRead(known, list);
  }

  async function markRead(known: KnownNegotiation | null, conversation: Conversation): Promise<Conversation> {
    const { chatId, messages } = conversation;
    const unseen = messages.findLast((message) => !message.mine);
    if (chatId && unseen) {
      await submit({ kind: 'read-chat', chatId, messageId: unseen.id }, 0);
    }
    const { negotiation } = known ?? {};
    if (negotiation?.vacancy && negotiation.hasUpdates) {
      await submit({ kind: 'read', vacancyId: negotiation.vacancy.id, negotiationIds: [negotiation.id] }, 0);
    }
    return conversation;
  }

  /**
   * Plans a write and puts it into the outbox.
   * @param wait ms of the undo window; the person's own setting when left out
   * @throws {HhError} when hh does not offer this any more, or the wish does not fit what it offers
   */
  async function submit(wish: Wish, wait?: Millis): Promise<EntryId> {
    const { undoSeconds } = await settingsItem.getValue();
    // A field left empty is an argument not given.
    const filled = (values: Record<string, string>) =>
      Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
    const asked: Wish = wish.kind === 'action' ? { ...wish, values: filled(wish.values) } : wish;
    const { plan, ...about } = await planOf(asked);
    return outbox.submit(asked, plan, about, wait ?? undoSeconds * 1000);
  }

  async function planOf(wish: Wish): Promise<{ plan: Plan } & Pick<StoredEntry, 'label' | 'resulting'>> {
    const none = { label: { action: null, candidate: null, vacancy: null }, resulting: null };
    switch (wish.kind) {
      case 'action': {
        const { negotiation, ways } = await read(wish.negotiationId);
        const action = negotiation.actions.find((one) => one.id === wish.actionId);
        const way = ways[actionWay(wish.actionId, wish.subActionId)];
        if (!action || !way) throw new HhError('wrong-state', 'no');
        const given = (id: string) => Boolean(wish.values[id]);
        const lacking = action.arguments.filter(
          ({ id, required, requires }) => (required && !given(id)) || (given(id) && !requires.every(given)),
        );
        if (lacking.length > 0) {
          throw new HhError(
            lacking.some(({ id, requires }) => id === 'message' || requires.includes('message'))
              ? 'message-empty'
              : 'bad-argument',
            'no',
          );
        }
        return {
          plan: {
            kind: 'action',
            ...way,
            before: negotiation.stage.id,
            // A reason below an action may lead to a stage of its own.
            after: wish.subActionId === undefined ? (action.resulting?.id ?? null) : null,
            messages: negotiation.messages,
          },
          label: {
            action: action.name,
            candidate: negotiation.candidate.name,
            vacancy: negotiation.vacancy?.name ?? null,
          },
          resulting: action.resulting,
        };
      }
      case 'message':
        return {
          ...none,
          ...(await labelOf(wish.negotiationId)),
          plan: { kind: 'message', key: crypto.randomUUID() },
        };
      case 'old-message':
        return { ...none, ...(await labelOf(wish.negotiationId)), plan: { kind: 'old-message', same: null } };
      case 'read':
        return {
          ...none,
          ...(await labelOf(wish.negotiationIds.length === 1 ? wish.negotiationIds[0] : null)),
          plan: { kind: 'read' },
        };
      case 'read-chat':
        return { ...none, plan: { kind: 'read-chat' } };
    }
  }

  /** Words for the undo bar, from what is known already: no request for a label. */
  async function labelOf(id: NegotiationId | null | undefined): Promise<Partial<Pick<StoredEntry, 'label'>>> {
    if (!id) return {};
    const known = (await negotiationsItem.getValue())[await keyOf(id)]?.negotiation;
    const { rows, vacancies } = await inboxItem.getValue();
    const row = rows.find((one) => one.id === id);
    const vacancy = known?.vacancy ?? vacancies.find((one) => one.id === row?.vacancyId);
    return {
      label: {
        action: null,
        candidate: (known ?? row)?.candidate.name ?? null,
        vacancy: vacancy?.name ?? null,
      },
    };
  }

  return {
    read,
    conversation,
    submit,

    /** The letter that hh has ready for an action, names filled in; no trace. */
    async template(of: {
      negotiationId: NegotiationId;
      actionId: string;
      templateId: string;
    }): Promise<string> {
      const way = (await read(of.negotiationId)).ways[templateWay(of.actionId, of.templateId)];
      if (!way) throw new HhError('wrong-state', 'no');
      return (await employer.template(way.url)).mail?.text ?? '';
    },

    /** The employer's addresses, for an invitation to come. */
    async addresses(): Promise<Address[]> {
      const account = await accountItem.getValue();
      if (account.state !== 'signed-in' || !account.employer) throw new HhError('signed-out', 'no');
      const answer = await employer.addresses({ employerId: account.employer.id, perPage: 100 });
      return answer.items.items.filter((address) => address.deleted !== true).map(addressOf);
    },
  };
}

const latest = { limit: 50, order: 'prev' } as const;
