import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { emptyListed, type Inbox, withVacancies } from '../domain/inbox.ts';
import { defaultSettings } from '../domain/settings.ts';
import { chatOf, emptyInbox, rowOf, vacancyOf } from '../domain/testing.ts';
import { asId, type VacancyId } from '../ids.ts';
import { known } from '../known.ts';
import { forgetAccount } from './forget.ts';
import {
  closeToContentScripts,
  countsItem,
  erase,
  inboxItem,
  listedItem,
  ownNotesItem,
  remindersItem,
  settingsItem,
  update,
} from './items.ts';

const id = asId<VacancyId>('95');
const inbox: Inbox = {
  ...emptyInbox,
  vacancies: [vacancyOf(id, 3, 'Логист')],
  readAt: { [id]: { unread: known(3), at: 1, more: false, nextPage: 1, skipped: 0 } },
  chats: [chatOf(7)],
  unreadChats: known(1),
  freshAt: 5,
};
const { readAt, rows, chats, chatsSkipped, ...counts } = inbox;
const { local } = browser.storage;

test.each<[string, Record<string, unknown>]>([
  [
    'one item',
    { inbox: { v: 1, value: { vacancies: [{ id, name: '95', unread: 0 }], rows: [{}], unreadChats: 0 } } },
  ],
  [
    'counts and rows',
    {
      counts: { v: 1, value: { vacancies: [{ id, name: '95', unread: 0 }], unreadChats: 0, freshAt: 5 } },
      inbox: { v: 2, value: { rows: [{ createdAt: 0 }], readAt: {}, chats: [{ title: '' }] } },
    },
  ],
])('%s of a release that wrote 0 for what it could not read claims nothing', async (_, stored) => {
  await local.set(stored);
  expect(await inboxItem.getValue()).toEqual(emptyInbox);
});

test('reads the inbox as it was set', async () => {
  await inboxItem.setValue(inbox);
  await update(inboxItem, (before) => ({ ...before, freshAt: 9 }));
  expect(await inboxItem.getValue()).toEqual({ ...inbox, freshAt: 9 });
  await update(inboxItem, (before) => ({ ...before, chats: [] }));
  expect(await local.get(null)).toEqual({
    ...countsItem.pack({ ...counts, freshAt: 9 }),
    ...listedItem.pack({ rows, readAt, chats: [], chatsSkipped }),
  });
});

test('sets counts and rows together, and the rows only if they changed', async () => {
  const set = vi.spyOn(local, 'set');
  await inboxItem.setValue(inbox);
  await update(inboxItem, (before) => withVacancies({ ...before, freshAt: 6 }, before.vacancies));
  await update(inboxItem, (before) => withVacancies(before, []));
  expect(set.mock.calls.map(([items]) => Object.keys(items))).toEqual([
    ['counts', 'inbox'],
    ['counts'],
    ['counts', 'inbox'],
  ]);
  expect(await listedItem.getValue()).toEqual({ ...emptyListed, chats });
});

test('removes both with an account that leaves', async () => {
  await inboxItem.setValue(inbox);
  await forgetAccount(() => true);
  expect(await inboxItem.getValue()).toEqual(emptyInbox);
  expect(Object.keys(await local.get(null))).toEqual([]);
});

test('closes every area that the browser can close to content scripts, including the company’s policy', async () => {
  const closed: string[] = [];
  const close = (name: string, works: boolean) => async (options: { accessLevel: string }) => {
    if (!works) throw new Error('Unsupported');
    closed.push(`${name} ${options.accessLevel}`);
  };
  const { session, managed } = browser.storage;
  Object.assign(session, { setAccessLevel: close('session', false) });
  Object.assign(managed, { setAccessLevel: close('managed', true) });
  // Firefox has none.
  Object.assign(local, { setAccessLevel: undefined });
  await closeToContentScripts();
  expect(closed).toEqual(['managed TRUSTED_CONTEXTS']);
  Object.assign(local, { setAccessLevel: close('local', true) });
  await closeToContentScripts();
  expect(closed).toContain('local TRUSTED_CONTEXTS');
});

test('does not let a change in flight bring back what is erased', async () => {
  const reading = Promise.withResolvers<void>();
  const change = update(settingsItem, async (before) => {
    await reading.promise;
    return { ...before, waitHours: 5 };
  });
  const erased = erase(settingsItem);
  reading.resolve();
  await Promise.all([change, erased]);
  expect(await settingsItem.getValue()).toEqual(defaultSettings);
});

test('turns the moment of a next step into a day of the calendar', async () => {
  const on = new Date(2026, 10, 24).getTime();
  await local.set({
    ownNotes: {
      v: 1,
      value: {
        '9': {
          1: { text: 'а', next: { text: 'позвонить', on } },
          2: { text: '', next: { text: 'когда-нибудь', on: null } },
          3: { text: 'в', next: null },
        },
      },
    },
  });
  expect(await ownNotesItem.examine()).toMatchObject({
    lost: 0,
    value: {
      '9': {
        1: { text: 'а', next: { text: 'позвонить', on: '2026-11-24' } },
        2: { text: '', next: { text: 'когда-нибудь', on: null } },
        3: { text: 'в', next: null },
      },
    },
  });
});

test('takes an old reminder for one set by hand', async () => {
  const of = { kind: 'response', row: rowOf(1), vacancy: null, unviewed: true };
  const old = { of, until: '2026-11-30T09:00', back: null, at: 1, done: false };
  const was = { until: '2026-11-29T09:00', back: null, done: false };
  await local.set({
    reminders: {
      v: 1,
      value: {
        a: [
          { ...old, was: null },
          { ...old, was },
        ],
      },
    },
  });
  const put = { ...old, why: null, away: true };
  expect(await remindersItem.examine()).toMatchObject({
    lost: 0,
    value: {
      a: [
        { ...put, was: null },
        { ...put, was: { ...was, why: null, away: true } },
      ],
    },
  });
});
