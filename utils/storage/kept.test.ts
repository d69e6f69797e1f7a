import 'fake-indexeddb/auto';
import { readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import en from '../../public/_locales/en/messages.json' with { type: 'json' };
import { partly } from '../../tests/partly.ts';
import { docOf } from '../../tests/stored.ts';
import type { Account } from '../domain/account.ts';
import { emptyApplicant } from '../domain/applicant/applicant.ts';
import { negotiationOf } from '../domain/applicant/testing.ts';
import { emptyCounts } from '../domain/inbox.ts';
import type { Heard } from '../domain/person.ts';
import { defaultSettings } from '../domain/settings.ts';
import { chatOf, moreOf, resumeOf, rowOf, vacancyOf } from '../domain/testing.ts';
import type { OutboxEntry } from '../domain/write-request.ts';
import { me } from '../hh/employer.ts';
import { HhError } from '../hh/errors.ts';
import { reader } from '../hh/read.ts';
import { asId } from '../ids.ts';
import { known } from '../known.ts';
import { createAccountService } from '../worker/account.ts';
import type { Connection } from '../worker/connection.ts';
import { createRevocation } from '../worker/connection.ts';
import { repair } from '../worker/repair.ts';
import { createWorker } from '../worker/worker.ts';
import { applicantDb } from './applicant-db.ts';
import { files } from './databases.ts';
import { changeDrafts, readDrafts, withDraft } from './drafts.ts';
import {
  accountItem,
  applicantItem,
  applicantPollItem,
  invitationsItem,
  lossesItem,
  negotiationsItem,
  notSynced,
  outboxItem,
  resumesItem,
  settingsItem,
} from './items.ts';
import { keptByTime, keptElsewhere, keptItems } from './kept.ts';
import { peopleDb } from './people-db.ts';
import { searchDb } from './search-db.ts';
import { revokingTokens, secrets } from './secrets.ts';
import { wholeResumes } from './whole-resumes.ts';

const account: Account = {
  state: 'signed-in',
  kind: 'manager',
  name: 'Орлова Марина',
  employer: { id: asId('1455'), name: 'Ромашка' },
  managerId: asId('5'),
  applicantId: null,
  accountId: asId('7'),
  accounts: [{ id: asId('7'), employer: 'Ромашка' }],
};
const mine = '1455/5/7';
const entry = (id: string): OutboxEntry => ({
  id: asId(id),
  request: { kind: 'message', negotiationId: asId(`9${id}`), chatId: asId('3'), text: `Письмо ${id}` },
  label: { action: null, candidate: 'Ким Олег', vacancy: null },
  resulting: null,
  createdAt: 1,
  progress: { at: 'waiting', until: 2 },
  account: mine,
  prepared: { kind: 'message', chatId: asId('3'), text: `Письмо ${id}`, key: 'k' },
  wantedAt: 2,
  stampedAt: 1,
  attempts: 0,
  checks: 0,
});
const address = { resumeId: 'a', vacancyId: '1' };
const heardResponse: Heard = {
  about: 'resume',
  id: asId('a'),
  number: null,
  owner: null,
  notes: null,
  negotiation: {
    vacancyId: asId('1'),
    vacancy: null,
    archived: false,
    negotiationId: asId('1'),
    createdAt: 1,
    changes: [],
  },
};

const stageAt = { id: 'response', name: 'Отклик' };
const action = {
  id: 'discard_by_employer',
  name: 'Отказ',
  arguments: [{ id: 'message', required: true, requires: ['send_sms'] }],
  resulting: { id: 'discard', name: 'Отказ' },
  templates: [{ id: '1', name: 'Отказ' }],
  sub: [{ id: '2', name: 'Не подходит' }],
};
const list = (...items: object[]) => known({ items, skipped: 0 });
const past = {
  vacancyId: '1',
  name: known('Пекарь'),
  archived: known(false),
  foreign: known(false),
  negotiationId: known('1'),
  items: list({ stage: known(stageAt), at: known(1), withMessage: known(true) }),
};
const ways = {
  'action:discard_by_employer': { method: 'PUT', url: 'https://api.hh.ru/negotiations/discard/1' },
};
const readNegotiation = {
  at: 1,
  negotiation: {
    id: '1',
    vacancy: known({
      id: '1',
      name: known('Пекарь'),
      area: known('Москва'),
      url: 'https://hh.ru/vacancy/1',
      archived: known(false),
    }),
    candidate: rowOf(1).candidate,
    resumeDeleted: known(false),
    resume: known(resumeOf({ skills: known({ items: ['1С'], skipped: 0 }), more: moreOf() })),
    match: known({
      months: known(40),
      fits: known(true),
      outdated: known(false),
      jobs: [{ position: 'Пекарь', months: 40 }],
    }),
    stage: known(stageAt),
    state: known(stageAt),
    createdAt: known(1),
    updatedAt: known(1),
    hasUpdates: known(true),
    viewedByApplicant: known(true),
    messages: known(2),
    unreadMessages: known(1),
    chatId: known('7'),
    messaging: known('ok'),
    test: known({ score: 5, mark: 'хорошо' }),
    source: 'NEGOTIATION',
    autoSurvey: known('нет'),
    actions: list(action),
  },
  ways,
};
const readResume = {
  at: 1,
  presentId: '1',
  currentId: known('1'),
  history: list(past),
  others: [past],
  news: { after: 1, until: 2 },
  notes: list({
    id: '1',
    text: known('Сильная'),
    author: known('Орлова'),
    mine: known(true),
    at: known(1),
    personal: known(false),
  }),
};
const readInvitations = {
  at: 1,
  invitations: {
    items: [
      {
        vacancy: { id: '1', name: known('Пекарь'), area: known('Москва'), manager: known('Орлова') },
        invited: known(stageAt),
        actions: known({ items: [action], skipped: 0 }),
      },
    ],
    skipped: 0,
  },
  ways: { 1: ways },
};

/** A complete value of each item, with something in every list and record. */
const values: Record<string, unknown> = {
  account,
  counts: { ...emptyCounts, vacancies: [vacancyOf(1, 3), vacancyOf(2, 0)], freshAt: 5 },
  inbox: {
    rows: [rowOf(1), rowOf(2)],
    readAt: { 1: { unread: known(3), at: 1, more: false, nextPage: 1, skipped: 0 } },
    chats: [chatOf(7), chatOf(8)],
    chatsSkipped: 0,
  },
  poll: {
    count: 'own',
    pages: [{ vacancies: [vacancyOf(1, 3)], skipped: 0 }],
    nextPage: 1,
    sweptAt: 1,
    failures: 0,
  },
  outbox: [entry('1'), entry('2')],
  drafts: { [mine]: { 'message:1': { text: 'а', at: 1 }, 'message:2': { text: 'б', at: 2 } } },
  reminders: {
    [mine]: [
      {
        of: { kind: 'response', row: rowOf(1), vacancy: 'Пекарь', unviewed: true },
        until: '2026-11-30T09:00',
        why: { kind: 'note', text: 'Позвонить', on: '2026-11-30T09:00' },
        away: false,
        back: 'message',
        at: 1,
        done: false,
        was: { until: '2026-11-29T09:00', why: null, away: true, back: null, done: false },
      },
    ],
    9: [
      {
        of: { kind: 'application', negotiation: negotiationOf(1) },
        until: '2026-11-30T09:00',
        why: { kind: 'silence', rule: 'read-silent', since: 1 },
        away: false,
        back: null,
        at: 1,
        done: true,
        was: null,
      },
      {
        of: { kind: 'application', negotiation: negotiationOf(1) },
        until: '2026-11-30T09:00',
        why: { kind: 'silence', rule: 'promised', since: 1, text: 'Вернёмся' },
        away: false,
        back: null,
        at: 1,
        done: true,
        was: null,
      },
      {
        of: { kind: 'application', negotiation: negotiationOf(1) },
        until: '2026-11-30T09:00',
        why: {
          kind: 'silence',
          rule: 'overlong',
          since: 1,
          stage: { id: 'a', name: 'А' },
          days: 9,
          usual: 4,
        },
        away: false,
        back: null,
        at: 1,
        done: true,
        was: null,
      },
      {
        of: { kind: 'application', negotiation: negotiationOf(1) },
        until: '2026-11-30T09:00',
        why: { kind: 'interview', message: '1', on: '2026-11-30T15:00', text: 'завтра' },
        away: false,
        back: null,
        at: 1,
        done: true,
        was: null,
      },
    ],
  },
  negotiations: { [`${mine}:1`]: readNegotiation, [`${mine}:2`]: readNegotiation },
  resumes: { [`${mine}:1`]: readResume, [`${mine}:2`]: readResume },
  invitations: { [`${mine}:1`]: readInvitations, [`${mine}:2`]: readInvitations },
  sentIds: ['1', '2'],
  tabs: { 4: address, 5: { resumeId: '' } },
  applicant: {
    ...emptyApplicant,
    owner: '9',
    front: [negotiationOf(1), negotiationOf(2)],
    api: { state: 'on', at: 1 },
  },
  applicantPoll: {
    api: { at: 1, wait: 2 },
    pages: { at: 1, wait: 2 },
    hhid: '9',
    sync: { ...notSynced, seen: ['1'] },
  },
  settings: { ...defaultSettings, muted: ['1'], waitHours: 48 },
  views: [{ name: 'Новые', address: 'a=1', account: mine }],
  snippets: [
    { id: '1', name: 'Приглашение', text: 'Здравствуйте' },
    { id: '2', name: 'Отказ', text: 'К сожалению' },
  ],
  looks: { a: { at: 1, after: 1, until: 1 }, b: { at: 2, after: 1, until: 1 } },
  seen: { a: { at: 1, stage: { id: 'response', name: 'Отклик' }, messages: 0 } },
  ownNotes: { 9: { 1: { text: 'а', next: { text: 'б', on: '2026-12-01' } }, 2: { text: 'в', next: null } } },
  avoided: {
    [mine]: [{ kind: 'person', ids: ['5', 'a'], name: 'Ким Олег', reason: 'Не приходит', at: 1 }],
    9: [{ kind: 'employer', ids: ['455'], name: 'Ромашка', reason: '', at: 1 }],
  },
  losses: { seen: { at: 1, lost: 1 } },
  told: {
    account: mine,
    since: 1,
    owner: '9',
    revision: 2,
    keys: ['r:1', 'm:7:8'],
    shown: { responses: { keys: ['r:1'], place: 'vacancy=1' } },
    behindSince: null,
  },
};

const fill = () => Promise.all(keptItems.map(({ item }) => item.setValue(values[item.key])));
const stored = async () => ({
  ...(await browser.storage.local.get(null)),
  ...(await browser.storage.session.get(null)),
});

/** An entry of a list belongs to its item: `outbox:1`. */
const itemsIn = (all: object) => [...new Set(Object.keys(all).map((key) => key.split(':')[0]))].sort();

beforeEach(async () => {
  await Promise.all((['tokens', 'application', 'revoking'] as const).map(secrets.remove));
});

test('every item has a value here that is read back completely', async () => {
  await fill();
  expect(itemsIn(await stored())).toEqual(Object.keys(values).sort());
  for (const { item } of keptItems)
    expect(await item.examine(), item.key).toMatchObject({ lost: 0, value: values[item.key] });
});

test('every item that is defined is listed', () => {
  const source = readFileSync('utils/storage/items.ts', 'utf8');
  const defined = [...source.matchAll(/define(?:Item|List)\(\s*'\w+',\s*'(\w+)'/g)].map(([, key]) => key);
  expect(defined.sort()).toEqual(keptItems.map(({ item }) => item.key).sort());
});

describe('what stays', () => {
  const revoke = vi.fn(async () => {});
  const service = () =>
    createAccountService({
      ...partly<Pick<Connection, 'auth' | 'employer'>>({ auth: {}, employer: {} }),
      revocation: createRevocation({ revoke }, () => 1),
    });
  const left = async () => itemsIn(await stored());
  const listed = (...until: string[]) =>
    keptItems
      .filter((one) => until.includes(one.until))
      .map(({ item }) => item.key)
      .sort();

  beforeEach(async () => {
    await fill();
    await secrets.set('tokens', { access: 'a', refresh: 'r', expiresAt: null });
    await secrets.set('application', { clientId: 'a', clientSecret: 'b' });
    await files.set('f', new Blob(['a']));
    await wholeResumes.put(mine, asId('1'), resumeOf({ more: moreOf() }));
  });

  test('after signing out is what the list says', async () => {
    await accountItem.setValue({ ...account, applicantId: asId('9') });
    await service().signOut();
    // Empty heads: nobody is signed in, and nothing of an applicant is held.
    expect(await left()).toEqual([...listed('browser', 'wipe'), 'account', 'applicant'].sort());
    expect((await stored()).account).toMatchObject({ value: { state: 'signed-out' } });
    expect((await stored()).applicant).toMatchObject({ value: { owner: null, front: [] } });
    expect(await secrets.get('tokens')).toBeUndefined();
    expect(await secrets.get('application')).toBeDefined();
    expect(await files.get('f')).toBeUndefined();
    await vi.waitFor(async () => expect(await revokingTokens.get()).toEqual([]));
  });

  test('after hh revoked the token is everything, for its owner’s return', async () => {
    await service().asking(async () => ({ name: 'access-revoked' }));
    expect(await left()).toEqual(Object.keys(values).sort());
  });

  /** What the databases hold, by the places in the list. */
  const held = async () => {
    const { negotiations, events } = await applicantDb.size();
    const there = {
      'otklik/secrets/tokens': await secrets.get('tokens'),
      'otklik/secrets/application': await secrets.get('application'),
      'otklik/secrets/revoking': (await revokingTokens.get()).length,
      'otklik-files/files': await files.get('f'),
      'otklik-people/people': await peopleDb.size(),
      'otklik-search/docs': (await searchDb.size()).docs,
      'otklik-search/index': (await searchDb.size()).index,
      'otklik-resumes/resumes': await wholeResumes.get(mine, asId('1')),
      'otklik-applicant/negotiations': negotiations,
      'otklik-applicant/logs': events,
    };
    return Object.entries(there).flatMap(([where, what]) => (what ? [where] : []));
  };
  const everywhere = keptElsewhere.map(({ where }) => where);
  /** Something in every database, of the person whose head is held. */
  const fillDatabases = async (owner = '9') => {
    await peopleDb.hear(mine, [heardResponse], 1);
    await searchDb.put(mine, [docOf('1')], 1);
    await searchDb.writeIndex({ account: mine, words: new Uint8Array(), upTo: 1 });
    await applicantDb.erase();
    await applicantDb.putPage({ owner, negotiations: [negotiationOf(1, { viewed: true })] }, 1);
    await revokingTokens.add({ access: 'old', since: 1 });
  };

  test('is listed for every database', async () => {
    await fillDatabases();
    expect(await held()).toEqual(everywhere);
    const names = new Set(everywhere.map((where) => where.split('/')[0]));
    expect(new Set((await indexedDB.databases()).map(({ name }) => name))).toEqual(names);
  });

  test('after signing out as an applicant is the log, and what is kept until everything is wiped', async () => {
    await accountItem.setValue({ ...account, applicantId: asId('9') });
    await fillDatabases();
    revoke.mockRejectedValue(new HhError('no-connection', 'maybe'));
    await service().signOut();
    expect(await held()).toEqual([
      'otklik/secrets/application',
      'otklik/secrets/revoking',
      'otklik-applicant/logs',
    ]);
  });

  test('after hh revoked the token is what every database holds', async () => {
    await fillDatabases();
    await service().asking(async () => ({ name: 'access-revoked' }));
    expect(await held()).toEqual(everywhere);
  });

  test('after a switch of work accounts is everything that was not read under the previous one', async () => {
    await fillDatabases();
    const employer = {
      me: async () =>
        reader(me)({
          is_employer: true,
          is_applicant: false,
          last_name: 'Орлова',
          employer: { id: '1456', name: 'Лютик' },
          manager: { id: '6', has_multiple_manager_accounts: false },
        }),
    };
    const accounts = createAccountService({
      ...partly<Pick<Connection, 'auth' | 'employer'>>({ auth: {}, employer }),
      revocation: createRevocation({ revoke }, () => 1),
    });
    await applicantItem.setValue({ ...emptyApplicant, owner: '9' });
    expect(await accounts.switchAccount(asId('8'))).toEqual({ ok: true, value: undefined });
    const read = ['counts', 'inbox', 'poll', 'negotiations', 'resumes', 'invitations'];
    expect(await left()).toEqual(
      Object.keys(values)
        .filter((key) => !read.includes(key))
        .sort(),
    );
    expect(await held()).toEqual(everywhere.filter((where) => !/^otklik-(people|search)/.test(where)));
    // Drafts and writes of the previous account wait for it, and are shown to nobody else.
    expect(await readDrafts()).toEqual({});
    expect((await outboxItem.getValue()).map(({ account: of }) => of)).toEqual([mine, mine]);
  });

  test('after everything was wiped is nothing', async () => {
    await fillDatabases();
    vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }));
    fakeBrowser.runtime.getManifest = () => ({ manifest_version: 3, name: 'Otklik', version: '1' });
    await createWorker().wipe();
    await vi.waitFor(async () => expect([await left(), await held()]).toEqual([[], []]));
    vi.unstubAllGlobals();
  });

  test('of one account is never shown to another', async () => {
    await accountItem.setValue({ ...account, accountId: asId('8') });
    expect(await readDrafts()).toEqual({});
  });
});

