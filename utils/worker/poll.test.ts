import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { partly } from '../../tests/partly.ts';
import type { Account } from '../domain/account.ts';
import { emptyApplicant } from '../domain/applicant/applicant.ts';
import { unreadOf } from '../domain/badge.ts';
import { withoutRows } from '../domain/inbox.ts';
import { defaultSettings } from '../domain/settings.ts';
import { emptyInbox, managerOf } from '../domain/testing.ts';
import { chats } from '../hh/conversations.ts';
import { HhError } from '../hh/errors.ts';
import { negotiation } from '../hh/negotiations.ts';
import { reader } from '../hh/read.ts';
import { activeVacancies } from '../hh/vacancies.ts';
import { asId, type ManagerId, type VacancyId } from '../ids.ts';
import { known, unknown, valueOr } from '../known.ts';
import type { Problem } from '../problem.ts';
import {
  accountItem,
  applicantItem,
  changeAccount,
  inboxItem,
  listedItem,
  looksItem,
  pollItem,
  settingsItem,
} from '../storage/items.ts';
import { createPollingService, createSync, pollAlarm, type SyncDeps } from './poll.ts';

const account: Account = managerOf();

let clock = 0;
/** Unread responses by vacancy, as hh has them; `pageSize` to a page, most unread first. */
let unread: Record<string, number> = {};
let unreadChats = 0;
let pageSize = 50;
const calls: string[] = [];
const hh = { activeVacancies: vi.fn(), negotiations: vi.fn(), unreadCount: vi.fn(), list: vi.fn() };

function syncOf() {
  return createSync({
    employer: partly<SyncDeps['employer']>({
      activeVacancies: hh.activeVacancies,
      negotiations: hh.negotiations,
    }),
    conversations: partly<SyncDeps['conversations']>({ unreadCount: hh.unreadCount, list: hh.list }),
    now: () => clock,
    random: () => 0.5,
  });
}

const rowFrom = (id: string) => {
  const at = new Date(clock).toISOString();
  return negotiation.parse({ id, created_at: at, updated_at: at });
};

/** As an alarm that finds no other poll, some minutes later. */
async function poll(sync = syncOf(), minutes = 2) {
  clock += minutes * 60_000;
  calls.length = 0;
  const problem = await sync.poll('alarm');
  return { problem, calls: [...calls] };
}

beforeEach(async () => {
  clock = 1_000_000_000;
  unread = { a: 3, b: 1, c: 0 };
  unreadChats = 0;
  pageSize = 50;
  hh.activeVacancies.mockReset().mockImplementation(async ({ page }: { page: number }) => {
    calls.push(`vacancies ${page}`);
    const all = Object.entries(unread).sort(([, a], [, b]) => b - a);
    const items = all
      .slice(page * pageSize, (page + 1) * pageSize)
      .map(([id, count]) => ({ id, name: id, counters: { unread_responses: count } }));
    return reader(activeVacancies)({ items, pages: Math.ceil(all.length / pageSize) });
  });
  hh.negotiations
    .mockReset()
    .mockImplementation(async ({ vacancyId, page }: { vacancyId: string; page: number }) => {
      calls.push(`rows ${vacancyId} ${page}`);
      const items = Array.from({ length: Math.min(50, unread[vacancyId] ?? 0) }, (_, index) =>
        rowFrom(`${vacancyId}${page}${index}`),
      );
      return { items: { items, skipped: 0 }, pages: Math.ceil((unread[vacancyId] ?? 0) / 50) };
    });
  hh.unreadCount.mockReset().mockImplementation(async () => {
    calls.push('chats count');
    return unreadChats;
  });
  hh.list.mockReset().mockImplementation(async () => {
    calls.push('chats');
    const items = Array.from({ length: unreadChats }, (_, index) => ({
      id: `chat${index}`,
      unread_message_count: 1,
    }));
    return reader(chats)({ items });
  });
  await accountItem.setValue(account);
});

