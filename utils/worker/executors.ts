import { beganChat, type PreparedWrite, type WriteRequest } from '../domain/write-request.ts';
import { uploadFile } from '../hh/conversations.ts';
import { callRules, gesture, isAllowedCall } from '../hh/effects.ts';
import { HhError } from '../hh/errors.ts';
import { idIn } from '../hh/read.ts';
import type { ChatId } from '../ids.ts';
import { type Files, files as stored } from '../storage/files.ts';
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

/** How writes of one kind are sent, and how their outcome is found out. */
interface Executor<P extends PreparedWrite> {
  /** Written again with the same key, or the same thing set twice, is as once: there, writing is the look-up. */
  repeats(prepared: P): boolean;
  /** What must be done or known before the first try, to tell afterwards whether it arrived; what to store then. */
  prepare?(prepared: P, isAlone: boolean): Promise<P>;
  /** One try; answers with what hh says. */
  perform(prepared: P): Promise<unknown>;
  /** The write with what that says of it. */
  taken?(prepared: P, answer: unknown): P;
  /** What hh made of a write that it took, where its answer leaves that open. */
  confirm?(prepared: P): Promise<Found>;
  /** By reading, whether a write whose outcome is unknown arrived. @param refused as of `look` below */
  find?(prepared: P, refused: boolean): Promise<Found>;
}
type Kind = PreparedWrite['kind'];

/** How each kind of write is sent to hh, and how its outcome is found out. */
export function createExecutors(
  hh: Hh,
  files: Pick<Files, 'get' | 'remove'> = stored,
  /** Unix ms. */
  now: () => number = Date.now,
) {
  const { client, employer, applicant, conversations } = hh;
  const lookups = createLookups(hh);

  /** Whether a refusal says that what was to be taken away is away: by us, or by the browser's first try. */
  async function isGone(prepared: PreparedWrite, error: unknown): Promise<boolean> {
    if (prepared.kind !== 'call' || !(error instanceof HhError)) return false;
    if (prepared.method !== 'DELETE' && !callRules(prepared.operation)?.leaves) return false;
    const { name, status } = error.problem;
    // An applicant's negotiation is not gone but hidden, and can be hidden once.
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
        // Most arrive, and then nobody asks for what stood there before.
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
      // Nothing goes out before it is uploaded.
      repeats: ({ uploadId }) => uploadId !== null,
      async prepare(prepared) {
        if (prepared.uploadId !== null) return prepared;
        const blob = await files.get(prepared.fileId);
        if (!blob) throw new HhError('file-gone', 'no');
        // An upload that no message names stands nowhere: one whose answer was lost is made again.
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
        // The letter would not go along with the response that is there.
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
        // By the answer itself; what is told from it may be minutes off, our own clock days.
        const since = client.hhTime?.() ?? now();
        return beganChat(prepared) && chatId ? { ...prepared, begun: { chatId, since } } : prepared;
      },
      confirm: async (prepared) => (beganChat(prepared) ? lookups.chatBegun(prepared) : there),
      find: async () => neverKnown,
    },
  };
  const executorOf = <K extends Kind>(prepared: { kind: K }): Executor<PreparedOf<K>> => kinds[prepared.kind];

  const repeats = (prepared: PreparedWrite): boolean => executorOf(prepared).repeats(prepared);

  /** One try. @returns the write with what hh's answer says of it. @throws {HhError} */
  async function perform(prepared: PreparedWrite): Promise<PreparedWrite> {
    const executor = executorOf(prepared);
    const answer = await executor.perform(prepared);
    return executor.taken?.(prepared, answer) ?? prepared;
  }

  /**
   * Whether a write whose outcome is unknown arrived.
   * @param refused hh refused the last try as done already or not possible any more
   * @throws {HhError} when that cannot be read: it says nothing of the write
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
     * What must be done or known before the first try, to tell afterwards whether it arrived; what to store then.
     * @param isAlone no other write with the same text to the same person is known here
     * @throws {HhError} when that cannot be: nothing was sent
     */
    prepare: async (prepared: PreparedWrite, isAlone = false): Promise<PreparedWrite> =>
      executorOf(prepared).prepare?.(prepared, isAlone) ?? prepared,

    perform,

    /**
     * What hh made of a write that it took: of some, its answer leaves open whether they were done once, or for whom.
     * @throws {HhError} when that cannot be read: it says nothing of the write
     */
    confirm: async (prepared: PreparedWrite): Promise<Found> =>
      executorOf(prepared).confirm?.(prepared) ?? there,

    repeats,
    isGone,

    /** What a write kept beside the outbox goes with it. */
    async drop(request: WriteRequest): Promise<void> {
      if (request.kind === 'file') await files.remove(request.fileId);
    },

    look,

    /**
     * The same by reading alone, for a write that `look` would make again: hh has just refused it.
     * @throws {HhError} as `look`
     */
    async lookOnly(prepared: PreparedWrite): Promise<Found> {
      if (!repeats(prepared)) return look(prepared, true);
      if (prepared.kind !== 'message') return unknown;
      const { list, whole } = await lookups.sameInChat(prepared.chatId, prepared.text);
      // One with the same words may be an earlier one.
      return whole && list.length === 0 ? notThere : unknown;
    },
  };
}