describe('the list', () => {
  const text = (key: keyof typeof en) => en[key].message;
  const rows = keptByTime().flatMap(({ until, names }) =>
    names.map((name) => `| ${text(name)} | ${text(until)} |`),
  );

  test('in PRIVACY.md is the list of what is kept', () => {
    const doc = 'PRIVACY.md';
    const table = /(\| What \| How long \|\n\| --- \| --- \|\n)((?:\|.*\|\n)*)/;
    if (process.env.UPDATE)
      writeFileSync(
        doc,
        readFileSync(doc, 'utf8').replace(table, (_, head) => `${head}${rows.join('\n')}\n`),
      );
    expect(readFileSync(doc, 'utf8').match(table)?.[2]?.trim().split('\n')).toEqual(rows);
  });

  test('has everything once, with one time', () => {
    const names = keptByTime().flatMap((one) => one.names);
    for (const { name } of [...keptItems, ...keptElsewhere]) expect(names).toContain(name);
  });
});

/** Values of another type, for every place. */
const wrong: unknown[] = [
  null,
  5,
  'text',
  true,
  [],
  {},
  [null, 5, 'x', {}, []],
  { a: null, b: 5, c: [] },
  Number.NaN,
];

/** Copies of a value in which one place, at any level, is replaced by something else or removed. */
function* broken(value: unknown, depth: number): Generator<unknown> {
  yield* wrong;
  if (typeof value !== 'object' || value === null || depth === 0) return;
  for (const key of Object.keys(value)) {
    const copy = (one: unknown) => {
      const whole: unknown = structuredClone(value);
      if (Array.isArray(whole)) whole[Number(key)] = one;
      else Object.assign(Object(whole), { [key]: one });
      return whole;
    };
    for (const one of broken(Reflect.get(value, key), depth - 1)) yield copy(one);
    const without = structuredClone(value);
    Reflect.deleteProperty(without, key);
    yield Array.isArray(without) ? without.filter(() => true) : without;
  }
}

