import type { Call, Client } from '../hh/client.ts';
import { HhError } from '../hh/errors.ts';
import { sendMessage } from './protocol.ts';

/**
 * hh's client for our own pages: the worker makes the request (tokens, pace, retries and the refusal of traces
 * are its own), the page reads the answer, so the worker carries no reader that only a page needs. Reads only:
 * what changes something is a wish, and goes through the outbox.
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
