import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { accountKey } from '../domain/account.ts';
import { negotiationOf } from '../domain/applicant/testing.ts';
import { defaultSettings, type Settings } from '../domain/settings.ts';
import { emptyInbox, managerOf, rowOf, vacancyOf } from '../domain/testing.ts';
import { asId, type NegotiationId } from '../ids.ts';
import { known } from '../known.ts';
import { applicantDb } from '../storage/applicant-db.ts';
import { forgetPerson } from '../storage/forget.ts';
import {
  accountItem,
  applicantItem,
  inboxItem,
  notifiedItem,
  pollItem,
  remindersItem,
  settingsItem,
  update,
} from '../storage/items.ts';
import { createNotificationsService, notificationsAlarm } from './notifications.ts';
import { createSettingsService } from './settings.ts';

/** A Thursday noon. */
const now = new Date('2026-11-26T12:00').getTime();
const screen = new Map<string, string>();
let permitted = true;
let level = 'granted';
const api = {
  getAll: async () => Object.fromEntries([...screen.keys()].map((id) => [id, true])),
  create: async (id: string, { title }: { title: string }) => void screen.set(id, title),
  clear: async (id: string) => screen.delete(id),
  getPermissionLevel: async () => level,
};
let held: string[] = [];
const create = vi.fn(async () => ({}));
const updateTab = vi.fn(async () => ({}));
let service: ReturnType<typeof createNotificationsService>;

const inbox = (ids: number[], readAt = now) =>
  inboxItem.setValue({
    ...emptyInbox,
    vacancies: [vacancyOf(1, ids.length, 'Секретарь')],
    rows: ids.map((id) => rowOf(id, { createdAt: known(now - 100 + id) })),
    readAt: { 1: { unread: known(ids.length), at: readAt, more: false, nextPage: 1, skipped: 0 } },
    freshAt: readAt,
  });
const set = (more: Partial<Settings>) => settingsItem.setValue({ ...defaultSettings, notify: true, ...more });
const alarms = async () =>
  (await browser.alarms.getAll()).map(({ name, scheduledTime }) => [name, scheduledTime]);

beforeEach(async () => {
  vi.useFakeTimers({ now, toFake: ['Date'] });
  screen.clear();
  held = [];
  permitted = true;
  level = 'granted';
  Object.assign(browser, {
    notifications: api,
    permissions: { contains: async () => permitted },
    windows: { update: async () => ({}) },
  });
  Object.assign(browser.tabs, { create, update: updateTab, query: async () => [] });
  Object.assign(navigator.locks, { query: async () => ({ held: held.map((name) => ({ name })) }) });
  service = createNotificationsService({ now: Date.now });
  await accountItem.setValue(managerOf());
  await set({});
  await pollItem.setValue({ ...(await pollItem.getValue()), count: 'own' });
  await inbox([1]);
  await service.tell();
});
afterEach(() => vi.useRealTimers());

describe('a recruiter', () => {
  test('is told of news once, whichever worker looks', async () => {
    expect(screen.size).toBe(0);
    await inbox([1, 2]);
    await service.tell();
    expect([...screen.values()]).toEqual(['Новый отклик: Ким Виктор']);
    screen.clear();
    await createNotificationsService({ now: Date.now }).tell();
    expect(screen.size).toBe(0);
  });

  test('is not told of what is already on the screen', async () => {
    held = ['in-sight'];
    await inbox([1, 2]);
    await service.tell();
    held = [];
    await service.tell();
    expect(screen.size).toBe(0);
  });

  test('is not told of vacancies that count only from now on, nor of what a failed poll left', async () => {
    const deps = {
      polling: { poll: vi.fn(), schedule: vi.fn(), forget: vi.fn() },
      applicant: { poll: vi.fn() },
      panels: { pushAll: vi.fn() },
    };
    await createSettingsService(deps).save({ count: 'all' });
    await service.tell();
    await pollItem.setValue({ ...(await pollItem.getValue()), count: 'all' });
    await inbox([1, 2, 3]);
    await service.tell();
    expect(screen.size).toBe(0);
    await inbox([1, 2, 3, 4]);
    await service.tell();
    expect(screen.size).toBe(1);
    screen.clear();
    await notifiedItem.removeValue();
    await update(inboxItem, (before) => ({ ...before, problem: { name: 'timeout' as const }, rows: [] }));
    await service.tell();
    await inbox([1, 2, 3, 4, 5]);
    await service.tell();
    expect(screen.size).toBe(0);
  });

  test('is not told again of a person who was forgotten and read again', async () => {
    await inbox([1, 2]);
    await service.tell();
    screen.clear();
    await forgetPerson({ negotiationId: asId<NegotiationId>('2'), resumeId: null });
    await service.tell();
    await inbox([1, 2]);
    await service.tell();
    expect(screen.size).toBe(0);
  });

  test('is taken to the subject by a click, even in a worker that has just woken', async () => {
    await inbox([1, 2]);
    await service.tell();
    await createNotificationsService({ now: Date.now }).open('responses');
    expect(create).toHaveBeenCalledExactlyOnceWith({
      url: `${browser.runtime.getURL('/inbox.html')}?vacancy=1&negotiation=2`,
    });
    expect(screen.size).toBe(0);
  });

  test('is told when quiet hours end, with an alarm set as long as something waits', async () => {
    await set({ quietFrom: '11:00', quietUntil: '14:30' });
    await service.tell();
    expect(await alarms()).toEqual([]);
    await inbox([1, 2]);
    await service.tell();
    const end = new Date('2026-11-26T14:30').getTime();
    expect(await alarms()).toEqual([[notificationsAlarm, end]]);
    // The laptop slept through it, for a week.
    vi.setSystemTime(end + 7 * 86_400_000);
    await service.tell();
    expect(screen.size).toBe(1);
    expect(await alarms()).toEqual([]);
  });

  test('shows nothing if the store is full, rather than the same thing again and again', async () => {
    vi.spyOn(browser.storage.local, 'set').mockRejectedValue(new Error('QuotaExceededError'));
    await inbox([1, 2]).catch(() => {});
    vi.spyOn(notifiedItem, 'setValue').mockRejectedValue(new Error('QuotaExceededError'));
    await service.tell();
    expect(screen.size).toBe(0);
  });
});

