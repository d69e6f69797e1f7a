import { recruiterOf } from '../from-hh/employer.ts';
import type { Call, Client } from '../hh/client.ts';
import { HhError } from '../hh/errors.ts';
import { accountItem } from '../storage/items.ts';
import { sendMessage } from './protocol.ts';

/**
 * hh's client for our own pages. The worker makes the request (token, rate limit, retries, refusal of side effects)
 * and the page parses the answer, so the worker carries no schema that only a page needs. GET only: changes are write
 * requests and go through the outbox.
 */
export const remoteClient: Client = {
  async send<T>(call: Call<T>): Promise<T> {
    if (call.method !== 'GET') throw new HhError({ name: 'trace-refused', detail: 'a page asks only' }, 'no');
    const answer = await sendMessage('ask', {
      url: call.url,
      ...(call.query && { query: call.query }),
      ...(call.gesture && { effects: [...call.gesture.effects] }),
    });
    if (!answer.ok) throw new HhError(answer.problem, 'no');
    try {
      return call.read(answer.value, { status: 200, location: null });
    } catch (cause) {
      throw new HhError('unreadable-answer', 'maybe', cause);
    }
  },
};

export const signedIn = async () => recruiterOf(await accountItem.getValue());

/** Calls `read` once while the page is open, as for hh's dictionaries; a failure is not cached. */
export function once<T>(read: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined;
  return () => {
    known ??= read().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}
