import type { ApplicantNegotiation } from '../domain/applicant/negotiation.ts';
import { actionsOf } from '../domain/arguments.ts';
import type { Conversation } from '../domain/conversation.ts';
import { accountKey } from '../domain/inbox.ts';
import type { Action, Address, Millis, Negotiation } from '../domain/negotiation.ts';
import type { OutboxEntry, PreparedWrite, WriteRequest } from '../domain/write-request.ts';
import { oldTalkOf, talkOf } from '../from-hh/conversation.ts';
import {
  actionWay,
  addressOf,
  invitationOf,
  type KnownNegotiation,
  knownNegotiationOf,
  offeredOf,
  templateWay,
  waysOf,
} from '../from-hh/transform.ts';
import { withoutNegotiation } from '../hh/actions.ts';
import { gesture, isAllowedCall } from '../hh/effects.ts';
import { HhError } from '../hh/errors.ts';
import type { ChatId, EntryId, NegotiationId, ResumeId } from '../ids.ts';
import { isKnown, unread, valueOr } from '../known.ts';
import type { ConversationOf, TemplateOf } from '../messaging/protocol.ts';
import { applicantDb } from '../storage/applicant-db.ts';
import {
  accountItem,
  applicantItem,
  inboxItem,
  invitationsItem,
  type KnownInvitations,
  negotiationsItem,
  settingsItem,
  update,
} from '../storage/items.ts';
import type { Connection } from './connection.ts';
import type { Outbox } from './outbox.ts';

const freshFor = 5 * 60_000;
/** Negotiations kept for this browser run. */
const keptAtMost = 100;

export type Negotiations = ReturnType<typeof createNegotiations>;