describe.each(keptItems)('a broken $item.key', ({ item, isCache }) => {
  // Thousands of cells.
  test('falls back by itself, and what is read of it is valid', { timeout: 60_000 }, async () => {
    let cells = 0;
    for (const value of broken(values[item.key], 4)) {
      const area = ['negotiations', 'resumes', 'invitations', 'sentIds', 'tabs'].includes(item.key)
        ? 'session'
        : 'local';
      await item.setValue(values[item.key]);
      const { v } = Object((await stored())[item.key]);
      await browser.storage[area].set({ [item.key]: { v, value } });
      const read = await item.examine();
      // Set and read again, it loses nothing more: it is valid.
      await item.setValue(read.value);
      expect(await item.examine(), JSON.stringify(value)).toMatchObject({ lost: 0, value: read.value });
      cells++;
    }
    expect(cells).toBeGreaterThan(wrong.length);
  });

  test.each([['text'], [5], [{ v: 'x' }], [[]]])(
    'stored as %j is given up, and said unless hh has it',
    async (value) => {
      await fill();
      const area = item.key in (await browser.storage.session.get(null)) ? 'session' : 'local';
      await browser.storage[area].set({ [item.key]: value });
      await repair(() => 77);
      expect((await lossesItem.getValue())[item.key]).toEqual(
        item.key === 'losses' || isCache ? undefined : { at: 77, lost: 1 },
      );
      for (const other of keptItems)
        if (other.item !== item && other.item.key !== 'losses')
          expect((await other.item.examine()).value, other.item.key).toEqual(values[other.item.key]);
    },
  );
});