describe('what a poll asks', () => {
  test('makes two requests when nothing changed', async () => {
    await poll();
    expect((await poll()).calls).toEqual(['vacancies 0', 'chats count']);
  });

  test('reads rows only of vacancies whose count changed', async () => {
    expect((await poll()).calls).toEqual(['vacancies 0', 'chats count', 'rows a 0', 'rows b 0']);
    unread.b = 2;
    expect((await poll()).calls).toEqual(['vacancies 0', 'chats count', 'rows b 0']);
  });

  test('makes at most five requests whatever the news, and everything arrives in time', async () => {
    unread = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`v${index}`, index + 1]));
    unreadChats = 4;
    for (let round = 0; round < 6; round++) expect((await poll()).calls.length).toBeLessThanOrEqual(5);
    expect((await poll()).calls).toHaveLength(2);
    expect((await inboxItem.getValue()).rows).toHaveLength(78);
  });

  test('reads later pages only while the last vacancy has unread, one per poll, with a full pass every ten minutes', async () => {
    pageSize = 2;
    unread = { a: 5, b: 4, c: 3, d: 2, e: 1, f: 0, g: 0, h: 0 };
    const seen = [];
    for (let round = 0; round < 8; round++)
      seen.push((await poll()).calls.filter((call) => /vacancies [^0]/.test(call)));
    expect(seen.flat()).toEqual(['vacancies 1', 'vacancies 2', 'vacancies 1', 'vacancies 2']);
    expect(
      (await inboxItem.getValue()).vacancies
        .map(({ unread }) => valueOr(unread, 0))
        .reduce((sum, count) => sum + count),
    ).toBe(15);
  });

  test('counts muted vacancies but does not read them', async () => {
    await settingsItem.setValue({ ...defaultSettings, muted: [asId<VacancyId>('a')] });
    expect((await poll()).calls).not.toContain('rows a 0');
  });

  test('covers the manager’s own vacancies unless the person wants all', async () => {
    await poll();
    expect(hh.activeVacancies.mock.lastCall?.[0]).toMatchObject({
      all: false,
      orderBy: 'unseen_responses_desc',
    });
    await settingsItem.setValue({ ...defaultSettings, count: 'all' });
    await poll();
    expect(hh.activeVacancies.mock.lastCall?.[0]).toMatchObject({ all: true });
  });

  test('asks nothing if nobody or anybody but a manager is signed in', async () => {
    await accountItem.setValue({ ...account, kind: 'applicant' });
    expect((await poll()).calls).toEqual([]);
    await accountItem.setValue({ state: 'signed-out', problem: null });
    expect((await poll()).calls).toEqual([]);
  });
});

describe('when hh does not answer', () => {
  test('keeps the numbers, with the problem and its start', async () => {
    await poll();
    const before = await inboxItem.getValue();
    hh.activeVacancies.mockRejectedValueOnce(new HhError('server-error', 'maybe'));
    const since = clock + 120_000;
    expect((await poll()).problem).toEqual({ name: 'server-error' });
    expect(await inboxItem.getValue()).toMatchObject({
      rows: before.rows,
      problem: { name: 'server-error' },
      problemSince: since,
    });
    await poll();
    expect(await inboxItem.getValue()).toMatchObject({ problem: null, problemSince: null, freshAt: clock });
  });

  test('backs off up to half an hour, and returns to the normal pace once hh answers', async () => {
    const sync = syncOf();
    hh.activeVacancies.mockRejectedValue(new HhError('server-error', 'maybe'));
    const delays: number[] = [];
    for (let round = 0; round < 7; round++) {
      await poll(sync);
      delays.push(await sync.nextDelay());
    }
    expect(delays).toEqual([4, 8, 16, 30, 30, 30, 30]);
    hh.activeVacancies.mockImplementation(async () => ({ items: { items: [], skipped: 0 }, pages: 1 }));
    await poll(sync);
    expect(await sync.nextDelay()).toBe(2);
  });

  test('shows responses even if chats are closed to the manager', async () => {
    hh.unreadCount.mockRejectedValue(new HhError('forbidden', 'answered'));
    await poll();
    expect(await inboxItem.getValue()).toMatchObject({
      problem: null,
      chatsProblem: { name: 'forbidden' },
      unreadChats: unknown({ name: 'forbidden' }),
    });
    expect((await inboxItem.getValue()).rows).toHaveLength(4);
  });

  test('counts items that could not be read', async () => {
    hh.negotiations.mockImplementation(async () => ({ items: { items: [], skipped: 2 }, pages: 1 }));
    await poll();
    const { readAt } = await inboxItem.getValue();
    expect([readAt.a?.skipped, readAt.b?.skipped]).toEqual([2, 2]);
    // A quiet poll does not forget them.
    await poll();
    expect((await inboxItem.getValue()).readAt.a?.skipped).toBe(2);
  });
});

