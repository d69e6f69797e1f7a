import type { GetDataType } from '@webext-core/messaging';
import type { Entry, WriteRequest } from '../domain/write-request.ts';
import type { Change } from '../hh/effects.ts';
import { asId, type EntryId } from '../ids.ts';
import type { Problem, Result } from '../problem.ts';
import { type Protocol, sendMessage, type WriteOf } from './protocol.ts';

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

const notify = () => {
  for (const changed of watchers) changed();
};

/**
 * Undoes a write, or a whole group. It is hidden from the views at once, and comes back if it was too late.
 * @param undo false: it was not undone, or not completely
 */
export async function takeBack(id: string, undo: () => Promise<boolean>): Promise<boolean> {
  takenBack.add(id);
  notify();
  const ended = undo().catch(() => false);
  takingBack = Promise.all([takingBack, ended]);
  const done = await ended;
  if (done) {
    // Requested again, it is another write.
    for (const [key, known] of unanswered) if (known === id) unanswered.delete(key);
  } else {
    takenBack.delete(id);
    notify();
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

type Name = keyof Protocol;
type Answer<K extends Name> = ReturnType<Protocol[K]>;
type Failure = { ok: false; problem: Problem };
/** The messages that are answered with a `Result`. */
type Answered = { [K in Name]: Answer<K> extends Result<unknown> ? K : never }[Name];

/** A message that the worker could not answer, such as right after an update of the extension, is a problem too. */
const failure = (error: unknown): Failure => ({
  ok: false,
  problem: { name: 'unknown', detail: String(error) },
});

/** `sendMessage` in terms of `Protocol` itself: the library's own types take the data as one argument. */
const send = <K extends Name>(name: K, ...[data]: Parameters<Protocol[K]>): Promise<Answer<K>> =>
  sendMessage(name, data as GetDataType<Protocol[K]>);

const answer =
  <K extends Answered>(name: K) =>
  (...data: Parameters<Protocol[K]>): Promise<Answer<K> | Failure> =>
    send(name, ...data).catch(failure);

const tell =
  <K extends Name>(name: K) =>
  (...data: Parameters<Protocol[K]>): Promise<Answer<K>> =>
    send(name, ...data);

/** What a view may ask of the worker, one call per message of `Protocol`. Transport failures are returned as problems. */
export const messages = {
  readConversation: answer('readConversation'),
  readTemplate: answer('readTemplate'),
  readAddresses: answer('readAddresses'),
  readInvitations: answer('readInvitations'),
  readNegotiation: answer('readNegotiation'),
  openResume: answer('openResume'),
  downloadResume: answer('downloadResume'),
  readRows: answer('readRows'),
  /** Starts or stops reading the whole of an applicant's list. */
  readAll: answer('readAll'),
  refresh: answer('refresh'),
  /** Requests a write. Requested again after a lost answer, it is still one write. */
  write: (request: WriteRequest) => requestWrite(request, answer('write')),
  /** Many writes from one click; returns the id of their group. */
  writeMany: (requests: readonly WriteRequest[]) => requestWrites(requests, answer('writeMany')),
  /** Undoes those writes of a group that still wait; writes that have already been sent become visible again. */
  stop: async (group: string): Promise<void> => {
    await takeBack(group, async () => {
      await send('stop', group);
      return false;
    });
  },
  /** Undoes a waiting write; false if it was too late. */
  undo: (id: EntryId) => takeBack(id, () => send('undo', id)),
  /** As `undo`, for a write just requested, whether or not the worker has stored it yet. */
  undoRequest: (request: WriteRequest) => takeBackRequest(request, tell('undo')),
  retry: tell('retry'),
  dismiss: tell('dismiss'),
  flush: tell('flush'),
  saveDraft: tell('saveDraft'),
  openOptions: tell('openOptions'),
  openInbox: tell('openInbox'),
  signIn: answer('signIn'),
  signOut: answer('signOut'),
  switchAccount: answer('switchAccount'),
  saveSettings: answer('saveSettings'),
  saveApplication: answer('saveApplication'),
  pasteToken: answer('pasteToken'),
  wipe: tell('wipe'),
};

/** A change at hh as a write that goes through the outbox; with the arguments from which its call is built. */
export const asWrite =
  <A extends unknown[]>(changeOf: (...of: A) => Change) =>
  (...of: A) =>
    messages.write({ kind: 'call', ...changeOf(...of) });