describe('without notifications', () => {
  const told = async () => (await notifiedItem.getValue()).account;

  test.each([
    ['switched off', () => set({ notify: false })],
    [
      'no longer permitted',
      async () => {
        permitted = false;
      },
    ],
    [
      'blocked in the browser’s settings',
      async () => {
        level = 'denied';
      },
    ],
  ])('%s: they leave the screen, nothing is remembered, and the next ones start anew', async (_, stop) => {
    await inbox([1, 2]);
    await service.tell();
    expect(await told()).not.toBeNull();
    await stop();
    await service.tell();
    expect([screen.size, await told()]).toEqual([0, null]);
    permitted = true;
    level = 'granted';
    await set({});
    await inbox([1, 2, 3]);
    await service.tell();
    expect(screen.size).toBe(0);
  });

  test('leave the screen when nobody is signed in; what was told is still known afterwards', async () => {
    await inbox([1, 2]);
    await service.tell();
    await accountItem.setValue({ state: 'signed-out', problem: { name: 'access-revoked' } });
    await service.tell();
    expect(screen.size).toBe(0);
    await accountItem.setValue(managerOf());
    await service.tell();
    expect(screen.size).toBe(0);
  });
});

describe('an applicant', () => {
  const look = (stage: string, fresh: boolean) =>
    applicantDb.putPage(
      { owner: '9', negotiations: [negotiationOf('5', { stage: { id: stage, name: '' }, fresh })] },
      now,
    );
  const head = async () =>
    applicantItem.setValue({
      ...(await applicantItem.getValue()),
      owner: '9',
      ...(await applicantDb.head('9', 7, now)),
      freshAt: now,
    });

  beforeEach(async () => {
    await applicantDb.erase();
    await look('response', false);
    await head();
    await service.tell();
  });

  test('is told of what happened since the last look, once', async () => {
    await look('interview', true);
    await head();
    await service.tell();
    expect([...screen.values()]).toEqual(['Приглашение: Ромашка']);
    screen.clear();
    await service.tell();
    expect(screen.size).toBe(0);
    expect((await notifiedItem.getValue()).revision).toBe(2);
  });

  test('is not told of what was read from the page in front of them', async () => {
    await service.whileSeen(async () => {
      await look('discard', true);
      await head();
    });
    await service.tell();
    expect(screen.size).toBe(0);
  });
});

test('tells of due reminders once, together, even after the token has expired', async () => {
  const account = managerOf();
  const of = (id: number) => ({ kind: 'response' as const, row: rowOf(id), vacancy: null, unviewed: false });
  const key = accountKey(account);
  // hh no longer accepts the token, but reminders are the person's own.
  await accountItem.setValue({ state: 'signed-out', problem: { name: 'signed-out' }, was: account });
  await remindersItem.setValue({
    [key]: [1, 2, 3].map((id) => ({
      of: of(id),
      until: '2026-11-27T09:00',
      why: null,
      away: true,
      back: null,
      at: 0,
      done: false,
      was: null,
    })),
  });
  await service.tell();
  expect(screen.size).toBe(0);
  vi.setSystemTime(new Date('2026-11-27T09:00'));
  await service.tell();
  await service.tell();
  expect([...screen.values()]).toEqual(['Вернуться: 3 напоминания']);
});
