import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { emptyApplicant } from '../domain/applicant/applicant.ts';
import { defaultSettings } from '../domain/settings.ts';
import type { Problem } from '../problem.ts';
import { applicantItem, looksItem, settingsItem } from '../storage/items.ts';
import { createPollingService, pollAlarm } from './poll.ts';

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

describe('a poll', () => {
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
