import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

const { saveSettings } = vi.hoisted(() => ({ saveSettings: vi.fn() }));
vi.mock('./messages.ts', () => ({ messages: { saveSettings } }));

import type { Event } from '../domain/applicant/events.ts';
import type { Avoided } from '../domain/avoided.ts';
import { type Reminder, reminderLimits } from '../domain/reminders.ts';
import { defaultSettings } from '../domain/settings.ts';
import { managerOf, rowOf } from '../domain/testing.ts';
import { type AccountId, asId, type NegotiationId } from '../ids.ts';
import { applicantDb } from '../storage/applicant-db.ts';
import {
  accountItem,
  applicantItem,
  avoidedItem,
  draftsItem,
  ownNotesItem,
  remindersItem,
  savedViewsItem,
  settingsItem,
  snippetsItem,
} from '../storage/items.ts';
import { type BackupContents, makeBackup, openBackup, restoreBackup } from './backup.ts';

const note = (text: string, next: string | null = null) => ({
  text,
  next: next === null ? null : { text: next, on: null },
});
const id = asId<NegotiationId>('7');
const reminder = {
  of: { kind: 'response', row: rowOf('7'), vacancy: 'Повар', unviewed: false },
  until: '2026-12-01T09:00',
  why: null,
  away: true,
  back: null,
  at: 1,
  done: false,
  was: null,
} satisfies Reminder;
const marked: Avoided = { kind: 'person', ids: ['5', 'a'], name: 'Ким Олег', reason: 'Не приходит', at: 1 };
const happened: Event[] = [
  { at: 5, what: 'sent' },
  { at: 6, what: 'viewed' },
  { at: 7, what: 'message' },
  { at: 8, what: 'asked' },
  { at: 9, what: 'stage', stage: 'discard' },
  { at: 10, what: 'hidden' },
];
/** `accountKey` of the signed-in account. */
const mine = '1455/5/9';
const me = managerOf({ accountId: asId<AccountId>('9') });

async function fill() {
  await accountItem.setValue(me);
  await applicantItem.setValue({ ...(await applicantItem.getValue()), owner: '77' });
  await ownNotesItem.setValue({ '77': { [id]: note('Спросить про «оклад»\nи ДМС 👩🏽‍💼', 'позвонить') } });
  await savedViewsItem.setValue([{ name: 'Бухгалтеры', address: 'vacancy=1', account: mine }]);
  await snippetsItem.setValue([{ id: 's1', name: 'Привет', text: 'Добрый день, [Name]!' }]);
  await draftsItem.setValue({ [mine]: { 'message:7': { text: 'Здравствуйте', at: 1 } } });
  await remindersItem.setValue({ [mine]: [reminder] });
  await avoidedItem.setValue({ [mine]: [marked] });
  await applicantDb.addLogs({ '77': { [id]: happened } });
  await settingsItem.setValue({
    ...defaultSettings,
    undoSeconds: 20,
    readPages: true,
    fetchPages: true,
    theme: 'night',
  });
}
const store = async () => ({
  reminders: await remindersItem.getValue(),
  avoided: await avoidedItem.getValue(),
  log: await applicantDb.logs(),
  notes: await ownNotesItem.getValue(),
  views: await savedViewsItem.getValue(),
  snippets: await snippetsItem.getValue(),
  drafts: await draftsItem.getValue(),
});
async function contentsOf(file: Blob): Promise<BackupContents> {
  const opened = await openBackup(file);
  if (!opened.ok) throw new Error(opened.fault);
  return opened.contents;
}
const changed = async (file: Blob, change: (backup: Record<string, unknown>) => unknown) =>
  new Blob([JSON.stringify(change(JSON.parse(await file.text())))]);

async function emptied() {
  fakeBrowser.reset();
  await applicantDb.erase();
}

beforeEach(async () => {
  await emptied();
  saveSettings.mockImplementation(async (some: object) => {
    await settingsItem.setValue({ ...(await settingsItem.getValue()), ...some });
    return { ok: true, value: undefined };
  });
});

