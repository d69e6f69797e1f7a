import type { GetDataType } from '@webext-core/messaging';
import type { WriteRequest } from '../domain/write-request.ts';
import type { EntryId } from '../ids.ts';
import type { Problem, Result } from '../problem.ts';
import { type Protocol, sendMessage } from './protocol.ts';
import { requestWrite, requestWrites, takeBack, takeBackRequest } from './write-requests.ts';

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
