import type { Entry, WriteRequest } from '../domain/write-request.ts';
import { asId, type EntryId } from '../ids.ts';
import type { Protocol, WriteOf } from './protocol.ts';

/** Ids of writes that were not confirmed as stored, by their content. */
const unanswered = new Map<string, string>();
/** What the views asked for, with the id that it got and the worker's answer. */
const asked = new WeakMap<WriteRequest, { id: EntryId; answer: Promise<unknown> }>();
/** Ids of writes and of groups that are taken back: the store has them for a moment longer. */
const takenBack = new Set<string>();
const watchers = new Set<() => void>();
/** Ends when everything that was taken back so far is out of the outbox. */
let takingBack: Promise<unknown> = Promise.resolve();

/**
 * Asks for a write under an id of our own. A worker may die between storing it and confirming: the next try has the
 * same id, so it stays one write. What was taken back before is out of the outbox by then: it stands in no way.
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

/** One write. `send` gives it to the worker. */
export function requestWrite<A extends { ok: boolean }>(
  request: WriteRequest,
  send: (of: WriteOf) => Promise<A>,
): Promise<A> {
  const { id, answer } = once(request, (id) => send({ id: asId<EntryId>(id), request }));
  asked.set(request, { id: asId<EntryId>(id), answer });
  return answer;
}

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
  ).answer;

const tell = () => {
  for (const changed of watchers) changed();
};

/**
 * Takes a write back, or the whole of a group. The views show it no more from now on; where it turns out that it was too
 * late, it comes back.
 * @param undo false: not, or not all of it, was taken back
 */
export async function takeBack(id: string, undo: () => Promise<boolean>): Promise<boolean> {
  takenBack.add(id);
  tell();
  const ended = undo().catch(() => false);
  takingBack = Promise.all([takingBack, ended]);
  const done = await ended;
  if (done) {
    // Asked for again, it is another write.
    for (const [key, known] of unanswered) if (known === id) unanswered.delete(key);
  } else {
    takenBack.delete(id);
    tell();
  }
  return done;
}

/** Takes back what a view has just asked for, also before the worker has stored it. */
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

/** The entries that a view shows: without those that are being taken back. */
export const withoutTakenBack = (entries: readonly Entry[]): Entry[] =>
  entries.filter(
    ({ id, group, progress }) =>
      progress.at !== 'waiting' || !(takenBack.has(id) || (group !== undefined && takenBack.has(group))),
  );

/** Calls back when other entries are taken back, until the returned function is called. */
export function watchTakenBack(changed: () => void): () => void {
  watchers.add(changed);
  return () => void watchers.delete(changed);
}