/** Copies of a value, each with something of another type in one place, at any depth. */
function* misplaced(value: unknown, path = ''): Generator<[path: string, copy: unknown]> {
  if (path) yield [path, value === null ? {} : typeof value === 'string' ? 5 : 'text'];
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value))
    for (const [at, one] of misplaced(Reflect.get(value, key), `${path}/${key}`)) {
      const copy: unknown = structuredClone(value);
      Reflect.set(Object(copy), key, one);
      yield [at, copy];
    }
}

describe.each([negotiationsItem, resumesItem, invitationsItem])('the cache $key', (item) => {
  test('forgets only the entry in which anything, however deep, has another type', async () => {
    const { [`${mine}:1`]: good } = Object(values[item.key]);
    await item.setValue(Object(values[item.key]));
    const { v } = Object((await stored())[item.key]);
    let places = 0;
    for (const [path, bad] of misplaced(good)) {
      await browser.storage.session.set({ [item.key]: { v, value: { bad, good } } });
      expect(await item.examine(), path).toMatchObject({ lost: 1, value: { good } });
      expect(await item.getValue(), path).not.toHaveProperty('bad');
      places++;
    }
    expect(places).toBeGreaterThan(20);
  });
});

describe('repairing', () => {
  test('keeps the good entries, and turns the text of an unreadable write into a draft', async () => {
    await accountItem.setValue(account);
    await outboxItem.setValue([entry('1'), entry('2'), entry('3')]);
    const half = JSON.stringify({ ...entry('2'), progress: { at: 'nowhere' } });
    const { 'outbox:2': whole } = await browser.storage.local.get('outbox:2');
    await browser.storage.local.set({
      'outbox:2': { ...Object(whole), value: half },
      'outbox:3': 'rubbish',
    });
    await repair(() => 7);
    expect((await outboxItem.getValue()).map(({ id }) => id)).toEqual(['1']);
    expect(await readDrafts()).toEqual({ 'message:92': { text: 'Письмо 2', at: 7 } });
    expect(await lossesItem.getValue()).toEqual({ outbox: { at: 7, lost: 2 } });
    // Only once: what was lost is gone.
    await lossesItem.removeValue();
    await repair(() => 8);
    expect(await lossesItem.getValue()).toEqual({});
  });

  test('joins such a text to what the person has written since', async () => {
    await accountItem.setValue(account);
    await changeDrafts(mine, (drafts) => withDraft(drafts, 'message:92', 'Ещё одно', 5));
    const half = { ...entry('2'), progress: { at: 'nowhere' } };
    await browser.storage.local.set({ outbox: { v: 3, value: [half] } });
    await repair(() => 7);
    expect(await readDrafts()).toEqual({ 'message:92': { text: 'Письмо 2\n\nЕщё одно', at: 7 } });
  });

  test('lets a broken setting fall back by itself', async () => {
    await browser.storage.local.set({
      settings: {
        v: 1,
        value: { ...defaultSettings, waitHours: 'soon', undoSeconds: 999, theme: 'night', muted: ['1', 5] },
      },
    });
    expect(await settingsItem.getValue()).toEqual({ ...defaultSettings, theme: 'night', muted: ['1'] });
  });

  test('neither loses nor reports a setting that a newer release added', async () => {
    const { silentDays: _, ...before } = defaultSettings;
    await browser.storage.local.set({ settings: { v: 1, value: before } });
    expect(await settingsItem.examine()).toMatchObject({ lost: 0, value: defaultSettings });
  });

  test('skips what hh has: it may be large, and the worker waits for it', async () => {
    await fill();
    const read = vi.spyOn(fakeBrowser.storage.local, 'get');
    const readSession = vi.spyOn(fakeBrowser.storage.session, 'get');
    await repair(() => 7);
    const keys = [...read.mock.calls, ...readSession.mock.calls].flatMap(([keys]) => keys);
    expect(keys).toEqual(expect.arrayContaining(['outbox', 'drafts', 'settings', 'tabs']));
    for (const key of ['inbox', 'negotiations', 'resumes', 'invitations']) expect(keys).not.toContain(key);
  });

  test('writes nothing if everything is valid', async () => {
    await fill();
    await applicantPollItem.removeValue();
    const set = vi.spyOn(fakeBrowser.storage.local, 'set');
    await repair(() => 7);
    expect(set).not.toHaveBeenCalled();
  });
});