test('restores everything into an empty browser, and changes nothing the second time', async () => {
  await fill();
  const file = await makeBackup();
  expect((await file.text()).split('\n').length).toBeGreaterThan(20);
  const before = await store();
  await emptied();
  await accountItem.setValue(me);
  await applicantItem.setValue({ ...(await applicantItem.getValue()), owner: '77' });
  const contents = await contentsOf(file);
  expect(contents.parts).toEqual([
    { name: 'notes', count: 1, fresh: 1, others: 0 },
    { name: 'reminders', count: 1, fresh: 1, others: 0 },
    { name: 'avoided', count: 1, fresh: 1, others: 0 },
    { name: 'log', count: 6, fresh: 6, others: 0 },
    { name: 'drafts', count: 1, fresh: 1, others: 0 },
    { name: 'views', count: 1, fresh: 1, others: 0 },
    { name: 'snippets', count: 1, fresh: 1, others: 0 },
  ]);
  expect(contents.settings).toBe(2);
  expect(await restoreBackup(file, false)).toBeNull();
  expect(await store()).toEqual(before);
  // Each consent needs its own click.
  expect(await settingsItem.getValue()).toEqual({ ...defaultSettings, undoSeconds: 20, theme: 'night' });
  expect(await restoreBackup(file, true)).toBeNull();
  expect(await store()).toEqual(before);
  expect((await contentsOf(file)).parts.every(({ fresh }) => fresh === 0)).toBe(true);
});

test('overwrites nothing: of two texts, both are kept', async () => {
  await fill();
  const file = await makeBackup();
  await ownNotesItem.setValue({
    '77': { [id]: note('Моё', 'написать'), [asId<NegotiationId>('8')]: note('Другая') },
  });
  await savedViewsItem.setValue([{ name: 'Бухгалтеры', address: 'vacancy=2', account: mine }]);
  await snippetsItem.setValue([{ id: 's1', name: 'Привет', text: 'Здравствуйте!' }]);
  await draftsItem.setValue({ [mine]: { 'message:7': { text: 'Добрый день', at: 5 } } });
  await avoidedItem.setValue({ [mine]: [{ ...marked, ids: ['5'], reason: 'Грубит' }] });
  await applicantDb.erase();
  const seen: Event[] = [
    { at: 7, what: 'stage', stage: 'discard', before: true },
    { at: 12, what: 'message' },
  ];
  await applicantDb.addLogs({ '77': { [id]: seen } });
  await settingsItem.setValue({ ...defaultSettings, undoSeconds: 5 });
  expect(await restoreBackup(file, false)).toBeNull();
  expect((await applicantDb.log('77'))[id]).toEqual([...happened, seen[1]]);
  const { notes, views, snippets, drafts, avoided } = await store();
  expect(avoided[mine]?.map(({ reason }) => reason)).toEqual(['Грубит']);
  expect(notes['77']).toEqual({
    7: note('Моё\n\nСпросить про «оклад»\nи ДМС 👩🏽‍💼', 'написать'),
    8: note('Другая'),
  });
  expect(views.map(({ name, address }) => [name, address])).toEqual([
    ['Бухгалтеры', 'vacancy=2'],
    ['Бухгалтеры (2)', 'vacancy=1'],
  ]);
  expect(snippets.map(({ name, text }) => [name, text])).toEqual([
    ['Привет', 'Здравствуйте!'],
    ['Привет (2)', 'Добрый день, [Name]!'],
  ]);
  expect(new Set(snippets.map(({ id }) => id)).size).toBe(2);
  expect(drafts[mine]?.['message:7']?.text).toBe('Добрый день\n\nЗдравствуйте');
  expect(await settingsItem.getValue()).toEqual({ ...defaultSettings, undoSeconds: 5, theme: 'night' });
});

test('keeps dismissed what was found automatically and dismissed, without taking room', async () => {
  await fill();
  const promised = { kind: 'silence', rule: 'promised', since: 5, text: 'Напишу завтра.' } as const;
  const of = (row: number): Reminder => ({ ...reminder, of: { ...reminder.of, row: rowOf(row) } });
  const others = Array.from({ length: reminderLimits.count }, (_, at) => of(100 + at));
  const gone = [
    { ...of(8), why: promised, away: false, at: 7, done: true },
    { ...of(9), at: 7, done: true },
  ];
  await remindersItem.setValue({ [mine]: [...gone, ...others] });
  const file = await makeBackup();
  await emptied();
  await accountItem.setValue(me);
  expect((await contentsOf(file)).parts[1]).toMatchObject({ count: others.length, fresh: others.length });
  expect(await restoreBackup(file, false)).toBeNull();
  expect((await store()).reminders[mine]).toEqual([...others, gone[0]]);
});

