import { beganChat, type PreparedWrite, type WriteRequest } from '../domain/write-request.ts';
import { uploadFile } from '../hh/conversations.ts';
import { callRules, gesture, isAllowedCall } from '../hh/effects.ts';
import { HhError } from '../hh/errors.ts';
import { idIn } from '../hh/read.ts';
import type { ChatId } from '../ids.ts';
import { files as stored } from '../storage/databases.ts';
import type { Hh } from './connection.ts';
import {
  createLookups,
  type Found,
  idsOf,
  isPrepared,
  leads,
  neverKnown,
  neverSent,
  notThere,
  type PreparedOf,
  there,
  unknown,
} from './lookups.ts';

export type Executors = ReturnType<typeof createExecutors>;

/** How writes of one kind are sent and their outcome is found out. */
interface Executor<P extends PreparedWrite> {
  /** Whether sending it again changes nothing (the same key, or the same value set twice): sending is then the look-up. */
  repeats(prepared: P): boolean;
  /** Does or reads what later tells whether it arrived, before the first try; returns the write to store. */
  prepare?(prepared: P, isAlone: boolean): Promise<P>;
  /** Sends it once; returns hh's answer. */
  perform(prepared: P): Promise<unknown>;
  /** The write, with what that answer says about it. */
  taken?(prepared: P, answer: unknown): P;
  /** What hh did with a write that it accepted, where its answer leaves that open. */
  confirm?(prepared: P): Promise<Found>;
  /** Whether a write with an unknown outcome arrived, by reading. @param refused as for `look` below */
  find?(prepared: P, refused: boolean): Promise<Found>;
}
type Kind = PreparedWrite['kind'];

