import { isFresh, putNewest, withNewest } from '../domain/cache.ts';
import type { Conversation } from '../domain/conversation.ts';
import { accountKey } from '../domain/inbox.ts';
import { type Address, inVacancy, type KnownNegotiation, type Millis } from '../domain/negotiation.ts';
import { recruiterOf } from '../from-hh/account.ts';
import { conversationOf, oldConversationOf } from '../from-hh/conversation.ts';
import {
  addressOf,
  invitationOf,
  knownNegotiationOf,
  offeredOf,
  templateWay,
  waysOf,
} from '../from-hh/negotiations.ts';
import { gesture, operationAt } from '../hh/effects.ts';
import { HhError } from '../hh/errors.ts';
import { negotiation as negotiationWire } from '../hh/negotiations.ts';
import type { ChatId, NegotiationId, ResumeId } from '../ids.ts';
import { isKnown, listIn, none, valueOr } from '../known.ts';
import type { ConversationOf, TemplateOf } from '../messaging/protocol.ts';
import type { Item } from '../storage/item.ts';
import {
  accountItem,
  countsItem,
  invitationsItem,
  type KnownInvitations,
  negotiationsItem,
  update,
} from '../storage/items.ts';
import type { Connection } from './connection.ts';

/** Negotiations, and invitations of as many resumes, kept for this browser run. */
const keptAtMost = 100;
/** Of what lists say, so many are held for as long as the worker lives. */
const listedAtMost = 200;
/** An answer takes no longer than this, ms. */
const onItsWay = 20_000;

export type Negotiations = ReturnType<typeof createNegotiations>;

