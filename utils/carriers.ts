import type { Hh } from './connection.ts';
import { type Files, files as stored } from './files.ts';
import { gesture } from './hh/effects.ts';
import { HhError } from './hh/errors.ts';
import { uploadFile } from './hh/files.ts';
import type { NegotiationId } from './ids.ts';
import type { Plan, Result, Wish } from './inbox/write.ts';
import { isKnown, thenKnown, valueOr } from './known.ts';

/**
 * What reading tells of a write whose outcome is unknown: it arrived (with a result per negotiation where it was
 * for many), it did not, the thing moved elsewhere meanwhile, or reading cannot tell.
 */
export type Found = true | Result[] | false | 'elsewhere' | 'unknown';

/** How each kind of write is carried to hh, and how its outcome is found out. */
export function createCarriers(
  { client, employer, applicant, chats }: Hh,
  files: Pick<Files, 'get' | 'remove'> = stored,
) {
  const stageNow = async (id: NegotiationId) => {
    const item = await employer.negotiation(id);
    const messages = thenKnown(item.counters, (counters) => counters.messages);
    /** null: not read. */
    return { messages: valueOr(messages, null), stage: valueOr(item.employer_state, null) };
  };

  /** Our own messages with this very text; reading them marks viewed, as opening the conversation did before. */
  async function sameMessages({
    negotiationId,
    text,
    from = 'employer',
  }: Extract<Plan, { kind: 'old-message' }>): Promise<number> {
    const { items } = (await employer.oldMessages(negotiationId, gesture('marks-viewed'))).items;
    return items.filter((one) => one.author?.participant_type === from && one.text === text).length;
  }

  /** My responses with this resume: one, or none. */
  async function sameResponses({ vacancyId, resumeId }: Extract<Plan, { kind: 'apply' }>): Promise<number> {
    const { items } = (await applicant.negotiations({ vacancyId })).items;
    return items.filter(({ resume }) => resume?.id === resumeId).length;
  }

  const isHidden = (url: string): Promise<boolean> =>
    client.send({
      method: 'GET',
      url: url.replace('/active', ''),
      effect: 'none',
      read: (json) => Object(json).hidden === true,
    });

  async function sameNotes({ applicantId, text }: Extract<Plan, { kind: 'note' }>): Promise<number> {
    const { items } = (await employer.comments(applicantId)).items;
    return items.filter((one) => isKnown(one.is_mine, true) && isKnown(one.text, text)).length;
  }

  /** Item by item: hh says of a call for many neither that all were done nor which. */
  async function results({ ids, before, after }: Extract<Plan, { kind: 'bulk' }>): Promise<Result[]> {
    const found: Result[] = [];
    for (const id of ids) {
      const { stage } = await stageNow(id).catch((error: unknown) => {
        // One that is gone since hides nothing of the others.
        if (error instanceof HhError && error.problem.status === 404) return { stage: null };
        throw error;
      });
      // Of a stage that could not be read nothing is known.
      const done = stage !== null && (after === null ? stage.id !== before[id] : stage.id === after);
      found.push({ id, stage: stage?.name ? { id: stage.id, name: stage.name } : null, done });
    }
    return found;
  }

  return {
    /**
     * What must be done or known before the first try, to tell afterwards whether it arrived; the plan to store
     * then.
     * @throws {HhError} when that cannot be: nothing was sent
     */
    async prepare(plan: Plan): Promise<Plan> {
      if (plan.kind === 'action' && plan.values.message) {
        // What was shown may be minutes old, and the letter is told by the count.
        const { messages } = await stageNow(plan.negotiationId);
        return { ...plan, messages: messages ?? plan.messages };
      }
      if (plan.kind === 'old-message' && plan.same === null)
        return { ...plan, same: await sameMessages(plan) };
      if (plan.kind === 'note' && plan.same === null) return { ...plan, same: await sameNotes(plan) };
      if (plan.kind === 'apply' && plan.same === null) {
        // The letter would not go along with the response that is there.
        if ((await sameResponses(plan)) > 0) throw new HhError('already-applied', 'no');
        return { ...plan, same: 0 };
      }
      if (plan.kind === 'file' && plan.uploadId === null) {
        const blob = await files.get(plan.fileId);
        if (!blob) throw new HhError('file-gone', 'no');
        // An upload that no message names stands nowhere: one whose answer was lost is made again.
        return { ...plan, uploadId: await uploadFile(client, { blob, name: plan.name }, gesture('writes')) };
      }
      return plan;
    },

    /** One try. @throws {HhError} */
    async perform(plan: Plan): Promise<void> {
      const by = gesture('writes', 'marks-viewed');
      switch (plan.kind) {
        case 'action':
          await employer.act(plan, by);
          return;
        case 'message':
        case 'file':
          await chats.send(plan.chatId, plan, by);
          return;
        case 'old-message':
          await employer.sendOldMessage(plan.negotiationId, plan.text, by);
          return;
        case 'read':
          await employer.read(plan, by);
          return;
        case 'read-chat':
          await chats.read(plan.chatId, plan.messageId, by);
          return;
        case 'bulk':
          await employer.actOnMany(plan, by);
          return;
        case 'invite':
          await employer.act({ ...plan, method: 'POST' }, gesture('writes', 'spends-contact'));
          return;
        case 'apply':
          await applicant.apply({ ...plan, message: plan.text || undefined }, by);
          return;
        case 'note':
          await employer.addComment(plan, by);
          return;
        case 'call':
          await client.send({
            ...plan,
            effect: 'writes',
            gesture: gesture('writes', ...plan.effects),
            read: () => {},
          });
      }
    },

    /** What a write kept beside the outbox goes with it. */
    async drop(wish: Wish): Promise<void> {
      if (wish.kind === 'file') await files.remove(wish.fileId);
    },

    /** After a 2xx: what hh shows for each of many; true for all else. */
    confirm: async (plan: Plan): Promise<true | Result[]> => (plan.kind === 'bulk' ? results(plan) : true),

    /**
     * Whether a write whose outcome is unknown arrived.
     * `refused`: hh refused the last try as done already or not possible any more.
     * Written again with the same key, or the same thing set twice, is as once: there, writing is the look-up.
     */
    async look(plan: Plan, refused = false): Promise<Found> {
      switch (plan.kind) {
        case 'action': {
          const { messages, stage } = await stageNow(plan.negotiationId);
          if (!stage || (plan.values.message && messages === null)) return 'unknown';
          const letterThere = !plan.values.message || (messages ?? 0) > plan.messages;
          if (plan.after === null || plan.after === plan.before) {
            // After a refusal another stage may be somebody else's work.
            if (stage.id !== plan.before && !refused) return true;
            return plan.values.message ? letterThere : 'unknown';
          }
          // After a refusal the stage alone may be a colleague's work; only the letter tells that it was ours.
          if (stage.id === plan.after) return refused && !letterThere ? 'unknown' : true;
          return stage.id === plan.before ? false : 'elsewhere';
        }
        case 'bulk': {
          const found = await results(plan);
          return found.some(({ done }) => done) ? found : false;
        }
        case 'invite': {
          const { items } = (await employer.vacanciesForResume(plan)).items;
          const vacancy = items.find(({ id }) => id === plan.vacancyId);
          return vacancy
            ? Boolean(vacancy.employer_negotiations_state ?? vacancy.negotiations_state)
            : 'unknown';
        }
        case 'old-message':
          // Nothing goes out before the count is stored.
          return plan.same !== null && (await sameMessages(plan)) > plan.same;
        case 'apply':
          return plan.same !== null && (await sameResponses(plan)) > 0;
        case 'note':
          return plan.same !== null && (await sameNotes(plan)) > plan.same;
        case 'file':
          // Nothing goes out before it is uploaded.
          if (plan.uploadId === null) return false;
          await this.perform(plan);
          return true;
        case 'message':
        case 'read':
        case 'read-chat':
          await this.perform(plan);
          return true;
        case 'call':
          if (plan.once) return 'unknown';
          try {
            await this.perform(plan);
          } catch (error) {
            // What a first try deleted, or left, is not there for the second.
            const gone = plan.method === 'DELETE' || plan.leaves;
            if (!(error instanceof HhError && gone)) throw error;
            const { name, status } = error.problem;
            // An applicant's negotiation is not gone but hidden, and can be hidden once.
            if (status !== 404 && !(name === 'wrong-state' && (await isHidden(plan.url)))) throw error;
          }
          return true;
      }
    },
  };
}