describe('a part that hh refuses, or that changes during a poll', () => {
  test('is not held up by one vacancy whose rows hh refuses', async () => {
    hh.negotiations.mockImplementation(async ({ vacancyId }: { vacancyId: string }) => {
      calls.push(`rows ${vacancyId}`);
      if (vacancyId === 'a') throw new HhError('forbidden', 'answered');
      return { items: { items: [rowFrom('x')], skipped: 0 }, pages: 1 };
    });
    expect((await poll()).problem).toBeNull();
    expect((await inboxItem.getValue()).rows).toHaveLength(1);
    expect((await poll()).calls).toEqual(['vacancies 0', 'chats count']);
  });

  test('hides only the chats if their list is refused though their counter is not', async () => {
    unreadChats = 2;
    hh.list.mockRejectedValue(new HhError('forbidden', 'answered'));
    await poll();
    expect(await inboxItem.getValue()).toMatchObject({
      problem: null,
      unreadChats: known(2),
      chatsProblem: { name: 'forbidden' },
    });
    expect((await inboxItem.getValue()).vacancies).toHaveLength(3);
  });

  test('keeps the time at which hh asks to be called again', async () => {
    const sync = syncOf();
    hh.activeVacancies.mockRejectedValue(
      new HhError({ name: 'too-many-requests', retryAt: clock + 27 * 60_000 }, 'answered'),
    );
    await poll(sync);
    expect(await sync.nextDelay()).toBeGreaterThanOrEqual(24);
  });

  test('does not read a short page twice', async () => {
    unread = { a: 120 };
    const sync = syncOf();
    hh.negotiations.mockImplementation(async ({ page }: { page: number }) => {
      calls.push(`page ${page}`);
      return { items: { items: [rowFrom(`p${page}`)], skipped: 0 }, pages: 3 };
    });
    await poll(sync);
    calls.length = 0;
    await sync.readRows(asId<VacancyId>('a'), true);
    await sync.readRows(asId<VacancyId>('a'), true);
    expect(calls).toEqual(['page 1', 'page 2']);
    expect((await inboxItem.getValue()).readAt.a?.more).toBe(false);
  });

  test('reads a row again that was dealt with while its list was in flight', async () => {
    const sync = syncOf();
    await poll(sync);
    unread.a = 4;
    hh.negotiations.mockImplementationOnce(async () => {
      await inboxItem.setValue(withoutRows(await inboxItem.getValue(), ['a00']));
      return { items: { items: [rowFrom('a00')], skipped: 0 }, pages: 1 };
    });
    await poll(sync);
    unread.a = 3;
    expect((await poll(sync)).calls).toContain('rows a 0');
  });

  test('does not carry one account’s news over to the next', async () => {
    hh.activeVacancies.mockImplementation(async () => {
      await accountItem.setValue({ ...account, managerId: asId<ManagerId>('6') });
      throw new HhError('access-revoked', 'answered');
    });
    expect((await poll()).problem).toBeNull();
  });

  test('drops colleagues’ vacancies at once when only one’s own count', async () => {
    pageSize = 2;
    unread = { a: 5, b: 4, c: 3, d: 2 };
    await settingsItem.setValue({ ...defaultSettings, count: 'all' });
    const sync = syncOf();
    await poll(sync);
    await settingsItem.setValue({ ...defaultSettings, count: 'own' });
    unread = { a: 5 };
    await poll(sync);
    expect((await inboxItem.getValue()).vacancies.map(({ id }) => id)).toEqual(['a']);
  });
});

describe('concurrency', () => {
  test('does not poll again for a person who waited for a poll', async () => {
    const sync = syncOf();
    calls.length = 0;
    await Promise.all([sync.poll('person'), sync.poll('person'), sync.poll('alarm')]);
    expect(calls.filter((call) => call === 'vacancies 0')).toHaveLength(1);
  });

  test('stores nothing of one account for another if they are switched in the middle', async () => {
    hh.unreadCount.mockImplementationOnce(async () => {
      await accountItem.setValue({ ...account, managerId: asId<ManagerId>('6') });
      return 7;
    });
    await poll();
    expect(await inboxItem.getValue()).toEqual(emptyInbox);
    expect((await pollItem.getValue()).pages).toEqual([]);
  });

  test('stores an answer for neither account if it arrives during a switch', async () => {
    const changed = Promise.withResolvers<void>();
    let changing: Promise<void> | undefined;
    // The previous account's data is gone, and the next account is not in place yet.
    hh.unreadCount.mockImplementationOnce(async () => {
      changing = changeAccount(async () => {
        await changed.promise;
        await accountItem.setValue({ ...account, managerId: asId<ManagerId>('6') });
      });
      return 7;
    });
    const polling = poll();
    await vi.waitFor(() => expect(changing).toBeDefined());
    await new Promise((done) => setImmediate(done));
    changed.resolve();
    await Promise.all([polling, changing]);
    expect(await inboxItem.getValue()).toEqual(emptyInbox);
    expect((await pollItem.getValue()).pages).toEqual([]);
  });

  test('reads the rows of one vacancy for a view only if they are unknown, or more are wanted', async () => {
    unread = { a: 60 };
    const sync = syncOf();
    await poll(sync);
    calls.length = 0;
    await sync.readRows(asId<VacancyId>('a'), false);
    await sync.readRows(asId<VacancyId>('a'), true);
    expect(calls).toEqual(['rows a 1']);
  });
});