/** How each kind of write is sent to hh and its outcome is found out. */
export function createExecutors(
  hh: Hh,
  files: Pick<typeof stored, 'get' | 'remove'> = stored,
  /** Unix ms. */
  now: () => number = Date.now,
) {
  const { client, employer, applicant, conversations } = hh;
  const lookups = createLookups(hh);

  /** Whether a refusal means that what was to be deleted is already gone, by us or by the browser's first try. */
  async function isGone(prepared: PreparedWrite, error: unknown): Promise<boolean> {
    if (prepared.kind !== 'call' || !(error instanceof HhError)) return false;
    if (prepared.method !== 'DELETE' && !callRules(prepared.operation)?.leaves) return false;
    const { name, status } = error.problem;
    // An applicant's negotiation is not deleted but hidden, and it can be hidden only once.
    return status === 404 || (name === 'wrong-state' && (await lookups.isHidden(prepared.url)));
  }

  const by = () => gesture('writes', 'marks-viewed');
  const always = () => true;
  const never = () => false;

  const kinds: { [K in Kind]: Executor<PreparedOf<K>> } = {
    action: {
      repeats: never,
      async prepare(prepared, isAlone) {
        if (!prepared.values.message || isPrepared(prepared)) return prepared;
        const { chatId, values } = prepared;
        const since = client.hhTime?.() ?? null;
        // Most letters arrive, and then what was there before is not needed.
        if (isAlone && chatId && since !== null && leads(prepared)) return { ...prepared, since };
        const found = chatId ? await lookups.inOpenChat(chatId, values.message ?? '') : null;
        if (found) return { ...prepared, letters: idsOf(found) };
        // What was shown may be minutes old.
        const { messages } = await lookups.stageNow(prepared.negotiationId);
        return { ...prepared, letters: null, messages: messages ?? prepared.messages };
      },
      perform: (prepared) => employer.act(prepared, by()),
      confirm: lookups.actionTaken,
      find: lookups.actionFound,
    },
    bulk: {
      repeats: never,
      perform: (prepared) => employer.actOnMany(prepared, by()),
      confirm: (prepared) => lookups.bulkFound(prepared, true),
      find: (prepared) => lookups.bulkFound(prepared, false),
    },
    invite: {
      repeats: never,
      perform: (prepared) =>
        employer.act({ ...prepared, method: 'POST' }, gesture('writes', 'spends-contact')),
      find: lookups.inviteFound,
    },
    message: {
      repeats: always,
      perform: (prepared) => conversations.send(prepared.chatId, prepared, by()),
    },
    file: {
      // Nothing is sent before it is uploaded.
      repeats: ({ uploadId }) => uploadId !== null,
      async prepare(prepared) {
        if (prepared.uploadId !== null) return prepared;
        const blob = await files.get(prepared.fileId);
        if (!blob) throw new HhError('file-gone', 'no');
        // An upload that no message refers to appears nowhere: if its answer was lost, upload it again.
        return {
          ...prepared,
          uploadId: await uploadFile(client, { blob, name: prepared.name }, gesture('writes')),
        };
      },
      perform: (prepared) => conversations.send(prepared.chatId, prepared, by()),
      find: async () => neverSent,
    },
    'old-message': {
      repeats: never,
      prepare: async (prepared) =>
        prepared.same === null
          ? { ...prepared, same: idsOf(await lookups.sameMessages(prepared)) }
          : prepared,
      perform: ({ negotiationId, text }) => conversations.sendOldMessage(negotiationId, text, by()),
      confirm: lookups.oldMessageFound,
      find: lookups.oldMessageFound,
    },
    read: { repeats: always, perform: (prepared) => employer.read(prepared, by()) },
    'read-chat': {
      repeats: always,
      perform: ({ chatId, messageId }) => conversations.read(chatId, messageId, by()),
    },
    apply: {
      repeats: never,
      async prepare(prepared) {
        if (prepared.none !== null) return prepared;
        // The existing response would not carry this letter.
        if ((await lookups.applyFound(prepared)).is === 'there') throw new HhError('already-applied', 'no');
        return { ...prepared, none: true };
      },
      perform: (prepared) => applicant.apply({ ...prepared, message: prepared.text || undefined }, by()),
      find: async (prepared) => (prepared.none === null ? neverSent : lookups.applyFound(prepared)),
    },
    note: {
      repeats: never,
      prepare: async (prepared) =>
        prepared.same === null ? { ...prepared, same: idsOf(await lookups.sameNotes(prepared)) } : prepared,
      perform: (prepared) => employer.addComment(prepared, by()),
      confirm: lookups.noteFound,
      find: lookups.noteFound,
    },
    call: {
      repeats: ({ operation }) => !callRules(operation)?.once,
      async perform(prepared) {
        if (!isAllowedCall(prepared)) throw new HhError('trace-refused', 'no');
        const { method, url, form, json, effects } = prepared;
        return client.send({
          method,
          url,
          form,
          json,
          effect: 'writes',
          gesture: gesture('writes', ...effects),
          idempotent: kinds.call.repeats(prepared),
          read: (answer) => answer,
        });
      },
      taken(prepared, answer) {
        const chatId = idIn<ChatId>(answer);
        // Prefer hh's time from the answer: it may be minutes off, but our own clock may be days off.
        const since = client.hhTime?.() ?? now();
        return beganChat(prepared) && chatId ? { ...prepared, begun: { chatId, since } } : prepared;
      },
      confirm: async (prepared) => (beganChat(prepared) ? lookups.chatBegun(prepared) : there),
      find: async () => neverKnown,
    },
  };
  const executorOf = <K extends Kind>(prepared: { kind: K }): Executor<PreparedOf<K>> => kinds[prepared.kind];

  const repeats = (prepared: PreparedWrite): boolean => executorOf(prepared).repeats(prepared);

  /** Sends it once. @returns the write, with what hh's answer says about it. @throws {HhError} */
  async function perform(prepared: PreparedWrite): Promise<PreparedWrite> {
    const executor = executorOf(prepared);
    const answer = await executor.perform(prepared);
    return executor.taken?.(prepared, answer) ?? prepared;
  }

  /**
   * Whether a write with an unknown outcome arrived.
   * @param refused hh refused the last try as already done or no longer possible
   * @throws {HhError} if that cannot be read, which says nothing about the write
   */
  async function look(prepared: PreparedWrite, refused = false): Promise<Found> {
    const { find } = executorOf(prepared);
    if (find && !repeats(prepared)) return find(prepared, refused);
    try {
      await perform(prepared);
    } catch (error) {
      if (!(await isGone(prepared, error))) throw error;
    }
    return there;
  }

  return {
    /**
     * Does or reads what is needed before the first try to tell afterwards whether it arrived.
     * @param isAlone no other write with the same text to the same person is known here
     * @returns the write to store
     * @throws {HhError} if that is impossible: nothing was sent
     */
    prepare: async (prepared: PreparedWrite, isAlone = false): Promise<PreparedWrite> =>
      executorOf(prepared).prepare?.(prepared, isAlone) ?? prepared,

    perform,

    /**
     * What hh did with a write that it accepted: for some, the answer does not say whether it was done once, or for
     * whom.
     * @throws {HhError} if that cannot be read, which says nothing about the write
     */
    confirm: async (prepared: PreparedWrite): Promise<Found> =>
      executorOf(prepared).confirm?.(prepared) ?? there,

    repeats,
    isGone,

    /** Removes what a write stored outside the outbox. */
    async drop(request: WriteRequest): Promise<void> {
      if (request.kind === 'file') await files.remove(request.fileId);
    },

    look,

    /**
     * As `look`, but only by reading, for a write that hh has just refused and that `look` would send again.
     * @throws {HhError} as `look`
     */
    async lookOnly(prepared: PreparedWrite): Promise<Found> {
      if (!repeats(prepared)) return look(prepared, true);
      if (prepared.kind !== 'message') return unknown;
      const { list, whole } = await lookups.sameInChat(prepared.chatId, prepared.text);
      // A message with the same words may be an earlier one.
      return whole && list.length === 0 ? notThere : unknown;
    },
  };
}
