import { beganChat, type PreparedWrite, type WriteRequest } from '../domain/write-request.ts';
import { uploadFile } from '../hh/conversations.ts';
import { callRules, gesture, isAllowedCall } from '../hh/effects.ts';
import { HhError } from '../hh/errors.ts';
import { asId, type ChatId } from '../ids.ts';
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
  there,
  unknown,
} from './lookups.ts';

export type Executors = ReturnType<typeof createExecutors>;

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

  /** Written again with the same key, or the same thing set twice, is as once: there, writing is the look-up. */
  function repeats(prepared: PreparedWrite): boolean {
    switch (prepared.kind) {
      case 'message':
      case 'read':
      case 'read-chat':
        return true;
      case 'file':
        // Nothing goes out before it is uploaded.
        return prepared.uploadId !== null;
      case 'call':
        return !callRules(prepared.operation)?.once;
      case 'action':
      case 'bulk':
      case 'invite':
      case 'old-message':
      case 'apply':
      case 'note':
        return false;
    }
  }

  /** One try. @returns the write with what hh's answer says of it. @throws {HhError} */
  async function perform(prepared: PreparedWrite): Promise<PreparedWrite> {
    const by = gesture('writes', 'marks-viewed');
    switch (prepared.kind) {
      case 'action':
        await employer.act(prepared, by);
        return prepared;
      case 'message':
      case 'file':
        await conversations.send(prepared.chatId, prepared, by);
        return prepared;
      case 'old-message':
        await conversations.sendOldMessage(prepared.negotiationId, prepared.text, by);
        return prepared;
      case 'read':
        await employer.read(prepared, by);
        return prepared;
      case 'read-chat':
        await conversations.read(prepared.chatId, prepared.messageId, by);
        return prepared;
      case 'bulk':
        await employer.actOnMany(prepared, by);
        return prepared;
      case 'invite':
        await employer.act({ ...prepared, method: 'POST' }, gesture('writes', 'spends-contact'));
        return prepared;
      case 'apply':
        await applicant.apply({ ...prepared, message: prepared.text || undefined }, by);
        return prepared;
      case 'note':
        await employer.addComment(prepared, by);
        return prepared;
      case 'call': {
        if (!isAllowedCall(prepared)) throw new HhError('trace-refused', 'no');
        const chatId = await client.send({
          method: prepared.method,
          url: prepared.url,
          form: prepared.form,
          json: prepared.json,
          effect: 'writes',
          gesture: gesture('writes', ...prepared.effects),
          idempotent: repeats(prepared),
          read: (json) => chatIn(json),
        });
        // By the answer itself; what is told from it may be minutes off, our own clock days.
        const since = client.hhTime?.() ?? now();
        return beganChat(prepared) && chatId ? { ...prepared, begun: { chatId, since } } : prepared;
      }
    }
  }

  /**
   * What hh made of a write that it took: of some, its answer leaves open whether they were done once, or for whom.
   * @throws {HhError} when that cannot be read: it says nothing of the write
   */
  async function confirm(prepared: PreparedWrite): Promise<Found> {
    switch (prepared.kind) {
      case 'action':
        return lookups.actionTaken(prepared);
      case 'old-message':
        return lookups.oldMessageFound(prepared);
      case 'bulk':
        return lookups.bulkFound(prepared, true);
      case 'note':
        return lookups.noteFound(prepared);
      case 'call':
        return beganChat(prepared) ? lookups.chatBegun(prepared) : there;
      case 'message':
      case 'file':
      case 'read':
      case 'read-chat':
      case 'invite':
      case 'apply':
        return there;
    }
  }

  /**
   * Whether a write whose outcome is unknown arrived.
   * @param refused hh refused the last try as done already or not possible any more
   * @throws {HhError} when that cannot be read: it says nothing of the write
   */
  async function look(prepared: PreparedWrite, refused = false): Promise<Found> {
    switch (prepared.kind) {
      case 'action':
        return lookups.actionFound(prepared, refused);
      case 'bulk':
        return lookups.bulkFound(prepared, false);
      case 'invite':
        return lookups.inviteFound(prepared);
      case 'old-message':
        return lookups.oldMessageFound(prepared);
      case 'apply':
        return prepared.none === null ? neverSent : lookups.applyFound(prepared);
      case 'note':
        return lookups.noteFound(prepared);
      case 'file':
        if (prepared.uploadId === null) return neverSent;
        await perform(prepared);
        return there;
      case 'message':
      case 'read':
      case 'read-chat':
        await perform(prepared);
        return there;
      case 'call':
        if (!repeats(prepared)) return neverKnown;
        try {
          await perform(prepared);
        } catch (error) {
          if (!(await isGone(prepared, error))) throw error;
        }
        return there;
    }
  }

  return {
    /**
     * What must be done or known before the first try, to tell afterwards whether it arrived; what to store then.
     * @param isAlone no other write with the same text to the same person is known here
     * @throws {HhError} when that cannot be: nothing was sent
     */
    async prepare(prepared: PreparedWrite, isAlone = false): Promise<PreparedWrite> {
      if (prepared.kind === 'action' && prepared.values.message && !isPrepared(prepared)) {
        const { chatId, values } = prepared;
        const since = client.hhTime?.() ?? null;
        // Most arrive, and then nobody asks for what stood there before.
        if (isAlone && chatId && since !== null && leads(prepared)) return { ...prepared, since };
        const found = chatId ? await lookups.inOpenChat(chatId, values.message ?? '') : null;
        if (found) return { ...prepared, letters: idsOf(found) };
        // What was shown may be minutes old.
        const { messages } = await lookups.stageNow(prepared.negotiationId);
        return { ...prepared, letters: null, messages: messages ?? prepared.messages };
      }
      if (prepared.kind === 'old-message' && prepared.same === null)
        return { ...prepared, same: idsOf(await lookups.sameMessages(prepared)) };
      if (prepared.kind === 'note' && prepared.same === null)
        return { ...prepared, same: idsOf(await lookups.sameNotes(prepared)) };
      if (prepared.kind === 'apply' && prepared.none === null) {
        // The letter would not go along with the response that is there.
        if ((await lookups.applyFound(prepared)).is === 'there') throw new HhError('already-applied', 'no');
        return { ...prepared, none: true };
      }
      if (prepared.kind === 'file' && prepared.uploadId === null) {
        const blob = await files.get(prepared.fileId);
        if (!blob) throw new HhError('file-gone', 'no');
        // An upload that no message names stands nowhere: one whose answer was lost is made again.
        return {
          ...prepared,
          uploadId: await uploadFile(client, { blob, name: prepared.name }, gesture('writes')),
        };
      }
      return prepared;
    },

    perform,
    confirm,
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

/** The chat that an answer names, if it does. */
function chatIn(json: unknown): ChatId | null {
  const id = typeof json === 'object' && json !== null && 'id' in json ? json.id : null;
  return typeof id === 'string' || typeof id === 'number' ? asId<ChatId>(id) : null;
}