test('leaves out another person’s data unless it is requested', async () => {
  await fill();
  const file = await makeBackup();
  await emptied();
  await accountItem.setValue(managerOf({ accountId: asId<AccountId>('1') }));
  const { parts } = await contentsOf(file);
  expect(parts.map(({ name, count, others }) => [name, count, others])).toEqual([
    ['notes', 0, 1],
    ['reminders', 0, 1],
    ['avoided', 0, 1],
    ['log', 0, 6],
    ['drafts', 0, 1],
    ['views', 0, 1],
    ['snippets', 1, 0],
  ]);
  expect(await restoreBackup(file, false)).toBeNull();
  expect(await store()).toMatchObject({ notes: {}, views: [], drafts: {} });
  expect(await restoreBackup(file, true)).toBeNull();
  expect((await store()).views).toHaveLength(1);
});

test('takes another work account of the same person for theirs', async () => {
  await fill();
  const file = await makeBackup();
  await emptied();
  await accountItem.setValue({
    ...me,
    accountId: asId<AccountId>('1'),
    accounts: [{ id: asId<AccountId>('9'), employer: 'Ромашка' }],
  });
  expect((await contentsOf(file)).parts.find(({ name }) => name === 'views')).toMatchObject({
    count: 1,
    others: 0,
  });
});

test('names an unusable file’s fault, and changes nothing', async () => {
  await fill();
  const file = await makeBackup();
  const before = await store();
  const text = await file.text();
  const faults = [
    [new Blob([text.slice(0, text.length / 2)]), 'broken'],
    [new Blob(['']), 'broken'],
    [new Blob([`{"format":"otklik-list","version":1,"rows":[]}`]), 'other'],
    [new Blob(['[]']), 'other'],
    [await changed(file, (backup) => ({ ...backup, version: 2 })), 'newer'],
    [
      await changed(file, (backup) => ({
        ...backup,
        items: { ...Object(backup.items), snippets: { v: 99, value: [] } },
      })),
      'newer',
    ],
    [new Blob([text, ' '.repeat(100_000_000)]), 'too-big'],
  ] as const;
  for (const [given, fault] of faults) {
    expect(await openBackup(given), fault).toEqual({ ok: false, fault });
    expect(await restoreBackup(given, true), fault).not.toBeNull();
  }
  expect(await store()).toEqual(before);
  expect(saveSettings).not.toHaveBeenCalled();
});

test('restores the sound entries of a damaged part, and counts the others', async () => {
  await fill();
  const file = await changed(await makeBackup(), (backup) => ({
    ...backup,
    items: {
      ...Object(backup.items),
      snippets: { v: 1, value: [{ id: 'a', name: 'Да', text: 'Хорошо' }, { id: 7 }, null] },
      ownNotes: { v: 1, value: 'нет' },
    },
  }));
  fakeBrowser.reset();
  await accountItem.setValue(me);
  expect((await contentsOf(file)).lost).toBe(3);
  expect(await restoreBackup(file, false)).toBeNull();
  expect((await store()).snippets.map(({ text }) => text)).toEqual(['Хорошо']);
});

test('stops at a full disk with the reason; the same file adds the rest later', async () => {
  await fill();
  const file = await makeBackup();
  await emptied();
  await accountItem.setValue(me);
  const set = vi
    .spyOn(fakeBrowser.storage.local, 'set')
    .mockRejectedValueOnce(new Error('QUOTA_BYTES quota exceeded'));
  expect(await restoreBackup(file, true)).toMatchObject({ detail: expect.stringContaining('QUOTA') });
  set.mockRestore();
  expect(await restoreBackup(file, true)).toBeNull();
  expect(Object.keys((await store()).notes)).toEqual(['77']);
});