describe('numbers that hh did not send', () => {
  const answer = (items: unknown[], more: object = {}) =>
    hh.activeVacancies.mockImplementation(async () => reader(activeVacancies)({ items, pages: 1, ...more }));
  const counted = async () => unreadOf(await inboxItem.getValue(), defaultSettings);

  test.each<[string, object]>([
    ['missing', {}],
    ['null', { counters: null }],
    ['renamed', { counters: { new_responses: 3 } }],
    ['of another type', { counters: { unread_responses: 'many' } }],
    ['in a list', { counters: [3] }],
  ])('does not take counters %s for zero', async (_, counters) => {
    answer([{ id: 'a', name: 'Логист', ...counters }]);
    await poll();
    expect((await counted()).responses).toEqual({ whole: false, atLeast: 0 });
    expect((await counted()).all).toEqual({ whole: false, atLeast: 0 });
  });

  test('says that the sum is at least that of the other counters if one is missing', async () => {
    answer([
      { id: 'a', name: 'Логист', counters: { unread_responses: 3 } },
      { id: 'b', name: 'Повар', counters: null },
    ]);
    await poll();
    expect((await counted()).responses).toEqual({ whole: false, atLeast: 3 });
    expect((await inboxItem.getValue()).vacancies.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('counts a vacancy that cannot be read as one, and calls the sum partial', async () => {
    answer([{ id: 'a', name: 'Логист', counters: { unread_responses: 0 } }, { name: 'Повар' }]);
    await poll();
    expect(await inboxItem.getValue()).toMatchObject({ skipped: 1, allVacancies: false });
    expect((await counted()).responses).toEqual({ whole: false, atLeast: 0 });
  });

  test('keeps the rows of a vacancy whose counter is gone', async () => {
    await poll();
    const { rows } = await inboxItem.getValue();
    answer([
      { id: 'a', name: 'Логист' },
      { id: 'b', name: 'Повар' },
    ]);
    await poll();
    expect((await inboxItem.getValue()).rows).toEqual(rows);
  });

  test('calls the sum partial until the last page of vacancies has been read', async () => {
    pageSize = 2;
    unread = { a: 5, b: 4, c: 3, d: 2, e: 1, f: 0 };
    await poll();
    expect((await counted()).responses).toEqual({ whole: false, atLeast: 14 });
    await poll();
    expect((await counted()).responses).toEqual({ whole: true, count: 15 });
  });

  test('without a page count, reads on until a page is not full', async () => {
    const items = (from: number, length: number) =>
      Array.from({ length }, (_, index) => ({ id: `v${from + index}`, counters: { unread_responses: 1 } }));
    hh.activeVacancies.mockImplementation(async ({ page }: { page: number }) =>
      reader(activeVacancies)({ items: page === 0 ? items(0, 50) : items(50, 7) }),
    );
    await poll();
    expect((await counted()).responses).toEqual({ whole: true, count: 57 });
  });

  test('reads a broken stored row and a broken stored chat from hh again', async () => {
    unreadChats = 2;
    await poll();
    const value = await listedItem.getValue();
    expect([value.rows.length, value.chats.length]).toEqual([4, 2]);
    const half = { ...value, rows: [5, ...value.rows.slice(1)], chats: [5, ...value.chats.slice(1)] };
    const { inbox } = await browser.storage.local.get<{ inbox: object }>('inbox');
    await browser.storage.local.set({ inbox: { ...inbox, value: half } });
    expect(await listedItem.getValue()).toEqual({
      ...value,
      rows: value.rows.slice(1),
      readAt: {},
      chats: [],
    });
    await poll();
    const after = await listedItem.examine();
    expect([after.lost, after.value.rows.length, after.value.chats.length]).toEqual([0, 4, 2]);
  });

  test('lists chats whose counter cannot be read, with an unknown count', async () => {
    unreadChats = 2;
    hh.unreadCount.mockRejectedValue(new HhError('unreadable-answer', 'answered'));
    await poll();
    const inbox = await inboxItem.getValue();
    expect(inbox.unreadChats).toEqual(unknown({ name: 'unreadable-answer' }));
    expect(inbox.chats).toHaveLength(2);
    expect((await counted()).all).toEqual({ whole: false, atLeast: 4 });
  });
});

test('calls the sum partial if hh counts vacancies that it does not send', async () => {
  hh.activeVacancies.mockImplementation(async () =>
    reader(activeVacancies)({ items: [], found: 2, pages: 1 }),
  );
  await poll();
  expect(await inboxItem.getValue()).toMatchObject({ skipped: 2, allVacancies: false });
});

describe('both halves, recruiter and applicant', () => {
  const sync = { poll: vi.fn(), nextDelay: vi.fn() };
  const applicant = { poll: vi.fn() };
  const asked = vi.fn();
  const hhTime = vi.fn<() => number | null>();
  const service = () =>
    createPollingService({
      client: { hhTime },
      sync,
      applicant,
      account: { asking: async (ask) => void asked(await ask()) },
      revocation: { run: async () => {} },
      notifications: { tell: async () => {} },
    });
  const alarm = () => browser.alarms.get(pollAlarm);

  beforeEach(() => {
    for (const call of [sync.poll, applicant.poll]) call.mockReset().mockResolvedValue(null);
    sync.nextDelay.mockReset().mockResolvedValue(7);
    asked.mockReset();
    hhTime.mockReset().mockReturnValue(null);
  });

  describe('a poll of both', () => {
    test('polls both halves for the same reason, and sets the alarm for the next poll', async () => {
      await settingsItem.setValue({ ...defaultSettings, intervalMinutes: 3 });
      await service().poll('person');
      expect([sync.poll.mock.calls, applicant.poll.mock.calls]).toEqual([[['person']], [['person']]]);
      expect(await alarm()).toMatchObject({ periodInMinutes: 3 });
      expect(((await alarm())?.scheduledTime ?? 0) - Date.now()).toBeGreaterThan(6 * 60_000);
    });

    test.each<[string, Problem | null, Problem | null, Problem | null]>([
      [
        'reports a rejected token of either half to the account',
        null,
        { name: 'access-revoked' },
        { name: 'access-revoked' },
      ],
      ['reports no other problem', { name: 'server-error' }, null, null],
    ])('%s', async (_, ofRecruiter, ofApplicant, told) => {
      sync.poll.mockResolvedValue(ofRecruiter);
      applicant.poll.mockResolvedValue(ofApplicant);
      await service().poll('alarm');
      expect(asked).toHaveBeenCalledExactlyOnceWith(told);
    });
  });

  describe('what was read too long ago', () => {
    const now = Date.UTC(2026, 10, 26);
    const day = 86_400_000;
    const left = async () => Object.keys(await looksItem.getValue());
    beforeEach(async () => {
      vi.useFakeTimers({ now, toFake: ['Date'] });
      await looksItem.setValue({
        old: { at: now - 181 * day, after: 0, until: 0 },
        late: { at: now - day, after: 0, until: 0 },
      });
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    test('is forgotten with a poll, by our own clock if hh has not told its time', async () => {
      await service().poll('alarm');
      expect(await left()).toEqual(['late']);
      vi.setSystemTime(now + 200 * day);
      await service().poll('alarm');
      expect(await left()).toEqual([]);
    });

    test('includes nothing newer while our clock is set far ahead', async () => {
      vi.setSystemTime(now + 400 * day);
      sync.poll.mockResolvedValueOnce({ name: 'no-connection' });
      await service().poll('alarm');
      expect(await left()).toEqual(['old', 'late']);
      // hh answers, even if only with a refusal, and tells its time.
      sync.poll.mockResolvedValueOnce({ name: 'forbidden' });
      hhTime.mockReturnValue(now);
      await service().poll('alarm');
      expect(await left()).toEqual(['late']);
      await service().forget();
      expect(await left()).toEqual(['late']);
    });

    test('is not forgotten by a clock with which hh’s pages cannot be reached either', async () => {
      await applicantItem.setValue({ ...emptyApplicant, problem: { name: 'no-connection' } });
      await service().poll('alarm');
      expect(await left()).toEqual(['old', 'late']);
      // Whatever hh shows in place of the list, it was reached.
      await applicantItem.setValue({ ...emptyApplicant, problem: { name: 'captcha' } });
      await service().poll('alarm');
      expect(await left()).toEqual(['late']);
    });
  });

  test('leaves an alarm that is already set', async () => {
    await service().schedule(20);
    const before = await alarm();
    await service().ensureAlarm();
    expect(await alarm()).toEqual(before);
  });
});
