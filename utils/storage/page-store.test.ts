import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { accountKey } from '../domain/account.ts';
import { emptyInbox, entryOf, managerOf } from '../domain/testing.ts';
import type { OutboxEntry } from '../domain/write-request.ts';
import { asId, type NegotiationId, type VacancyId } from '../ids.ts';
import { known } from '../known.ts';
import { takeBack } from '../messaging/messages.ts';
import { firstKeys, readEarly, rowsKey } from './early.ts';
import {
  accountItem,
  applicantItem,
  avoidedItem,
  countsItem,
  draftsItem,
  inboxItem,
  listedItem,
  outboxItem,
  ownNotesItem,
  remindersItem,
  settingsItem,
  snippetsItem,
  update,
} from './items.ts';
import {
  deleteSnippet,
  openStore,
  type PageStore,
  saveNote,
  saveSnippet,
  watchNotes,
  withNote,
} from './page-store.ts';

const readAt = { 95: { unread: known(3), at: 1, more: false, nextPage: 1, skipped: 0 } };
let stores: PageStore[] = [];
let frame = () => {};

/** Time passes when told to; frames come when they are drawn. */
beforeEach(() => {
  stores = [];
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
    frame = run;
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const open = (afterPaint = true) => void openStore((store) => stores.push(store), afterPaint);
const pass = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

test('passes on the counts first, and the rows once those have been painted', async () => {
  await inboxItem.setValue({ ...emptyInbox, unreadChats: known(2), readAt });
  const read = vi.spyOn(listedItem, 'getValue');
  open();
  await pass();
  expect(stores).toHaveLength(1);
  expect(stores[0]).toMatchObject({ rowsToCome: true, inbox: { unreadChats: known(2), readAt: {} } });
  expect(read).not.toHaveBeenCalled();
  frame();
  await pass();
  await pass();
  expect(stores).toHaveLength(2);
  expect(stores[1]).toMatchObject({ rowsToCome: false, inbox: { unreadChats: known(2), readAt } });
});

test('reads the rows at once and passes them on with the counts if the page is about them', async () => {
  await inboxItem.setValue({ ...emptyInbox, readAt });
  open(false);
  await pass();
  expect(stores).toMatchObject([{ rowsToCome: false, inbox: { readAt } }]);
});

test('does not let many rows hold up the counts, and loses no change meanwhile', async () => {
  const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<typeof listedItem.getValue>>>();
  vi.spyOn(listedItem, 'getValue').mockReturnValueOnce(promise);
  open(false);
  await pass();
  expect(stores).toEqual([]);
  await countsItem.setValue({ ...emptyInbox, unreadChats: known(4) });
  await pass(20);
  expect(stores).toMatchObject([{ rowsToCome: true, inbox: { unreadChats: known(4), readAt: {} } }]);
  resolve({ rows: [], readAt, chats: [], chatsSkipped: 0 });
  await pass();
  expect(stores[1]).toMatchObject({ rowsToCome: false, inbox: { unreadChats: known(4), readAt } });
});

test('gives a hidden page its rows although it has no frames', async () => {
  open();
  await pass(200);
  expect(stores.at(-1)?.rowsToCome).toBe(false);
});

test('passes on counts and rows together if they change together', async () => {
  open();
  await pass(200);
  await update(inboxItem, (inbox) => ({ ...inbox, freshAt: 7, readAt }));
  await pass();
  expect(stores).toHaveLength(3);
  expect(stores[2]).toMatchObject({ inbox: { freshAt: 7, readAt } });
});

test('does not overwrite changed rows with older ones read before', async () => {
  const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<typeof listedItem.getValue>>>();
  vi.spyOn(listedItem, 'getValue').mockReturnValueOnce(promise);
  open();
  await pass(200);
  expect(listedItem.getValue).toHaveBeenCalled();
  await inboxItem.setValue({ ...emptyInbox, readAt });
  await pass();
  resolve({ rows: [], readAt: {}, chats: [], chatsSkipped: 0 });
  await pass();
  expect(stores.at(-1)).toMatchObject({ rowsToCome: false, inbox: { readAt } });
});

function storedOf(account: string): OutboxEntry {
  const request = { kind: 'read' as const, vacancyId: asId<VacancyId>('95'), negotiationIds: [] };
  const entry = entryOf(request, { at: 'waiting', until: 10 });
  const times = { wantedAt: 1, stampedAt: 1, attempts: 0, checks: 0 };
  return { ...entry, ...times, account, prepared: { kind: 'read', vacancyId: request.vacancyId, ids: [] } };
}

test('hides an undone write at once, and shows it again if it was too late', async () => {
  const entry = storedOf(accountKey(await accountItem.getValue()));
  await outboxItem.setValue([entry]);
  open(false);
  await pass();
  expect(stores.at(-1)?.entries).toHaveLength(1);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  void takeBack(entry.id, () => promise);
  await pass();
  expect(stores.at(-1)?.entries).toEqual([]);
  resolve(false);
  await pass();
  expect(stores.at(-1)?.entries).toHaveLength(1);
});

const id = asId<NegotiationId>(1);
const next = asId<NegotiationId>(2);
const note = { text: 'спросить про график', next: null };

test('keeps notes by owner, without touching those of others', () => {
  const mine = withNote({ other: { [id]: { text: 'чужое', next: null } } }, 'me', id, note);
  expect(mine).toEqual({ other: { [id]: { text: 'чужое', next: null } }, me: { [id]: note } });
});

test('stores no empty note, but one with only a day', () => {
  const held = { me: { [id]: note } };
  expect(withNote(held, 'me', id, { text: '  ', next: null })).toEqual({ me: {} });
  expect(withNote(held, 'me', id, { text: '', next: { text: ' ', on: null } })).toEqual({ me: {} });
  const step = { text: '', next: { text: '', on: '2026-12-01' } };
  expect(withNote(held, 'me', id, step)).toEqual({ me: { [id]: step } });
});

/**
 * Another page, which is changing an item.
 * @returns ends that change, and waits for those that were waiting for it
 */
function elsewhere<T>(item: Parameters<typeof update<T>>[0], value: T): () => Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>();
  void update(item, () => promise);
  return () => {
    resolve(value);
    return update(item, (all) => all);
  };
}

describe('what is saved while another page saves', () => {
  const other = { other: { [id]: { text: 'чужое', next: null } } };
  const page = new EventTarget();
  beforeEach(() => {
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  });

  test('is a note beside its notes', async () => {
    const end = elsewhere(ownNotesItem, other);
    saveNote('me', id, note);
    expect(await end()).toEqual({ ...other, me: { [id]: note } });
  });

  test('is a note written at once when the page closes, and what was still to be written', async () => {
    await ownNotesItem.setValue(other);
    const told = vi.fn();
    const stop = watchNotes('me', told);
    await vi.waitFor(() => expect(told).toHaveBeenCalled());
    const end = elsewhere(ownNotesItem, other);
    saveNote('me', id, note);
    page.dispatchEvent(new Event('pagehide'));
    expect(await ownNotesItem.getValue()).toEqual({ ...other, me: { [id]: note } });
    saveNote('me', next, note);
    expect(await ownNotesItem.getValue()).toEqual({ ...other, me: { [id]: note, [next]: note } });
    page.dispatchEvent(new Event('pageshow'));
    stop();
    await end();
  });

  test('is a snippet beside its snippets', async () => {
    const snippetOf = (id: string, text = id) => ({ id, name: '', text });
    const end = elsewhere(snippetsItem, [snippetOf('a'), snippetOf('b')]);
    void saveSnippet(snippetOf('c'));
    void saveSnippet(snippetOf('a', 'new'));
    void deleteSnippet('b');
    expect(await end()).toEqual([snippetOf('a', 'new'), snippetOf('c')]);
  });
});

test('reads by the keys of the items in the script before the page', () => {
  const first = [
    accountItem,
    applicantItem,
    countsItem,
    settingsItem,
    outboxItem,
    draftsItem,
    remindersItem,
    avoidedItem,
  ];
  expect(firstKeys).toEqual(first.map(({ key }) => key));
  expect(rowsKey).toBe(listedItem.key);
});

test('does not read again what was read before the page’s code arrived, and loses no change since', async () => {
  await inboxItem.setValue({ ...emptyInbox, unreadChats: known(2), readAt });
  globalThis.early = readEarly(true);
  await pass();
  await countsItem.setValue({ ...emptyInbox, unreadChats: known(4) });
  const read = vi.spyOn(browser.storage.local, 'get');
  open(false);
  await pass();
  expect(stores).toMatchObject([{ rowsToCome: false, inbox: { unreadChats: known(4), readAt } }]);
  expect(read).not.toHaveBeenCalled();
});

test('keeps the lists after hh rejected the token, as those of the previous account, and says why', async () => {
  const problem = { name: 'access-revoked' as const };
  const was = managerOf();
  await accountItem.setValue({ state: 'signed-out', problem, was });
  await inboxItem.setValue({ ...emptyInbox, unreadChats: known(2), freshAt: 1, readAt });
  await outboxItem.setValue([storedOf(accountKey(was))]);
  open(false);
  await pass();
  expect(stores[0]).toMatchObject({ account: was, inbox: { problem, freshAt: 1, readAt }, elsewhere: [] });
  expect(stores[0]?.entries).toHaveLength(1);
});
