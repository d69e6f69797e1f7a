import { accountKey } from '../domain/account.ts';
import { isFresh, putNewest, withNewest } from '../domain/cache.ts';
import type { Conversation } from '../domain/conversation.ts';
import { type Address, inVacancy, type KnownNegotiation, type Millis } from '../domain/negotiation.ts';
import { conversationOf, oldConversationOf } from '../from-hh/conversation.ts';
import { recruiterOf } from '../from-hh/employer.ts';
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
  keeping,
  negotiationsItem,
  update,
} from '../storage/items.ts';
import type { Connection } from './connection.ts';

/** How many negotiations, and how many resumes' invitations, are kept for this browser session. */
const keptAtMost = 100;
/** How many entries of lists are held while the worker lives. */
const listedAtMost = 200;
/** How long an answer of hh's takes at most, ms. */
const onItsWay = 20_000;

export type Negotiations = ReturnType<typeof createNegotiations>;

/** Negotiations as hh shows them without side effects: one, its conversation, and what its actions need. */
export function createNegotiations(
  { employer, conversations }: Pick<Connection, 'employer' | 'conversations'>,
  now: () => Millis,
) {
  const keyOf = async (id: NegotiationId | ResumeId) => `${accountKey(await accountItem.getValue())}:${id}`;
  /** What lists said about each negotiation, unparsed, because most of them are never opened. */
  const listed = new Map<string, { at: Millis; vacancyId: string | null; json: unknown }>();
  /** When we changed a negotiation: a list requested before that may still be in flight. */
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
   * From the cache (five minutes) or from hh.
   * @throws HhError `signed-out` if another account is in use by the time hh has answered
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

  /** A list's entry says what the negotiation itself says, except for the vacancy, which all entries share. */
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
   * From the cache (five minutes), from a list read within that time, or from hh; without side effects.
   * @param again from hh in any case
   * @param listed false for a view of its own, without a list beside it: then not from a list
   */
  const read = (id: NegotiationId, again = false, listed = true): Promise<KnownNegotiation> =>
    cached(negotiationsItem, id, again, async () => {
      if (again) unlist(await keyOf(id));
      const one = again || !listed ? null : await fromList(id);
      return one ?? knownNegotiationOf(await employer.negotiation(id), now());
    });

  /**
   * The conversation, when a person asks for it. Reading a chat leaves no mark at hh; marking it as read is a
   * separate write. The old list of letters cannot be read without marking the response as viewed, so the caller must
   * ask for it explicitly.
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
    // The negotiation's own reason why nothing can be written says more than the chat's.
    return messaging.known && messaging.value !== 'ok' && !isKnown(conversation.off, null)
      ? { ...conversation, off: messaging }
      : conversation;
  }

  const employerId = async () => recruiterOf(await accountItem.getValue()).employerId;

  /** Where a resume can be invited, from the cache (five minutes) or from hh; without side effects. */
  const invitationsOf = (resumeId: ResumeId, again = false): Promise<KnownInvitations> =>
    cached(invitationsItem, resumeId, again, () => readInvitations(resumeId));

  async function readInvitations(resumeId: ResumeId): Promise<KnownInvitations> {
    const { items, skipped } = listIn(
      await employer.vacanciesForResume({ employerId: await employerId(), resumeId }),
    );
    return {
      at: now(),
      // Vacancies to which it is already invited come first: that must not be done twice.
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

    /** As last read by itself or with a list, without a request. */
    atHand: async (id: NegotiationId): Promise<KnownNegotiation | null> =>
      (await kept(id)) ?? (await fromList(id)),

    /** The negotiation that a chat belongs to, as last read; undefined if none was. */
    async keptOfChat(id: ChatId): Promise<KnownNegotiation | undefined> {
      const [account, all] = await Promise.all([accountItem.getValue(), negotiationsItem.getValue()]);
      const prefix = `${accountKey(account)}:`;
      return Object.entries(all).find(
        ([key, { negotiation }]) => key.startsWith(prefix) && isKnown(negotiation.chatId, id),
      )?.[1];
    },

    /** Takes note of an answer of hh's, whoever asked for it. */
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

    /** Forgets what was read about these negotiations, which is stale now. */
    forget: async (ids: readonly NegotiationId[]): Promise<void> => {
      const keys = new Set(await Promise.all(ids.map(keyOf)));
      for (const key of keys) unlist(key);
      await update(negotiationsItem, (all) => keeping(all, (key) => !keys.has(key)));
    },
    conversation,
    invitationsOf,
    employerId,

    /** The letter that hh has ready for an action, with names filled in; without a side effect. */
    async template(of: TemplateOf): Promise<string> {
      const ways =
        'negotiationId' in of
          ? (await read(of.negotiationId)).ways
          : ((await invitationsOf(of.resumeId)).ways[of.vacancyId] ?? {});
      const way = ways[templateWay(of.actionId, of.templateId)];
      if (!way) throw new HhError('wrong-state', 'no');
      return (await employer.template(way.url)).mail?.text ?? '';
    },

    /** The employer's addresses, for use in an invitation. */
    async addresses(): Promise<Address[]> {
      const answer = await employer.addresses({ employerId: await employerId(), perPage: 100 });
      return answer.items.items.filter((address) => address.deleted !== true).map(addressOf);
    },
  };
}
