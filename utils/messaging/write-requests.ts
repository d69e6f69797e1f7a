import type { WriteRequest } from '../domain/write-request.ts';
import { asId, type EntryId } from '../ids.ts';
import type { Protocol, WriteOf } from './protocol.ts';

/** Ids of writes that were not confirmed as stored, by their content. */
const unanswered = new Map<string, string>();

/**
 * Asks for a write under an id of our own. A worker may die between storing it and confirming: the next try has the
 * same id, so it stays one write.
 */
async function once<A extends { ok: boolean }>(
  requests: unknown,
  ask: (id: string) => Promise<A>,
): Promise<A> {
  const key = JSON.stringify(requests);
  const id = unanswered.get(key) ?? crypto.randomUUID();
  unanswered.set(key, id);
  const answer = await ask(id);
  if (answer.ok) unanswered.delete(key);
  return answer;
}

/** One write. `send` gives it to the worker. */
export const requestWrite = <A extends { ok: boolean }>(
  request: WriteRequest,
  send: (of: WriteOf) => Promise<A>,
): Promise<A> => once(request, (id) => send({ id: asId<EntryId>(id), request }));

/** Many writes of one gesture. */
export const requestWrites = <A extends { ok: boolean }>(
  requests: readonly WriteRequest[],
  send: (of: Parameters<Protocol['writeMany']>[0]) => Promise<A>,
): Promise<A> =>
  once(requests, (group) =>
    send({
      group,
      writes: requests.map((request, index) => ({ id: asId<EntryId>(`${group}-${index}`), request })),
    }),
  );
