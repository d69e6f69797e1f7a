import { readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { WriteRequest } from '../domain/write-request.ts';
import { HhError } from '../hh/errors.ts';
import { type ApplicantId, asId, type EntryId, type NegotiationId, type ResumeId } from '../ids.ts';
import { sendMessage } from '../messaging/protocol.ts';
import {
  type Asked,
  createReceiver,
  type Facts,
  mayAsk,
  permissions,
  refusalOf,
  senderOf,
} from './permissions.ts';

const hash = '8706c4eaff0e17bcae0039ed1f3838724c5341';
const otherHash = '9999c4eaff0e99bcae0039ed1f3838724c5341';
const extension = 'chrome-extension://';
const id = () => fakeBrowser.runtime.id;
const tab = { id: 4 } as chrome.tabs.Tab;
const hh = (url: string, more: object = {}) => ({ tab, frameId: 0, url, ...more });

beforeEach(() => {
  fakeBrowser.runtime.getURL = (path: string) => `${extension}${fakeBrowser.runtime.id}${path}`;
});

/** All kinds of sender. `as`: the role in which it may ask; null: it is not heard at all. */
const senders: {
  name: string;
  as: 'own' | 'panel' | 'vacancy' | 'mine' | 'list' | null;
  sender: () => object;
}[] = [
  ...['popup', 'inbox', 'options'].map((page) => ({
    name: `our ${page}`,
    as: 'own' as const,
    sender: () => ({ url: fakeBrowser.runtime.getURL(`/${page}.html`) }),
  })),
  {
    name: 'our inbox in a tab',
    as: 'own',
    sender: () => ({ tab, frameId: 0, url: fakeBrowser.runtime.getURL('/inbox.html') }),
  },
  { name: 'a resume’s page', as: 'panel', sender: () => hh(`https://hh.ru/resume/${hash}?vacancyId=1`) },
  { name: 'a resume’s page of a town', as: 'panel', sender: () => hh(`https://spb.hh.ru/resume/${hash}`) },
  {
    name: 'a resume’s page of a sister site',
    as: 'panel',
    sender: () => hh(`https://rabota.by/resume/${hash}`),
  },
  {
    name: 'a page that moved on to a resume',
    as: 'panel',
    sender: () => hh('https://hh.ru/', { tab: { ...tab, url: `https://hh.ru/resume/${hash}` } }),
  },
  { name: 'a vacancy’s page', as: 'vacancy', sender: () => hh('https://hh.ru/vacancy/1') },
  {
    name: 'the applicant’s list',
    as: 'mine',
    sender: () => hh('https://hh.ru/applicant/negotiations?page=1'),
  },
  ...['employer/vacancyresponses?vacancyId=1', 'search/resume?text=a', 'employer/resumefolders'].map(
    (path) => ({
      name: `a list of people, ${path}`,
      as: 'list' as const,
      sender: () => hh(`https://spb.hh.ru/${path}`),
    }),
  ),
  ...[
    ['hh’s start page', 'https://hh.ru/'],
    ['a chat', 'https://hh.ru/chat/3490'],
    ['the list of vacancies', 'https://hh.ru/employer/vacancies'],
    ['a list without encryption', 'http://hh.ru/search/resume'],
    ['a printed resume', `https://hh.ru/resume/${hash}?print=true`],
    ['a page without encryption', `http://hh.ru/resume/${hash}`],
    ['hh’s API', 'https://api.hh.ru/me'],
    ['a machine of hh’s', `https://chatik.hh.ru/resume/${hash}`],
    ['another machine of hh’s', `https://resume-front.hh.ru/resume/${hash}`],
    ['a site that looks like hh', `https://hh.ru.evil.example/resume/${hash}`],
    ['any site', 'https://example.org/'],
    ['nowhere', ''],
  ].map(([name = '', url = '']) => ({ name, as: null, sender: () => hh(url) })),
  {
    name: 'a frame in a resume’s page',
    as: null,
    sender: () => hh(`https://hh.ru/resume/${hash}`, { frameId: 2 }),
  },
  {
    name: 'a page without a tab',
    as: null,
    sender: () => hh(`https://hh.ru/resume/${hash}`, { tab: undefined }),
  },
  {
    name: 'a resume’s page that moved on to another page',
    as: null,
    sender: () => hh(`https://hh.ru/resume/${hash}`, { tab: { ...tab, url: 'https://hh.ru/' } }),
  },
  {
    name: 'another extension',
    as: null,
    sender: () => ({ id: 'another', url: fakeBrowser.runtime.getURL('/popup.html') }),
  },
  {
    name: 'another extension’s page',
    as: null,
    sender: () => ({ id: 'another', url: `${extension}another/a.html` }),
  },
];

const mine = asId<NegotiationId>('10');
const foreign = asId<NegotiationId>('20');
const unreadable = asId<NegotiationId>('30');
const requests = {
  mine: { kind: 'message', negotiationId: mine, chatId: asId('5'), text: 'а' },
  foreign: { kind: 'message', negotiationId: foreign, chatId: asId('5'), text: 'а' },
} satisfies Record<string, WriteRequest>;

/** What the worker knows: 10 is about the tab's resume, 20 about another, 30 cannot be read now. */
const facts: Facts = {
  async resumeOf(id) {
    if (id === unreadable) throw new HhError('no-connection', 'no');
    return asId<ResumeId>(id === mine ? hash : otherHash);
  },
  applicantOf: async (tabId, resumeId) =>
    tabId === tab.id && resumeId === hash ? asId<ApplicantId>('77') : null,
  async entry(id) {
    if (id === 'gone') return null;
    return {
      request: id === 'foreign' ? requests.foreign : requests.mine,
      mine: id !== 'of-another-account',
    };
  },
};

type Who = 'own' | 'panel' | 'vacancy' | 'mine' | 'list';
/** Data about what the sender's page shows, with those who may ask so; and data about something else. */
type Case = [data: unknown, ...who: Who[]];
const entryCases: Case[] = [
  ['mine', 'own', 'panel'],
  ['gone', 'own', 'panel'],
  ['foreign', 'own'],
  ['of-another-account'],
];
const action = (negotiationId: string) => ({ kind: 'action', negotiationId, actionId: 'refuse', values: {} });
const own = (data?: unknown): Case[] => [[data, 'own']];

/** Of what is asked for, the rules look at the request. */
const asWrites = (requests: Case[]): Case[] =>
  requests.map(([request, ...who]) => [{ id: 'e', request }, ...who]);

/** Written apart from the rules, message by message: both must agree. */
const cases: { [K in Asked]: Case[] } = {
  readPanel: [[{ resumeId: hash }, 'panel'], [{ resumeId: otherHash }]],
  setPanelOpen: [[true, 'panel']],
  readVacancy: [[{ vacancyId: '1', employerId: null }, 'vacancy'], [{ vacancyId: '2', employerId: null }]],
  wantsPage: [[undefined, 'mine']],
  pageSeen: [[{ slice: { applicantNegotiations: {} }, loadedAt: 1 }, 'mine']],
  readMarks: [[[hash, '270633823'], 'list', 'panel']],
  readCard: [
    [hash, 'list', 'panel'],
    ['270633823', 'list', 'panel'],
  ],
  openPerson: [[otherHash, 'list', 'panel']],
  readConversation: [
    [{ negotiationId: mine }, 'own', 'panel'],
    [{ negotiationId: mine, old: true }, 'own', 'panel'],
    [{ negotiationId: foreign }, 'own'],
    [{ negotiationId: unreadable }, 'own'],
    [{ chatId: '5' }, 'own'],
  ],
  readTemplate: [
    [{ negotiationId: mine, actionId: 'a', templateId: 't' }, 'own', 'panel'],
    [{ negotiationId: foreign, actionId: 'a', templateId: 't' }, 'own'],
    [{ resumeId: hash, vacancyId: '1', actionId: 'a', templateId: 't' }, 'own'],
  ],
  readAddresses: [[undefined, 'own', 'panel']],
  write: asWrites([
    [action(mine), 'own', 'panel'],
    [action(foreign), 'own'],
    [action(unreadable), 'own'],
    [requests.mine, 'own', 'panel'],
    [requests.foreign, 'own'],
    [{ kind: 'message', negotiationId: null, chatId: '5', text: 'а' }, 'own'],
    [{ kind: 'old-message', negotiationId: mine, text: 'а' }, 'own', 'panel'],
    [{ kind: 'old-message', negotiationId: foreign, text: 'а' }, 'own'],
    [{ kind: 'file', negotiationId: mine, chatId: '5', fileId: 'f', name: 'a.pdf' }, 'own'],
    [{ kind: 'apply', vacancyId: '1', resumeId: hash, text: '' }, 'own'],
    [{ kind: 'read', vacancyId: '1', negotiationIds: [mine] }, 'own', 'panel'],
    [{ kind: 'read', vacancyId: '1', negotiationIds: [mine, foreign] }, 'own'],
    [{ kind: 'read', vacancyId: '1', negotiationIds: [] }, 'own'],
    [{ kind: 'bulk', vacancyId: '1', negotiationIds: [mine], actionId: 'a', values: {} }, 'own', 'panel'],
    [{ kind: 'bulk', vacancyId: '1', negotiationIds: [foreign], actionId: 'a', values: {} }, 'own'],
    [{ kind: 'invite', resumeId: hash, vacancyId: '1', actionId: 'a', values: {} }, 'own', 'panel'],
    [{ kind: 'invite', resumeId: otherHash, vacancyId: '1', actionId: 'a', values: {} }, 'own'],
    [{ kind: 'note', applicantId: '77', text: 'а', access: 'owner' }, 'own', 'panel'],
    [{ kind: 'note', applicantId: '78', text: 'а', access: 'owner' }, 'own'],
    [{ kind: 'read-chat', chatId: '5', messageId: '6' }, 'own'],
    [{ kind: 'read-chat', chatId: '5', messageId: '6', negotiationId: mine }, 'own', 'panel'],
    [{ kind: 'read-chat', chatId: '5', messageId: '6', negotiationId: foreign }, 'own'],
    [
      {
        kind: 'call',
        operation: 'delete-applicant-comment',
        method: 'DELETE',
        url: '/applicant_comments/77/1',
        effects: ['writes'],
      },
      'own',
    ],
  ]),
  writeMany: own({ group: 'g', writes: [{ id: 'e', request: action(mine) }] }),
  stop: own('group'),
  ask: own({ url: '/me' }),
  readInvitations: own(hash),
  undo: entryCases,
  retry: entryCases,
  dismiss: entryCases,
  flush: [[undefined, 'own', 'panel']],
  remind: [
    [{ id: mine, act: { until: '2026-11-30T09:00' } }, 'panel', 'vacancy'],
    [{ id: mine, act: 'done' }, 'panel', 'vacancy'],
    // On a vacancy the worker itself finds out whose it is.
    [{ id: foreign, act: 'undo' }, 'vacancy'],
  ],
  avoid: [
    ['Не приходит', 'panel', 'vacancy'],
    [null, 'panel', 'vacancy'],
  ],
  saveDraft: [
    [{ key: `message:${mine}`, text: 'а' }, 'own', 'panel'],
    [{ key: `action:${mine}:refuse`, text: 'а' }, 'own', 'panel'],
    [{ key: `invite:${hash}:1`, text: 'а' }, 'own', 'panel'],
    [{ key: 'note:77', text: 'а' }, 'own', 'panel'],
    [{ key: `message:${foreign}`, text: 'а' }, 'own'],
    [{ key: 'note:78', text: 'а' }, 'own'],
    [{ key: `invite:${otherHash}:1`, text: 'а' }, 'own'],
  ],
  openOptions: [[undefined, 'own', 'panel']],
  openInbox: [['page=chats', 'own', 'panel']],
  signIn: [['employer', 'own', 'panel']],
  refresh: own(true),
  readAll: own(true),
  readRows: own({ vacancyId: '1' }),
  readNegotiation: own(mine),
  openResume: own(mine),
  downloadResume: own(mine),
  saveSettings: own({ theme: 'night' }),
  saveApplication: own({ clientId: 'a', clientSecret: 'b' }),
  pasteToken: own('token'),
  switchAccount: own('1'),
  signOut: own(true),
  wipe: own(),
};
const types = Object.keys(permissions) as Asked[];
const all = types.flatMap((type) => cases[type].map(([data, ...who]) => ({ type, data, who })));

describe.each(senders)('$name', ({ as, sender }) => {
  const from = () => senderOf({ id: fakeBrowser.runtime.id, ...sender() });

  test('is identified', () => {
    const expected = as === null || as === 'own' || as === 'panel' ? (as ?? undefined) : 'page';
    expect(from()?.is).toBe(expected);
  });

  test.each(all)('$type $data', async ({ type, data, who }) => {
    const asked = from();
    const parsed = permissions[type].data().parse(data);
    const allowed =
      asked !== null &&
      mayAsk(type, asked) &&
      (await refusalOf(type, parsed as never, asked, facts)) === null;
    expect(allowed).toBe(as !== null && who.includes(as));
  });
});

test('lets a list page name resumes by their ids only, and not too many', () => {
  for (const bad of [
    '',
    'short',
    `${hash}/`,
    `${hash}"`,
    'a'.repeat(65),
    '1'.repeat(70),
    '../me',
    5,
    null,
    {},
  ])
    for (const type of ['readCard', 'openPerson'] as const)
      expect(permissions[type].data().safeParse(bad).success, `${type} ${bad}`).toBe(false);
  const many = (count: number) => Array.from({ length: count }, () => hash);
  expect(permissions.readMarks.data().safeParse(many(500)).success).toBe(true);
  expect(permissions.readMarks.data().safeParse(many(501)).success).toBe(false);
  expect(permissions.readMarks.data().safeParse([hash, 'x y']).success).toBe(false);
});

test('has cases for every message', () => {
  expect(Object.keys(cases).sort()).toEqual([...types].sort());
  expect(Object.keys(permissions).sort()).toEqual([...types].sort());
});

test('reports that the owner of a negotiation could not be read, and does nothing', async () => {
  const panel = senderOf({ id: fakeBrowser.runtime.id, ...hh(`https://hh.ru/resume/${hash}`) });
  if (!panel) throw new Error('no panel');
  const of = { negotiationId: unreadable };
  expect(await refusalOf('readConversation', of, panel, facts)).toEqual({ name: 'no-connection' });
  expect(permissions.readConversation.refused?.({ name: 'no-connection' })).toEqual({
    ok: false,
    problem: { name: 'no-connection' },
  });
  expect(permissions.undo.refused?.({ name: 'forbidden' })).toBe(false);
});

test('has the number of cells that docs/reliability.md names', () => {
  const cells = senders.length * all.length;
  const line = `${types.length} messages in ${all.length} forms × ${senders.length} senders = ${cells} cells`;
  const doc = 'docs/reliability.md';
  if (process.env.UPDATE) {
    const before = readFileSync(doc, 'utf8');
    writeFileSync(doc, before.replace(/\d+ messages in \d+ forms × \d+ senders = \d+ cells/, line));
  }
  expect(readFileSync(doc, 'utf8')).toContain(line);
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

const removal = {
  kind: 'call',
  operation: 'delete-applicant-comment',
  method: 'DELETE',
  url: '/applicant_comments/1/2',
  effects: ['writes'],
};
const idsTo = (count: number) => Array.from({ length: count }, (_, i) => String(i + 1));
const many = (count: number, text: string) => Object.fromEntries(idsTo(count).map((name) => [name, text]));

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
  ['an endless form', permissions.write, { id: 'e', request: { ...action('1'), values: many(31, 'а') } }],
  [
    'an endless text',
    permissions.write,
    { id: 'e', request: { ...action('1'), values: { message: 'а'.repeat(40_001) } } },
  ],
  [
    'more than hh takes at once',
    permissions.write,
    { id: 'e', request: { kind: 'read', vacancyId: '1', negotiationIds: idsTo(51) } },
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
