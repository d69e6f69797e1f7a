import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { WriteRequest } from '../domain/write-request.ts';
import { asId, type EntryId } from '../ids.ts';
import { sendMessage } from '../messaging/protocol.ts';
import { createReceiver, type Facts, permissions, senderOf } from './permissions.ts';

const hash = '8706c4eaff0e17bcae0039ed1f3838724c5341';
const id = () => fakeBrowser.runtime.id;
const tab = { id: 4 } as chrome.tabs.Tab;

beforeEach(() => {
  fakeBrowser.runtime.getURL = (path: string) => `chrome-extension://${id()}${path}`;
});

test('recognises our own pages by their address', () => {
  expect(senderOf({ id: id(), url: `chrome-extension://${id()}/popup.html` })).toEqual({ is: 'own' });
});

test('takes the top frame of a tab with a resume of hh for a panel', () => {
  const sender = { id: id(), tab, frameId: 0, url: `https://spb.hh.ru/resume/${hash}` };
  expect(senderOf(sender)).toMatchObject({ is: 'panel', tabId: 4, page: { page: 'resume', resumeId: hash } });
  expect(senderOf({ ...sender, frameId: 2 })).toBeNull();
  expect(senderOf({ ...sender, tab: undefined })).toBeNull();
});

test('takes other pages where we show something for a page, not a panel', () => {
  const sender = { id: id(), tab, frameId: 0 };
  for (const url of [
    'https://hh.ru/vacancy/1',
    'https://hh.kz/applicant/negotiations?page=1',
    'https://hh.ru/employer/vacancyresponses?vacancyId=1',
  ])
    expect(senderOf({ ...sender, url })).toMatchObject({ is: 'page', url });
});

test.each([
  'https://hh.ru/',
  'https://hh.ru/chat/3490',
  'https://hh.ru/employer/vacancies',
  `https://hh.ru/resume/${hash}?print=true`,
  `http://hh.ru/resume/${hash}`,
  `https://chatik.hh.ru/resume/${hash}`,
  `https://resume-front.hh.ru/resume/${hash}`,
])('ignores a page of hh without us: %s', (url) => {
  expect(senderOf({ id: id(), tab, frameId: 0, url })).toBeNull();
});

test('judges by the tab’s address, wherever its document was loaded', () => {
  const loaded = `https://hh.ru/resume/${hash}`;
  const now = (url: string) => ({ id: id(), tab: { ...tab, url }, frameId: 0, url: loaded });
  expect(senderOf(now('https://hh.ru/vacancy/1'))).toMatchObject({ is: 'page' });
  expect(senderOf(now('https://hh.ru/'))).toBeNull();
});

test('ignores everybody else', () => {
  expect(senderOf({ id: 'another-extension', url: `chrome-extension://${id()}/popup.html` })).toBeNull();
  expect(senderOf({ id: id(), tab, frameId: 0, url: 'https://hh.ru.evil.com/resume/x' })).toBeNull();
  expect(senderOf({ id: id(), tab, frameId: 0, url: 'https://api.hh.ru/me' })).toBeNull();
  expect(senderOf({ id: id() })).toBeNull();
});

const action = { kind: 'action', negotiationId: '1', actionId: 'a', values: {} };
const removal = {
  kind: 'call',
  operation: 'delete-applicant-comment',
  method: 'DELETE',
  url: '/applicant_comments/1/2',
  effects: ['writes'],
};
const ids = (count: number) => Array.from({ length: count }, (_, i) => String(i + 1));
const many = (count: number, text: string) => Object.fromEntries(ids(count).map((name) => [name, text]));

