import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { defaultSettings, type Settings } from '../domain/settings.ts';
import { settingsItem } from '../storage/items.ts';
import { readPolicy } from '../storage/policy.ts';
import { secrets } from '../storage/secrets.ts';
import { createSettingsService } from './settings.ts';

const polling = { poll: vi.fn(), schedule: vi.fn(), forget: vi.fn() };
const applicant = { poll: vi.fn() };
const panels = { pushAll: vi.fn() };
const settings = createSettingsService({ polling, applicant, panels });
const follows = () => [polling.schedule.mock.calls, polling.poll.mock.calls, applicant.poll.mock.calls];

beforeEach(async () => {
  for (const call of [polling.poll, polling.schedule, applicant.poll, panels.pushAll]) call.mockReset();
  await settingsItem.setValue(defaultSettings);
});

test.each<[string, Partial<Settings>, unknown[], number]>([
  ['sets the next alarm by a changed interval', { intervalMinutes: 9 }, [[[9]], [], []], 0],
  ['polls when other vacancies are to be counted', { count: 'all' }, [[], [['change']], []], 0],
  ['polls a way to the applicant’s list once switched on', { readPages: true }, [[], [], [['change']]], 1],
  ['recounts when silent means something else', { silentDays: 30 }, [[], [], [['alarm']]], 1],
  ['only shows a change of what is shown on hh’s pages', { theme: 'night' }, [[], [], []], 1],
  ['tells no page of hh what it does not show', { namesHidden: true }, [[], [], []], 0],
])('%s', async (_, change, calls, told) => {
  await settings.save(change);
  expect(await settingsItem.getValue()).toEqual({ ...defaultSettings, ...change });
  expect(follows()).toEqual(calls);
  expect(panels.pushAll).toHaveBeenCalledTimes(told);
});

test('puts the policy’s fixed settings into force, with their consequences, and keeps them against changes', async () => {
  await settings.applyPolicy(await readPolicy());
  expect(panels.pushAll).not.toHaveBeenCalled();
  await fakeBrowser.storage.managed.set({ intervalMinutes: 9, marks: false });
  await settings.applyPolicy(await readPolicy());
  expect(await settingsItem.getValue()).toEqual({ ...defaultSettings, intervalMinutes: 9, marks: false });
  expect(polling.schedule).toHaveBeenCalledWith(9);
  await settings.save({ marks: true, theme: 'night' });
  expect(await settingsItem.getValue()).toMatchObject({ marks: false, theme: 'night' });
});

test('keeps the sister site of a page, and writes it only if it changed', async () => {
  const set = vi.spyOn(settingsItem, 'setValue');
  await settings.useSite(defaultSettings.site);
  expect(set).not.toHaveBeenCalled();
  await settings.useSite('rabota.by');
  expect(await settingsItem.getValue()).toMatchObject({ site: 'rabota.by' });
  set.mockRestore();
});

test('removes the person’s own application if it is saved without an id', async () => {
  await settings.saveApplication({ clientId: 'a', clientSecret: 'b' });
  expect(await secrets.get('application')).toEqual({ clientId: 'a', clientSecret: 'b' });
  await settings.saveApplication({ clientId: '', clientSecret: '' });
  expect(await secrets.get('application')).toBeUndefined();
});
