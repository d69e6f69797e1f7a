import { beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { defaultSettings } from '../domain/inbox.ts';
import type { Problem } from '../problem.ts';
import { settingsItem } from '../storage/items.ts';
import { createPollingService, pollAlarm } from './polling.ts';

const sync = { poll: vi.fn(), nextDelay: vi.fn() };
const applicant = { poll: vi.fn() };
const asked = vi.fn();
const service = () =>
  createPollingService({
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
});

describe('a poll', () => {
  test('reads both halves for the same reason, and the alarm goes off when the next one is due', async () => {
    await settingsItem.setValue({ ...defaultSettings, intervalMinutes: 3 });
    await service().poll('person');
    expect([sync.poll.mock.calls, applicant.poll.mock.calls]).toEqual([[['person']], [['person']]]);
    expect(await alarm()).toMatchObject({ periodInMinutes: 3 });
    expect(((await alarm())?.scheduledTime ?? 0) - Date.now()).toBeGreaterThan(6 * 60_000);
  });

  test.each<[string, Problem | null, Problem | null, Problem | null]>([
    [
      'a refused token of either half is news of the account',
      null,
      { name: 'access-revoked' },
      { name: 'access-revoked' },
    ],
    ['another problem is none', { name: 'server-error' }, null, null],
  ])('%s', async (_, ofRecruiter, ofApplicant, told) => {
    sync.poll.mockResolvedValue(ofRecruiter);
    applicant.poll.mockResolvedValue(ofApplicant);
    await service().poll('alarm');
    expect(asked).toHaveBeenCalledExactlyOnceWith(told);
  });
});

test('an alarm that stands keeps its time', async () => {
  await service().schedule(20);
  const before = await alarm();
  await service().ensureAlarm();
  expect(await alarm()).toEqual(before);
});
