import { expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { asId, type VacancyId } from './ids.ts';
import { emptyCounts, emptyInbox, emptyListed, type Inbox } from './inbox/inbox.ts';
import { withVacancies } from './inbox/merge.ts';
import { countsItem, forgetAccount, inboxItem, listedItem, update } from './storage.ts';

const id = asId<VacancyId>('95');
const inbox: Inbox = {
  ...emptyInbox,
  vacancies: [{ id, name: 'Логист', area: null, manager: null, unread: 3, url: 'https://hh.ru/vacancy/95' }],
  readAt: { [id]: { unread: 3, at: 1, more: false, nextPage: 1 } },
  chats: [{ id: asId('7'), title: 'Ким Олег', vacancyId: null, unread: 1, blockReason: null, last: null }],
  unreadChats: 1,
  freshAt: 5,
};
const { readAt, rows, chats, ...counts } = inbox;
const { local } = browser.storage;

test('an inbox stored as one item is read as two, and nothing of it is lost when one is set', async () => {
  await local.set({ inbox: { v: 1, value: inbox } });
  expect(await countsItem.getValue()).toMatchObject(counts);
  expect(await listedItem.getValue()).toEqual({ rows, readAt, chats });
  expect(await inboxItem.getValue()).toEqual(inbox);

  await update(inboxItem, (before) => ({ ...before, freshAt: 9 }));
  expect(await inboxItem.getValue()).toEqual({ ...inbox, freshAt: 9 });
  await update(inboxItem, (before) => ({ ...before, chats: [] }));
  expect(await local.get(null)).toEqual({
    counts: { v: 1, value: { ...counts, freshAt: 9 } },
    inbox: { v: 2, value: { rows, readAt, chats: [] } },
  });
});

test('rows alone are no counts', async () => {
  await local.set({ inbox: { v: 2, value: { rows, readAt, chats } } });
  expect(await countsItem.getValue()).toEqual(emptyCounts);
});

test('both are set at once, the rows only when they changed', async () => {
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

test('an account that leaves takes both along', async () => {
  await inboxItem.setValue(inbox);
  await forgetAccount(() => true);
  expect(await inboxItem.getValue()).toEqual(emptyInbox);
  expect(Object.keys(await local.get(null))).toEqual([]);
});