/** One negotiation: reading it, its conversation and what its actions need, and planning a write on it. */
export function createNegotiations(
  { employer, conversations }: Connection,
  outbox: Outbox,
  now: () => Millis,
) {
  const keyOf = async (id: NegotiationId) => `${accountKey(await accountItem.getValue())}:${id}`;

  /** As last read, however long ago. */
  const kept = async (id: NegotiationId): Promise<KnownNegotiation | undefined> =>
    (await negotiationsItem.getValue())[await keyOf(id)];

  /** From the cache of five minutes, or from hh, without a trace. */
  async function read(id: NegotiationId, again = false): Promise<KnownNegotiation> {
    const key = await keyOf(id);
    const known = (await negotiationsItem.getValue())[key];
    if (known && !again && Math.abs(now() - known.at) < freshFor) return known;
    const fresh = knownNegotiationOf(await employer.negotiation(id), now());
    if (key !== (await keyOf(id))) throw new HhError('signed-out', 'no');
    await update(negotiationsItem, ({ [key]: _, ...others }) => ({
      ...newest(others),
      [key]: fresh,
    }));
    return fresh;
  }

  /**
   * The conversation, when a person asked for it. To read a chat leaves no mark at hh; what marks is a write of its
   * own. The old list of letters cannot be read without marking the response as viewed, so it is asked for by name.
   */
  async function conversation(of: ConversationOf): Promise<Conversation> {
    if ('chatId' in of) return talkOf(await conversations.messages(of.chatId));
    const { negotiation } = await read(of.negotiationId);
    const { messaging } = negotiation;
    if (of.old)
      return oldTalkOf(await conversations.oldMessages(of.negotiationId, gesture('marks-viewed')), messaging);
    if (!negotiation.chatId.known) throw new HhError(negotiation.chatId.why, 'no');
    const chatId = negotiation.chatId.value;
    if (!chatId) throw new HhError('not-found', 'no');
    const conversation = talkOf(await conversations.messages(chatId));
    // The negotiation's own word on why nothing can be written says more than the chat's.
    return messaging.known && messaging.value !== 'ok' && !isKnown(conversation.off, null)
      ? { ...conversation, off: messaging }
      : conversation;
  }

  /**
   * Plans a write and puts it into the outbox.
   * @param id made by the view: asked for again with the same one (the answer was lost), it is the same write
   * @param wait ms of the undo window; the person's own setting when left out
   * @throws {HhError} when hh does not offer this any more, or the request does not fit what it offers
   */
  async function submit(id: EntryId, request: WriteRequest, wait?: Millis, group?: string): Promise<EntryId> {
    if (await outbox.knows(id)) return id;
    const { undoSeconds } = await settingsItem.getValue();
    // Whose it is, is who was signed in before hh was asked anything.
    const owner = await accountItem.getValue();
    const { prepared, request: asked, ...about } = await prepare(request);
    return outbox.submit(
      id,
      asked,
      prepared,
      {
        ...about,
        account: accountKey(owner),
        ...(owner.state === 'signed-in' && { accountName: owner.employer?.name || owner.name }),
        ...(group && { group }),
      },
      wait ?? undoSeconds * 1000,
    );
  }

  /**
   * An action and its address out of what hh offered, with the values of its own arguments: what else came with the
   * form is dropped.
   * @throws {HhError} when the form lacks something, or brings a text that would not go out
   */
  function chosen(
    { actions, ways }: { actions: Action[]; ways: KnownNegotiation['ways'] },
    request: { actionId: string; subActionId?: string; values: Record<string, string> },
  ) {
    const action = actions.find((one) => one.id === request.actionId);
    const way = ways[actionWay(request.actionId, request.subActionId)];
    if (!action || !way) throw new HhError('wrong-state', 'no');
    const values = Object.fromEntries(
      action.arguments.flatMap(({ id }) => {
        const value = Object.hasOwn(request.values, id) ? request.values[id] : undefined;
        // A field left empty is an argument not given.
        return value === undefined || value.trim() === '' ? [] : [[id, value]];
      }),
    );
    if (request.values.message?.trim() && !values.message) throw new HhError('bad-argument', 'no');
    const given = (id: string) => Boolean(values[id]) || id === 'resume_id' || id === 'vacancy_id';
    const lacking = action.arguments.find(
      ({ id, required, requires }) => (required && !given(id)) || (given(id) && !requires.every(given)),
    );
    if (lacking) {
      const aboutText = lacking.id === 'message' || lacking.requires.includes('message');
      throw new HhError(aboutText ? 'message-empty' : 'bad-argument', 'no');
    }
    return { action, way, values };
  }

  /** What will be sent, and the request with no more in it than that. */
  async function prepare(
    request: WriteRequest,
  ): Promise<{ request: WriteRequest; prepared: PreparedWrite } & About> {
    switch (request.kind) {
      case 'action': {
        const { negotiation, ways } = await read(request.negotiationId);
        const { action, way, values } = chosen({ actions: actionsOf(negotiation), ways }, request);
        return {
          request: { ...request, values },
          prepared: {
            kind: 'action',
            ...way,
            values,
            negotiationId: request.negotiationId,
            before: stageIdOf(negotiation),
            // A reason below an action may lead to a stage of its own.
            after: request.subActionId === undefined ? (action.resulting?.id ?? null) : null,
            chatId: valueOr(negotiation.chatId, null),
            messages: messagesOf(negotiation, request),
          },
          ...aboutOf(negotiation, action),
        };
      }
      case 'bulk': {
        const [first] = request.negotiationIds;
        if (!first) throw new HhError('bad-argument', 'no');
        const { negotiation, ways } = await read(first);
        const { action, way, values } = chosen({ actions: actionsOf(negotiation), ways }, request);
        return {
          request: { ...request, values },
          prepared: {
            kind: 'bulk',
            // The address of an action is that of its collection, with the one negotiation behind.
            url: withoutNegotiation(way.url),
            values,
            ids: request.negotiationIds,
            before: Object.fromEntries(request.negotiationIds.map((id) => [id, stageIdOf(negotiation)])),
            after: action.resulting?.id ?? null,
          },
          ...aboutOf(negotiation, action),
        };
      }
      case 'invite': {
        const { resumeId, vacancyId } = request;
        const { invitations, ways } = await invitationsOf(resumeId);
        const invitation = invitations.items.find(({ vacancy }) => vacancy.id === vacancyId);
        if (!invitation) throw new HhError('vacancy-invalid', 'no');
        const { invited } = invitation;
        if (!invited.known) throw new HhError(invited.why, 'no');
        if (invited.value) throw new HhError('already-applied', 'no');
        const { items: actions } = valueOr(invitation.actions, noneOffered);
        const { action, way, values } = chosen({ actions, ways: ways[vacancyId] ?? {} }, request);
        return {
          request: { ...request, values },
          prepared: {
            kind: 'invite',
            url: way.url,
            values: { ...values, resume_id: resumeId, vacancy_id: vacancyId },
            employerId: await employerId(),
            resumeId,
            vacancyId,
            after: action.resulting?.id ?? null,
          },
          label: { action: action.name, candidate: null, vacancy: valueOr(invitation.vacancy.name, null) },
          resulting: action.resulting,
        };
      }
      case 'message':
        return {
          request,
          prepared: {
            kind: 'message',
            // The chat of the negotiation, not the one that a message names.
            chatId: request.negotiationId ? await chatOf(request.negotiationId) : request.chatId,
            text: request.text,
            key: crypto.randomUUID(),
          },
          ...(await labelOf(request.negotiationId)),
        };
      case 'file':
        return {
          request,
          prepared: { ...request, key: crypto.randomUUID(), uploadId: null },
          ...(await labelOf(request.negotiationId)),
        };
      case 'old-message': {
        const { owner } = await applicantItem.getValue();
        const mine = owner === null ? undefined : await applicantDb.topic(owner, request.negotiationId);
        return {
          request,
          prepared: { ...request, same: null, from: await whoWrites() },
          ...(mine ? aboutTopic(mine) : await labelOf(request.negotiationId)),
        };
      }
      case 'apply':
        return { request, prepared: { ...request, none: null }, ...nameless };
      case 'note':
        return { request, prepared: { ...request, same: null }, ...nameless };
      case 'read': {
        const { vacancyId, negotiationIds: ids } = request;
        return {
          request,
          prepared: { kind: 'read', vacancyId, ids },
          ...(await labelOf(ids.length === 1 ? ids[0] : null)),
        };
      }
      case 'read-chat': {
        const { kind, messageId, negotiationId = null } = request;
        // The chat of the negotiation, not the one that the request names.
        const chatId = negotiationId ? await chatOf(negotiationId) : request.chatId;
        return { request, prepared: { kind, chatId, messageId }, ...(await labelOf(negotiationId)) };
      }
      case 'call':
        // From whichever page: what is stored here goes out.
        if (!isAllowedCall(request)) throw new HhError('trace-refused', 'no');
        return { request, prepared: request, ...nameless };
    }
  }

  /** Words for the undo bar, from what is known already: no request for a label. */
  async function labelOf(id: NegotiationId | null | undefined): Promise<About> {
    if (!id) return nameless;
    const known = (await kept(id))?.negotiation;
    const { rows, vacancies } = await inboxItem.getValue();
    const row = rows.find((one) => one.id === id);
    const vacancy =
      (known && valueOr(known.vacancy, null)) ?? vacancies.find((one) => one.id === row?.vacancyId);
    return {
      label: {
        action: null,
        candidate: valueOr((known ?? row)?.candidate.name ?? unread, null),
        vacancy: vacancy ? valueOr(vacancy.name, null) : null,
      },
      resulting: null,
    };
  }

  async function chatOf(id: NegotiationId): Promise<ChatId> {
    const { negotiation } = (await kept(id)) ?? (await read(id));
    const chatId = valueOr(negotiation.chatId, null);
    if (!chatId) throw new HhError('messages-off', 'no');
    return chatId;
  }

  /** Whose messages ours are in hh's old list. */
  async function whoWrites(): Promise<'applicant' | 'employer'> {
    const account = await accountItem.getValue();
    return account.state === 'signed-in' && account.kind === 'applicant' ? 'applicant' : 'employer';
  }

  async function employerId() {
    const account = await accountItem.getValue();
    if (account.state !== 'signed-in' || !account.employer) throw new HhError('signed-out', 'no');
    return account.employer.id;
  }

  /** Where a resume can be invited, from the cache of five minutes or from hh, without a trace. */
  async function invitationsOf(resumeId: ResumeId, again = false): Promise<KnownInvitations> {
    const key = `${accountKey(await accountItem.getValue())}:${resumeId}`;
    const known = (await invitationsItem.getValue())[key];
    if (known && !again && Math.abs(now() - known.at) < freshFor) return known;
    const { items, skipped } = (
      await employer.vacanciesForResume({ employerId: await employerId(), resumeId })
    ).items;
    const fresh: KnownInvitations = {
      at: now(),
      // Where it was invited already comes first: that is what must not be done twice.
      invitations: {
        items: items
          .map(invitationOf)
          .sort((a, b) => Number(isKnown(a.invited, null)) - Number(isKnown(b.invited, null))),
        skipped,
      },
      ways: Object.fromEntries(
        items.map((item) => [
          item.id,
          waysOf(offeredOf(valueOr(item.negotiations_actions, noneOffered).items)),
        ]),
      ),
    };
    if (!key.startsWith(`${accountKey(await accountItem.getValue())}:`))
      throw new HhError('signed-out', 'no');
    await update(invitationsItem, ({ [key]: _, ...others }) => ({ ...newest(others), [key]: fresh }));
    return fresh;
  }

  return {
    read,
    kept,
    /** What was read of these is old now. */
    forget: async (ids: readonly NegotiationId[]): Promise<void> => {
      const keys = new Set(await Promise.all(ids.map(keyOf)));
      await update(negotiationsItem, (known) =>
        Object.fromEntries(Object.entries(known).filter(([key]) => !keys.has(key))),
      );
    },
    conversation,
    submit,
    invitationsOf,

    /** The letter that hh has ready for an action, names filled in; no trace. */
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

type About = Pick<OutboxEntry, 'label' | 'resulting'>;
const nameless: About = { label: { action: null, candidate: null, vacancy: null }, resulting: null };

const aboutTopic = ({ vacancy }: ApplicantNegotiation): About => ({
  label: { ...nameless.label, vacancy: vacancy?.name ?? null },
  resulting: null,
});

/** Without a stage, or a number of messages, nothing could tell afterwards whether an action was done. */
function stageIdOf({ stage }: Negotiation): string {
  if (!stage.known) throw new HhError(stage.why, 'no');
  return stage.value.id;
}
function messagesOf({ messages }: Negotiation, { values }: { values: Record<string, string> }): number {
  if (!messages.known && values.message) throw new HhError(messages.why, 'no');
  return valueOr(messages, 0);
}

function vacancyNameOf({ vacancy }: Negotiation): string | null {
  const { name } = valueOr(vacancy, null) ?? {};
  return name ? valueOr(name, null) : null;
}

const aboutOf = (negotiation: Negotiation, action: Action): About => ({
  label: {
    action: action.name,
    candidate: valueOr(negotiation.candidate.name, null),
    vacancy: vacancyNameOf(negotiation),
  },
  resulting: action.resulting,
});

/** The newest of a cache, with a place left for one more. */
const newest = <T>(cache: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(cache).slice(1 - keptAtMost));

const noneOffered = { items: [], skipped: 0 };
