import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { accountKey } from '../domain/account.ts';
import { chatOf, emptyInbox, entryOf, managerOf, rowOf } from '../domain/testing.ts';
import type { BulkResult, Progress, WriteRequest } from '../domain/write-request.ts';
import { HhError } from '../hh/errors.ts';
import { asId } from '../ids.ts';
import { accountItem, inboxItem } from '../storage/items.ts';
import { searchDb } from '../storage/search-db.ts';
import { tokenStore } from '../storage/secrets.ts';
import { createArrivals, createWorker } from './worker.ts';

const applicant = { arrived: vi.fn() };
const negotiations = { read: vi.fn(), kept: vi.fn(), forget: vi.fn(), invitationsOf: vi.fn() };
const panels = { renew: vi.fn(), push: vi.fn(), pushAll: vi.fn() };
const marks = { moved: vi.fn() };
const arrive = (request: WriteRequest, progress: Progress = { at: 'sent', when: 1 }) =>
  createArrivals({ applicant, negotiations, panels, marks })({
    ...entryOf(request, progress),
    account: 'a',
    prepared: { kind: 'read', vacancyId: asId('1'), ids: [] },
    wantedAt: 1,
    stampedAt: 1,
    attempts: 1,
    checks: 0,
  });
const ids = async () => (await inboxItem.getValue()).rows.map(({ id }) => id);
const action = (id: string): WriteRequest => ({
  kind: 'action',
  negotiationId: asId(id),
  actionId: 'discard',
  values: {},
});

beforeEach(async () => {
  for (const service of [applicant, negotiations, panels, marks])
    for (const call of Object.values(service)) call.mockReset().mockResolvedValue(undefined);
  applicant.arrived.mockResolvedValue(false);
  await inboxItem.setValue({ ...emptyInbox, rows: [rowOf('1'), rowOf('2')], chats: [chatOf('7')] });
});

test('removes the response of an action from what waits, forgets its negotiation, and refreshes panels', async () => {
  await arrive(action('1'));
  expect(await ids()).toEqual(['2']);
  expect(negotiations.forget).toHaveBeenCalledExactlyOnceWith(['1']);
  expect(negotiations.read).not.toHaveBeenCalled();
  expect(panels.renew).toHaveBeenCalledExactlyOnceWith(['1']);
  expect(panels.push).toHaveBeenCalledExactlyOnceWith(['1']);
});

test('removes only those that hh shows as done after a bulk call', async () => {
  const results: BulkResult[] = ['1', '2'].map((id) => ({ id: asId(id), stage: null, done: id === '1' }));
  const request: WriteRequest = {
    kind: 'bulk',
    vacancyId: asId('1'),
    negotiationIds: [asId('1'), asId('2')],
    actionId: 'discard',
    values: {},
  };
  await arrive(request, { at: 'sent', when: 1, results });
  expect(await ids()).toEqual(['2']);
  expect(negotiations.forget).toHaveBeenCalledExactlyOnceWith(['1', '2']);
});

test('removes a chat that was read from what waits', async () => {
  await arrive({ kind: 'read-chat', chatId: asId('7'), messageId: asId('9') });
  expect((await inboxItem.getValue()).chats).toEqual([]);
});

test('loses only freshness if something cannot be read again', async () => {
  panels.renew.mockRejectedValue(new HhError('server-error', 'maybe'));
  await arrive(action('1'));
  expect(await ids()).toEqual(['2']);
  expect(panels.push).toHaveBeenCalledOnce();
});

test('changes no row and no panel for an applicant’s own write, but tells vacancies', async () => {
  applicant.arrived.mockResolvedValue(true);
  await arrive(action('1'));
  expect(await ids()).toEqual(['1', '2']);
  expect(panels.push).not.toHaveBeenCalled();
  expect(panels.pushAll).toHaveBeenCalledOnce();
});

test('finds a message only for the account that opened its chat, even if another one takes over meanwhile', async () => {
  const [mine, other] = [managerOf(), managerOf({ accountId: asId('8') })];
  await Promise.all([
    accountItem.setValue(mine),
    tokenStore.set({ access: 'a', refresh: null, expiresAt: null }),
  ]);
  const message = { id: '1', type: 'SIMPLE', payload: { text: 'Здравствуйте' } };
  const answered = async () => Response.json({ id: '7', messages: [message] });
  const answer = vi.fn(answered);
  vi.stubGlobal('fetch', answer);
  Object.assign(fakeBrowser.runtime, { getManifest: () => ({ version: '1' }) });
  const worker = createWorker();
  const found = async () => {
    await worker.negotiations.conversation({ chatId: asId('7') });
    // What is recorded is recorded under this lock.
    await navigator.locks.request('account', () => {});
    const docs = [mine, other].map((account) => searchDb.since(accountKey(account), 0, 9));
    return (await Promise.all(docs)).map(({ length }) => length);
  };
  answer.mockImplementationOnce(async () => {
    await accountItem.setValue(other);
    return answered();
  });
  expect(await found()).toEqual([0, 0]);
  expect(await found()).toEqual([0, 1]);
  vi.unstubAllGlobals();
});