/** Negotiations as hh shows them without side effects: one, its conversation, and what its actions need. */
export function createNegotiations(
  { employer, conversations }: Pick<Connection, 'employer' | 'conversations'>,
  now: () => Millis,
) {
  const keyOf = async (id: NegotiationId | ResumeId) => `${accountKey(await accountItem.getValue())}:${id}`;
  /** What lists said of each, as it came: most of them nobody opens. */
  const listed = new Map<string, { at: Millis; vacancyId: string | null; json: unknown }>();
  /** When something of ours changed one: a list that was asked for before that may still be on its way. */
  const changed = new Map<string, Millis>();
  function unlist(key: string): void {
    listed.delete(key);
    putNewest(changed, key, now(), listedAtMost);
  }

  /** As last read, however long ago. */
  async function kept(id: NegotiationId): Promise<KnownNegotiation | undefined> {
    const [key, all] = await Promise.all([keyOf(id), negotiationsItem.getValue()]);
    return all[key];
  }

  /**
   * From a cache of five minutes, or from hh.
   * @throws HhError `signed-out` when another account is in use by the time that hh has answered
   */
  async function cached<T extends { at: Millis }>(
    item: Item<Record<string, T>>,
    id: NegotiationId | ResumeId,
    again: boolean,
    load: () => Promise<T>,
  ): Promise<T> {
    const [key, all] = await Promise.all([keyOf(id), item.getValue()]);
    const known = all[key];
    if (known && !again && isFresh(known.at, now())) return known;
    const fresh = await load();
    if (key !== (await keyOf(id))) throw new HhError('signed-out', 'no');
    await update(item, (all) => withNewest(all, key, fresh, keptAtMost));
    return fresh;
  }

  /** A list says of each what the negotiation itself says, but for its vacancy: all of them are of the one. */
  async function fromList(id: NegotiationId): Promise<KnownNegotiation | null> {
    const one = listed.get(await keyOf(id));
    if (!one || !isFresh(one.at, now())) return null;
    const { vacancies } = await countsItem.getValue();
    const vacancy = vacancies.find((of) => of.id === one.vacancyId);
    const read = negotiationWire.safeParse(one.json);
    if (!vacancy || !read.success || !read.data.actions.known) return null;
    const { negotiation, ...known } = knownNegotiationOf(read.data, one.at);
    return { ...known, negotiation: inVacancy(negotiation, vacancy) };
  }

  /**
   * From the cache of five minutes, from a list that was read within them, or from hh, without side effects.
   * @param again from hh in any case
   * @param listed false where it stands by itself, beside no list: not from one
   */
  const read = (id: NegotiationId, again = false, listed = true): Promise<KnownNegotiation> =>
    cached(negotiationsItem, id, again, async () => {
      if (again) unlist(await keyOf(id));
      const one = again || !listed ? null : await fromList(id);
      return one ?? knownNegotiationOf(await employer.negotiation(id), now());
    });

  /**
   * The conversation, when a person asked for it. To read a chat leaves no mark at hh; what marks is a write of its
   * own. The old list of letters cannot be read without marking the response as viewed, so it is asked for by name.
   */
  async function conversation(of: ConversationOf): Promise<Conversation> {
    if ('chatId' in of) return conversationOf(await conversations.messages(of.chatId, of.from));
    const { negotiation } = await read(of.negotiationId);
    const { messaging } = negotiation;
    if (of.old)
      return oldConversationOf(
        await conversations.oldMessages(of.negotiationId, gesture('marks-viewed'), of.page),
        messaging,
      );
    if (!negotiation.chatId.known) throw new HhError(negotiation.chatId.why, 'no');
    const chatId = negotiation.chatId.value;
    if (!chatId) throw new HhError('not-found', 'no');
    const conversation = conversationOf(await conversations.messages(chatId, of.from));
    // The negotiation's own word on why nothing can be written says more than the chat's.
    return messaging.known && messaging.value !== 'ok' && !isKnown(conversation.off, null)
      ? { ...conversation, off: messaging }
      : conversation;
  }

  const employerId = async () => recruiterOf(await accountItem.getValue()).employerId;

  /** Where a resume can be invited, from the cache of five minutes or from hh, without side effects. */
  const invitationsOf = (resumeId: ResumeId, again = false): Promise<KnownInvitations> =>
    cached(invitationsItem, resumeId, again, () => readInvitations(resumeId));

  async function readInvitations(resumeId: ResumeId): Promise<KnownInvitations> {
    const { items, skipped } = listIn(
      await employer.vacanciesForResume({ employerId: await employerId(), resumeId }),
    );
    return {
      at: now(),
      // Where it was invited already comes first: that is what must not be done twice.
      invitations: {
        items: items
          .map(invitationOf)
          .sort((a, b) => Number(isKnown(a.invited, null)) - Number(isKnown(b.invited, null))),
        skipped,
      },
      ways: Object.fromEntries(
        items.map((item) => [item.id, waysOf(offeredOf(valueOr(item.negotiations_actions, none).items))]),
      ),
    };
  }

  return {
    read,
    kept,

    /** As it was last read by itself, or with a list; at no request. */
    atHand: async (id: NegotiationId): Promise<KnownNegotiation | null> =>
      (await kept(id)) ?? (await fromList(id)),

    /** The one that a chat is of, as last read; undefined where none was. */
    async keptOfChat(id: ChatId): Promise<KnownNegotiation | undefined> {
      const [account, all] = await Promise.all([accountItem.getValue(), negotiationsItem.getValue()]);
      const prefix = `${accountKey(account)}:`;
      return Object.entries(all).find(
        ([key, { negotiation }]) => key.startsWith(prefix) && isKnown(negotiation.chatId, id),
      )?.[1];
    },

    /** An answer of hh's, whoever asked for it. */
    hear(account: string, url: URL, json: unknown): void {
      if (operationAt('GET', url)?.id !== 'get-collection-negotiations-list') return;
      const { items }: { items?: unknown } = Object(json);
      const vacancyId = url.searchParams.get('vacancy_id');
      for (const item of Array.isArray(items) ? items : []) {
        const key = `${account}:${Object(item).id}`;
        const wasChanged = changed.get(key);
        if (wasChanged !== undefined && Math.abs(now() - wasChanged) < onItsWay) continue;
        putNewest(listed, key, { at: now(), vacancyId, json: item }, listedAtMost);
      }
    },

    /** What was read of these is old now. */
    forget: async (ids: readonly NegotiationId[]): Promise<void> => {
      const keys = new Set(await Promise.all(ids.map(keyOf)));
      for (const key of keys) unlist(key);
      await update(negotiationsItem, (known) =>
        Object.fromEntries(Object.entries(known).filter(([key]) => !keys.has(key))),
      );
    },
    conversation,
    invitationsOf,
    employerId,

    /** The letter that hh has ready for an action, names filled in; without a side effect. */
    async template(of: TemplateOf): Promise<string> {
      const ways =
        'negotiationId' in of
          ? (await read(of.negotiationId)).ways
          : ((await invitationsOf(of.resumeId)).ways[of.vacancyId] ?? {});
      const way = ways[templateWay(of.actionId, of.templateId)];
      if (!way) throw new HhError('wrong-state', 'no');
      return (await employer.template(way.url)).mail?.text ?? '';
    },

    /** The employer's addresses, for an invitation to come. */
    async addresses(): Promise<Address[]> {
      const answer = await employer.addresses({ employerId: await employerId(), perPage: 100 });
      return answer.items.items.filter((address) => address.deleted !== true).map(addressOf);
    },
  };
}
