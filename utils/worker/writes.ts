import { accountKey } from '../domain/account.ts';
import type { ApplicantNegotiation } from '../domain/applicant/negotiation.ts';
import { type Action, actionsOf, type KnownNegotiation, type Negotiation } from '../domain/negotiation.ts';
import type { OutboxEntry, PreparedWrite, WriteRequest } from '../domain/write-request.ts';
import { actionWay } from '../from-hh/negotiations.ts';
import { isAllowedCall } from '../hh/effects.ts';
import { HhError } from '../hh/errors.ts';
import { withoutNegotiation } from '../hh/negotiations.ts';
import type { ChatId, EntryId, NegotiationId } from '../ids.ts';
import { none, unread, valueOr } from '../known.ts';
import { applicantDb } from '../storage/applicant-db.ts';
import { accountItem, applicantItem, inboxItem, settingsItem } from '../storage/items.ts';
import type { Negotiations } from './negotiations.ts';
import type { Outbox, ReadyWrite } from './outbox.ts';

/** Prepares write requests from what hh offers, and puts them into the outbox. */
export function createWrites(negotiations: Negotiations, outbox: Pick<Outbox, 'known' | 'submit' | 'stop'>) {
  /** The account that a write belongs to, which is the one signed in before hh is asked, and how long it waits. */
  async function sender(): Promise<Pick<ReadyWrite, 'account' | 'accountName' | 'wait'>> {
    const [{ undoSeconds }, owner] = await Promise.all([settingsItem.getValue(), accountItem.getValue()]);
    return {
      account: accountKey(owner),
      ...(owner.state === 'signed-in' && { accountName: owner.employer?.name || owner.name }),
      wait: undoSeconds * 1000,
    };
  }

  /**
   * Prepares a write and puts it into the outbox.
   * @param id created by the view: requested again with the same id (the answer was lost), it is the same write
   * @throws {HhError} if hh no longer offers this, or the request does not fit what it offers
   */
  async function submit(id: EntryId, request: WriteRequest): Promise<EntryId> {
    if ((await outbox.known()).has(id)) return id;
    const from = await sender();
    await outbox.submit([{ id, ...from, ...(await prepare(request)) }]);
    return id;
  }

  /**
   * Finds an action and its address in what hh offered, with the values of its own arguments; anything else in the
   * form is dropped.
   * @throws {HhError} if the form lacks something, or contains a text that would not be sent
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
        // An empty field is an argument that was not given.
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

  /** What will be sent, and the request reduced to that. */
  async function prepare(
    request: WriteRequest,
  ): Promise<{ request: WriteRequest; prepared: PreparedWrite } & About> {
    switch (request.kind) {
      case 'action': {
        const { negotiation, ways } = await negotiations.read(request.negotiationId);
        const { action, way, values } = chosen({ actions: actionsOf(negotiation), ways }, request);
        return {
          request: { ...request, values },
          prepared: {
            kind: 'action',
            ...way,
            values,
            negotiationId: request.negotiationId,
            before: stageIdOf(negotiation),
            // A reason of an action may lead to a stage of its own.
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
        const { negotiation, ways } = await negotiations.read(first);
        const { action, way, values } = chosen({ actions: actionsOf(negotiation), ways }, request);
        return {
          request: { ...request, values },
          prepared: {
            kind: 'bulk',
            // The address of an action is that of its collection, followed by the negotiation.
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
        const { invitations, ways } = await negotiations.invitationsOf(resumeId);
        const invitation = invitations.items.find(({ vacancy }) => vacancy.id === vacancyId);
        if (!invitation) throw new HhError('vacancy-invalid', 'no');
        const { invited } = invitation;
        if (!invited.known) throw new HhError(invited.why, 'no');
        if (invited.value) throw new HhError('already-applied', 'no');
        const { items: actions } = valueOr(invitation.actions, none);
        const { action, way, values } = chosen({ actions, ways: ways[vacancyId] ?? {} }, request);
        return {
          request: { ...request, values },
          prepared: {
            kind: 'invite',
            url: way.url,
            values: { ...values, resume_id: resumeId, vacancy_id: vacancyId },
            employerId: await negotiations.employerId(),
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
            // The chat of the negotiation, not the one that the message names.
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
        const mine = owner === null ? undefined : await applicantDb.negotiation(owner, request.negotiationId);
        return {
          request,
          prepared: { ...request, same: null, from: await whoWrites() },
          ...(mine ? aboutApplicantNegotiation(mine) : await labelOf(request.negotiationId)),
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
        // Checked whichever page asks: what is stored here is sent.
        if (!isAllowedCall(request)) throw new HhError('trace-refused', 'no');
        return { request, prepared: request, ...nameless };
    }
  }

  /** Words for the undo bar, from what is already known: a label is not worth a request. */
  async function labelOf(id: NegotiationId | null | undefined): Promise<About> {
    if (!id) return nameless;
    const known = (await negotiations.kept(id))?.negotiation;
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
    const { negotiation } = (await negotiations.kept(id)) ?? (await negotiations.read(id));
    const chatId = valueOr(negotiation.chatId, null);
    if (!chatId) throw new HhError('messages-off', 'no');
    return chatId;
  }

  /** Which author's messages are ours in hh's old list. */
  async function whoWrites(): Promise<'applicant' | 'employer'> {
    const account = await accountItem.getValue();
    return account.state === 'signed-in' && account.kind === 'applicant' ? 'applicant' : 'employer';
  }

  /** Groups that are being put into the outbox, and whether they have been stopped. */
  const underWay = new Map<string, { stopped: boolean }>();

  /**
   * Prepares many writes and puts them into the outbox in one step, however many there are. Stopping the group
   * meanwhile undoes all of it.
   * @throws {HhError} at the first that cannot be prepared; those before it stay
   */
  async function submitMany(
    group: string,
    all: readonly { id: EntryId; request: WriteRequest }[],
  ): Promise<string> {
    const state = { stopped: false };
    underWay.set(group, state);
    const failed: unknown[] = [];
    try {
      const [known, from] = await Promise.all([outbox.known(), sender()]);
      const writes: ReadyWrite[] = [];
      for (const { id, request } of all) {
        if (state.stopped || failed.length > 0) break;
        if (known.has(id)) continue;
        await prepare(request).then(
          (prepared) => writes.push({ id, group, ...from, ...prepared }),
          (error: unknown) => failed.push(error),
        );
      }
      if (!state.stopped) await outbox.submit(writes);
    } finally {
      underWay.delete(group);
      // They were being stored while the group was stopped.
      if (state.stopped) await outbox.stop(group);
    }
    if (failed.length > 0) throw failed[0];
    return group;
  }

  /** Undoes everything in a group that has not been sent yet. */
  async function stop(group: string): Promise<void> {
    const state = underWay.get(group);
    if (state) state.stopped = true;
    await outbox.stop(group);
  }

  return { submit, submitMany, stop };
}

type About = Pick<OutboxEntry, 'label' | 'resulting'>;
const nameless: About = { label: { action: null, candidate: null, vacancy: null }, resulting: null };

const aboutApplicantNegotiation = ({ vacancy }: ApplicantNegotiation): About => ({
  label: { ...nameless.label, vacancy: vacancy?.name ?? null },
  resulting: null,
});

/** Without a stage or a number of messages, nothing could tell later whether an action was done. */
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
