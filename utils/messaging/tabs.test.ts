import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openInbox, openWelcome, showsSame } from './tabs.ts';

const hash = '8706c4eaff0e17bcae0039ed1f3838724c5341';
const resume = (query = '', host = 'hh.ru', id = hash) => `https://${host}/resume/${id}${query}`;

test.each([
  ['the same resume, however it was reached', resume('?hhtmFrom=search'), resume(), true],
  ['the same resume on another host of the group', resume('', 'spb.hh.ru'), resume(), true],
  ['another vacancy of the same resume', resume('?vacancyId=1'), resume('?vacancyId=2'), false],
  ['the requested vacancy', resume('?vacancyId=2&t=3'), resume('?vacancyId=2'), true],
  [
    'the same resume by its hash for another company',
    resume('', 'hh.ru', hash.replace('8706', '9999')),
    resume(),
    true,
  ],
  ['another resume', resume('', 'hh.ru', hash.replace('0e17', '9999')), resume(), false],
  ['the same chat', 'https://hh.ru/chat/12?from=x', 'https://hh.ru/chat/12', true],
  ['another chat', 'https://hh.ru/chat/13', 'https://hh.ru/chat/12', false],
  [
    'the list of another vacancy',
    'https://hh.ru/employer/vacancyresponses?vacancyId=1',
    'https://hh.ru/employer/vacancyresponses',
    false,
  ],
  [
    'the list of the same vacancy, at another page',
    'https://hh.ru/employer/vacancyresponses?vacancyId=1&page=2',
    'https://hh.ru/employer/vacancyresponses?vacancyId=1',
    true,
  ],
  ['another search', 'https://hh.ru/search/resume?text=a', 'https://hh.ru/search/resume?text=b', false],
  ['any other page, apart from its fragment', 'https://hh.ru/x#a', 'https://hh.ru/x', true],
])('%s', (_, at, wanted, same) => {
  expect(showsSame(at, wanted)).toBe(same);
});

describe('the welcome page', () => {
  beforeEach(() => fakeBrowser.reset());

  test.each([
    ['normal', 1],
    ['admin', 0],
    ['development', 0],
    ['sideload', 0],
  ])('of an installation of type %s opens %i times', async (installType, times) => {
    Object.assign(fakeBrowser.management, { getSelf: async () => ({ installType }) });
    const create = vi.spyOn(fakeBrowser.tabs, 'create');
    await openWelcome();
    expect(create).toHaveBeenCalledTimes(times);
  });

  test('stays closed if the company’s policy says so', async () => {
    Object.assign(fakeBrowser.management, { getSelf: async () => ({ installType: 'normal' }) });
    await fakeBrowser.storage.managed.set({ welcome: false });
    const create = vi.spyOn(fakeBrowser.tabs, 'create');
    await openWelcome();
    expect(create).not.toHaveBeenCalled();
  });
});

describe('the inbox page', () => {
  beforeEach(() => fakeBrowser.reset());
  const url = fakeBrowser.runtime.getURL('/inbox.html');
  const open = (...urls: string[]) => {
    Object.assign(fakeBrowser.tabs, { query: async () => urls.map((url, id) => ({ id, url })) });
    return [vi.spyOn(fakeBrowser.tabs, 'create'), vi.spyOn(fakeBrowser.tabs, 'update')] as const;
  };

  test('opens in the tab that shows it, and not over the sample', async () => {
    const [create, update] = open(`${url}#sample`, `${url}?vacancy=1`);
    update.mockResolvedValue(undefined);
    await openInbox('page=chats');
    expect(update).toHaveBeenCalledExactlyOnceWith(1, { active: true, url: `${url}?page=chats` });
    expect(create).not.toHaveBeenCalled();
  });

  test('opens in a new tab if only the sample is open', async () => {
    const [create, update] = open(`${url}?vacancy=1#sample`);
    await openInbox();
    expect(create).toHaveBeenCalledExactlyOnceWith({ url });
    expect(update).not.toHaveBeenCalled();
  });
});