test.each([
  ['an id with a path in it', permissions.readNegotiation, '../me'],
  ['an empty id', permissions.undo, ''],
  ['a number for an id', permissions.readNegotiation, 5],
  [
    'a request of an unknown kind',
    permissions.write,
    { id: 'e', request: { kind: 'delete', negotiationId: '1' } },
  ],
  [
    'a request without its text',
    permissions.write,
    { id: 'e', request: { kind: 'message', negotiationId: '1', chatId: '2' } },
  ],
  [
    'values that are not texts',
    permissions.write,
    { id: 'e', request: { kind: 'action', negotiationId: '1', actionId: 'a', values: { message: 1 } } },
  ],
  [
    'a write without an id',
    permissions.write,
    { request: { kind: 'read', vacancyId: '1', negotiationIds: [] } },
  ],
  ['an undo window of a minute', permissions.saveSettings, { undoSeconds: 60 }],
  ['an interval of zero', permissions.saveSettings, { intervalMinutes: 0 }],
  ['a site that is not hh’s', permissions.saveSettings, { site: 'evil.com' }],
  ['an unknown setting', permissions.saveSettings, { debug: true }],
  ['a week without a work day', permissions.saveSettings, { workDays: [] }],
  [
    'a free-form call that is not one of ours',
    permissions.write,
    { id: 'e', request: { ...removal, url: '/resumes/1' } },
  ],
  [
    'a free-form call under another name',
    permissions.write,
    { id: 'e', request: { ...removal, operation: 'leave-chat' } },
  ],
  [
    'a free-form call with fields of its own',
    permissions.write,
    { id: 'e', request: { ...removal, form: { text: 'а' } } },
  ],
  ['an endless form', permissions.write, { id: 'e', request: { ...action, values: many(31, 'а') } }],
  [
    'an endless text',
    permissions.write,
    { id: 'e', request: { ...action, values: { message: 'а'.repeat(40_001) } } },
  ],
  [
    'more than hh takes at once',
    permissions.write,
    { id: 'e', request: { kind: 'read', vacancyId: '1', negotiationIds: ids(51) } },
  ],
  ['a query of objects', permissions.ask, { url: '/me', query: { a: { b: 1 } } }],
  ['an unknown effect', permissions.ask, { url: '/me', effects: ['everything'] }],
  ['a draft about nothing', permissions.saveDraft, { key: 'message', text: 'а' }],
  ['a draft of an unknown kind', permissions.saveDraft, { key: 'settings:1', text: 'а' }],
  ['no resume', permissions.readPanel, {}],
])('refuses %s', (_, rule, data) => {
  expect(rule.data().safeParse(data).success).toBe(false);
});

test('drops whatever else a message contains', () => {
  const request = {
    kind: 'action',
    negotiationId: '1',
    actionId: 'a',
    values: {},
    url: 'https://evil.com',
    method: 'DELETE',
  };
  expect(permissions.write.data().parse({ id: 'e', request, account: 'x' })).toEqual({
    id: 'e',
    request: { kind: 'action', negotiationId: '1', actionId: 'a', values: {} },
  });
  expect(permissions.saveSettings.data().parse({ theme: 'night', panelOpen: true })).toEqual({
    theme: 'night',
    panelOpen: true,
  });
});

const request: WriteRequest = { kind: 'message', negotiationId: null, chatId: asId('5'), text: 'а' };

describe('messages sent as our pages send them', () => {
  type Listener = (message: unknown, from: object, answer: (answer: unknown) => void) => unknown;
  const listeners: Listener[] = [];
  vi.stubGlobal('chrome', {
    runtime: { onMessage: { addListener: (listener: Listener) => listeners.push(listener) } },
  });
  const undo = vi.fn((entry: string) => entry === 'waiting');
  const receive = createReceiver({
    resumeOf: async () => null,
    applicantOf: async () => null,
    entry: async (entry) => (entry === 'another-account' ? { request, mine: false } : null),
  } satisfies Facts);
  receive('undo', (entry) => undo(entry));
  receive('refresh', () => Promise.reject(new TypeError('disk is gone')));
  receive('setPanelOpen', () => {});

  /** As the browser delivers a message: unless the listener returns `true`, the sender gets no answer. */
  const given = (message: unknown, url = `chrome-extension://${id()}/popup.html`) =>
    new Promise((answer) => {
      if (listeners[0]?.(structuredClone(message), { id: id(), url }, answer) !== true) answer(undefined);
    });

  beforeEach(() => {
    undo.mockImplementation((entry) => entry === 'waiting');
    vi.stubGlobal('chrome', {
      runtime: {
        sendMessage: (message: unknown, answer: (answer: unknown) => void) =>
          void given(message).then(answer),
      },
    });
  });

  test('are answered through one listener', async () => {
    expect(listeners).toHaveLength(1);
    expect(await sendMessage('undo', asId<EntryId>('waiting'))).toBe(true);
    expect(await sendMessage('undo', asId<EntryId>('gone'))).toBe(false);
  });

  test('return an error in words', async () => {
    await expect(sendMessage('refresh', undefined)).rejects.toThrow(/^disk is gone$/);
  });

  test('meant for another kind of sender are not handled', async () => {
    await expect(sendMessage('setPanelOpen', true)).rejects.toThrow('setPanelOpen: not for this sender');
    const foreign = await given({ type: 'undo', data: 'waiting', timestamp: 1 }, 'https://evil.com/');
    expect(foreign).toMatchObject({ err: { message: 'undo: not for this sender' } });
    expect(undo).not.toHaveBeenCalled();
  });

  test('refused by their rule are not handled, and answered as the rule says', async () => {
    expect(await sendMessage('undo', asId<EntryId>('another-account'))).toBe(false);
    expect(undo).not.toHaveBeenCalled();
  });

  test('that cannot be parsed are not handled', async () => {
    await expect(sendMessage('undo', asId<EntryId>('../me'))).rejects.toThrow();
    expect(undo).not.toHaveBeenCalled();
  });

  test.each([null, 5, {}, { type: 'panelChanged', timestamp: 1 }])(
    '%j is left to others',
    async (message) => {
      expect(await given(message)).toBeUndefined();
    },
  );
});
