import type { Entry, WriteRequest } from '../domain/write-request.ts';
import { asId, type EntryId } from '../ids.ts';
import type { Protocol, WriteOf } from './protocol.ts';

/** Ids of writes not yet confirmed as stored, by content. */
const unanswered = new Map<string, string>();
/** Requests of the views, with their ids and the worker's answers. */
const asked = new WeakMap<WriteRequest, { id: EntryId; answer: Promise<unknown> }>();
/** Ids of writes and groups being undone: the store still has them for a moment. */
const takenBack = new Set<string>();
const watchers = new Set<() => void>();
/** Resolves when everything undone so far is out of the outbox. */
let takingBack: Promise<unknown> = Promise.resolve();

/**
 * Requests a write under an id of our own. The worker may die between storing and confirming it; the next try has the
 * same id, so it remains one write. It waits until earlier undone writes are out of the outbox and cannot block it.
 */
function once<A extends { ok: boolean }>(requests: unknown, ask: (id: string) => Promise<A>) {
  const key = JSON.stringify(requests);
  const id = unanswered.get(key) ?? crypto.randomUUID();
  unanswered.set(key, id);
  const answer = takingBack.then(async () => {
    const answer = await ask(id);
    if (answer.ok) unanswered.delete(key);
    return answer;
  });
  return { id, answer };
}

/** One write. `send` passes it to the worker. */
export function requestWrite<A extends { ok: boolean }>(
  request: WriteRequest,
  send: (of: WriteOf) => Promise<A>,
): Promise<A> {
  const { id, answer } = once(request, (id) => send({ id: asId<EntryId>(id), request }));
  asked.set(request, { id: asId<EntryId>(id), answer });
  return answer;
}

/** Many writes from one click. */
export const requestWrites = <A extends { ok: boolean }>(
  requests: readonly WriteRequest[],
  send: (of: Parameters<Protocol['writeMany']>[0]) => Promise<A>,
): Promise<A> =>
  once(requests, (group) =>
    send({
      group,
      writes: requests.map((request, index) => ({ id: asId<EntryId>(`${group}-${index}`), request })),
    }),
  ).answer;

const tell = () => {
  for (const changed of watchers) changed();
};

/**
 * Undoes a write, or a whole group. It is hidden from the views at once, and comes back if it was too late.
 * @param undo false: it was not undone, or not completely
 */
export async function takeBack(id: string, undo: () => Promise<boolean>): Promise<boolean> {
  takenBack.add(id);
  tell();
  const ended = undo().catch(() => false);
  takingBack = Promise.all([takingBack, ended]);
  const done = await ended;
  if (done) {
    // Requested again, it is another write.
    for (const [key, known] of unanswered) if (known === id) unanswered.delete(key);
  } else {
    takenBack.delete(id);
    tell();
  }
  return done;
}

/** Undoes what a view has just requested, even before the worker has stored it. */
export async function takeBackRequest(
  request: WriteRequest,
  undo: (id: EntryId) => Promise<boolean>,
): Promise<boolean> {
  const { id, answer } = asked.get(request) ?? {};
  if (!id) return false;
  return takeBack(id, async () => {
    await answer;
    return undo(id);
  });
}

/** The entries that a view shows: without those being undone. */
export const withoutTakenBack = (entries: readonly Entry[]): Entry[] =>
  entries.filter(
    ({ id, group, progress }) =>
      progress.at !== 'waiting' || !(takenBack.has(id) || (group !== undefined && takenBack.has(group))),
  );

/** Calls back when the set of entries being undone changes, until the returned function is called. */
export function watchTakenBack(changed: () => void): () => void {
  watchers.add(changed);
  return () => void watchers.delete(changed);
}
