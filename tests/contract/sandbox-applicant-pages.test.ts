import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeHTML } from 'entities/decode';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox, topicIds } from '../../sandbox/index.ts';
import { escapes } from '../../sandbox/world/tokens.ts';
import { type Ask, ask } from './sandbox-client.ts';

/** A real state of the list, with names and ids replaced; the file is beside the project. */
const file = new URL('../../../shared/hh/state/applicant-negotiations.json', import.meta.url);
const recorded: unknown = existsSync(fileURLToPath(file)) ? JSON.parse(readFileSync(file, 'utf8')) : null;
if (!recorded) console.warn(`skipped: no recorded state at ${file.pathname}`);

const LIST = '/applicant/negotiations';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ world: { kind: 'applicant' } });
});
afterEach(() => sandbox.close());

const page = (path: string, options: Ask = {}) =>
  ask(sandbox, path, { host: 'hh.ru', ...options, headers: { Cookie: 'hhtoken=x', ...options.headers } });

/** The text of the template in the raw HTML, unescaped; null if there is none. */
function embedded(html: string): string | null {
  const found = /<template [^>]*id="HH-Lux-InitialState"[^>]*>(.*?)<\/template>/s.exec(html)?.[1];
  return found === undefined ? null : decodeHTML(found);
}

async function stateOf(path: string, options: Ask = {}): Promise<unknown> {
  const text = embedded((await page(path, options)).text);
  return text === null ? null : JSON.parse(text);
}

const topicsOf = async (path: string) => {
  const state = await stateOf(path);
  const list = at(state, 'applicantNegotiations', 'topicList');
  return Array.isArray(list) ? list : [];
};
const idsOf = async (path: string) => (await topicsOf(path)).map((topic) => String(at(topic, 'id')));

describe('the list of an applicant', () => {
  it.skipIf(!recorded)('has the shape of a real one', async () => {
    sandbox.world.session.recorded = true;
    const differences = compare(shapeOf(recorded), shapeOf(await stateOf(LIST)));
    // A page has these keys in addition to the recorded ones.
    expect(differences).toEqual([
      'extra .topLevelSite',
      'extra .vacanciesShort.vacanciesList[].employerManager',
    ]);
  });

  it('has twenty topics on a page, the latest change first', async () => {
    const first = await stateOf(`${LIST}?filter=all`);
    expect(first).toMatchObject({
      userType: 'applicant',
      hhid: '170000001',
      account: { lastName: 'Петрова', email: 'petrova@example.com' },
      request: { luxPageName: 'ApplicantNegotiations' },
      router: { location: { pathname: LIST, search: '?filter=all' } },
      applicantNegotiations: { total: 23, filterInUse: 'all' },
      applicantNegotiationsCounters: {
        new: { all: 5, invitation: 3, discard: 1, awaiting: 1 },
        total: { archived: 4, deleted: 2 },
        activeFilterTab: 'all',
      },
    });
    const ids = await idsOf(`${LIST}?filter=all`);
    expect(ids).toHaveLength(20);
    expect(ids[0]).toBe(topicIds.invitation);
    expect(await idsOf(`${LIST}?filter=all&page=1`)).toHaveLength(3);
    expect(await idsOf(`${LIST}?filter=all&page=7`)).toEqual([]);
  });

  it('refers to vacancies, employers and recruiters, except for deleted vacancies', async () => {
    const state = await stateOf(`${LIST}?filter=archived`);
    const vacancies = at(state, 'vacanciesShort', 'vacanciesList');
    const known = (Array.isArray(vacancies) ? vacancies : []).map((one) => at(one, 'vacancyId'));
    const topics = await topicsOf(`${LIST}?filter=archived`);
    const lost = topics.filter((topic) => !known.includes(at(topic, 'vacancyId')));
    expect(lost.map((topic) => String(at(topic, 'id')))).toEqual([topicIds.deleted]);
    expect(at(state, 'applicantEmployerPoliteness', 'employerPolitenessIndexes', '3000005')).toEqual({
      employerId: 3000005,
      allTopicCount: 412,
      readTopicPercent: 11,
      replyTotalWorkingTimeDays: 14,
    });
    expect(at(state, 'applicantEmployerManagersActivity')).toContainEqual(
      expect.objectContaining({ inactive_days: 15, trl_code: 'week' }),
    );
  });

  it('gives states in capitals, and filters by tab', async () => {
    const words = new Map(
      (await topicsOf(LIST)).map((topic) => [String(at(topic, 'id')), at(topic, 'lastState')]),
    );
    expect(words.get(topicIds.offer)).toBe('OFFER');
    expect(words.get(topicIds.interview)).toBe('INTERVIEW');
    expect(words.get(topicIds.invitation)).toBe('PHONE_INTERVIEW');
    expect(words.get(topicIds.unknown)).toBe('PROBATION');
    expect(words.get(topicIds.fresh)).toBe('RESPONSE');
    expect(await idsOf(`${LIST}?filter=active&state=INTERVIEW`)).toEqual([topicIds.interview]);
    expect(await idsOf(`${LIST}?filter=deleted`)).toEqual([topicIds.declined, topicIds.hidden]);
    // hh ignores these.
    expect(await idsOf(`${LIST}?filter=discard`)).toEqual(await idsOf(LIST));
    expect(await idsOf(`${LIST}?vacancyId=1`)).toEqual(await idsOf(LIST));
  });

  it('is escaped in the raw HTML in each of hh’s ways, in a tag whose id comes second', async () => {
    const written = { decimal: '&#34;', hex: '&#x22;', named: '&quot;', bare: '"' };
    for (const way of escapes) {
      sandbox.world.session.escapes = way;
      expect((await page(LIST)).text).toMatch(
        new RegExp(`<template style="display:none" id="HH-Lux-InitialState"[^>]*>{${written[way]}userType`),
      );
    }
    sandbox.world.session.escapes = 'each';
    const texts = await Promise.all(escapes.map(async () => (await page(LIST)).text));
    for (const sign of Object.values(written)) expect(texts.join('')).toContain(`{${sign}userType`);
  });

  it('is drawn with the recorded anchors, and with badges only for news', async () => {
    const { text } = await page(LIST);
    for (const anchor of [
      'negotiations-list',
      'negotiations-item',
      'negotiations-item-vacancy',
      'negotiations-item-company',
      'negotiations-item-date',
      'negotiations-tag negotiations-item-not-viewed',
      'negotiations-tag negotiations-item-viewed',
      'negotiations-tag negotiations-item-discard',
      'open_chat',
      'negotiations-delete',
      'chatikActivator-badge',
    ])
      expect(text, anchor).toContain(`data-qa="${anchor}"`);
    for (const { chatId } of sandbox.world.negotiations.values()) sandbox.world.seeByApplicant(chatId);
    expect((await page(LIST)).text).not.toContain('-badge"');
  });

  it('follows what the employer does, has no side effect, and records each read', async () => {
    await page(LIST, { headers: { 'Sec-Fetch-Dest': 'document' } });
    sandbox.world.employer.refuses(topicIds.fresh);
    const [first] = await topicsOf(LIST);
    expect(first).toMatchObject({
      id: Number(topicIds.fresh),
      lastState: 'DISCARD_BY_EMPLOYER',
      hasNewMessages: true,
    });
    await page(`${LIST}?page=1`, { headers: { 'X-Sandbox-Front': 'true' } });
    expect(sandbox.ledger.listReads()).toMatchObject([
      { page: 0, by: 'load', status: 200, host: 'hh.ru' },
      { page: 0, by: 'fetch', status: 200 },
      { page: 1, by: 'front', status: 200 },
    ]);
    expect(sandbox.ledger.traces()).toBe(0);
    await page('/applicant/negotiations/trash', { method: 'POST', form: { topicId: topicIds.fresh } });
    expect(sandbox.ledger.effects.siteWrites).toEqual(['POST hh.ru/applicant/negotiations/trash']);
    expect(sandbox.ledger.traces()).toBe(1);
  });

  it('is the same on a sister site', async () => {
    const state = await stateOf(LIST, { host: 'gomel.rabota.by' });
    expect(state).toMatchObject({ request: { host: 'gomel.rabota.by' }, topLevelDomain: 'rabota.by' });
  });
});

describe('access to the list', () => {
  it('returns a tab without the cookie with it, and leaves a fetch at the login', async () => {
    const bare = await page(`${LIST}?page=1`, { headers: { Cookie: '' } });
    expect(bare.status).toBe(302);
    const login = String(bare.headers.location);
    expect(login).toBe('/account/login?backurl=%2Fapplicant%2Fnegotiations%3Fpage%3D1');
    const tab = await page(login, { headers: { 'Sec-Fetch-Dest': 'document' } });
    expect(tab).toMatchObject({ status: 302, headers: { location: `${LIST}?page=1` } });
    expect(String(tab.headers['set-cookie'])).toMatch(/^hhtoken=.*HttpOnly; Secure; SameSite=Lax$/);
    expect(await stateOf(login)).toMatchObject({ request: { luxPageName: 'AccountLogin' } });
  });

  it('changes with the session', async () => {
    const { session } = sandbox.world;
    session.signIn('secondApplicant');
    expect(await stateOf(LIST)).toMatchObject({ hhid: '170000002', applicantNegotiations: { total: 2 } });
    session.signIn('employer');
    expect(await page(LIST)).toMatchObject({ status: 403 });
    session.signOut();
    expect(await page(LIST)).toMatchObject({ status: 302 });
    expect(await stateOf('/vacancy/100000001')).toMatchObject({ userType: 'anonymous' });
    expect(await stateOf('/vacancy/100000001')).not.toHaveProperty('account');
  });

  it('has the anti-bot pages and the plain refusals', async () => {
    const { session } = sandbox.world;
    session.gate = 'captcha';
    expect((await page(LIST)).status).toBe(200);
    expect(await stateOf(LIST)).toMatchObject({
      request: { luxPageName: 'AccountCaptcha' },
      hhcaptcha: { isBot: true },
    });
    session.gate = 'unauthorized';
    expect((await page(LIST)).status).toBe(401);
    session.gate = 'forbidden';
    expect((await page(LIST)).status).toBe(403);
    expect(await stateOf(LIST)).toMatchObject({ request: { luxPageName: 'ForbiddenPage' } });
    session.gate = 'too-many';
    expect(await page(LIST)).toMatchObject({ status: 429, headers: { 'retry-after': '60' } });
    session.gate = 'open';
    expect((await page(LIST)).status).toBe(200);
  });
});

describe('a spoiled state', () => {
  const textOf = async (spoil: Sandbox['world']['session']['spoil']) => {
    sandbox.world.session.spoil = spoil;
    return embedded((await page(LIST)).text);
  };

  it('is truncated, missing, huge or of another shape', async () => {
    const cut = await textOf('cut');
    expect(() => JSON.parse(cut ?? '')).toThrow();
    expect(await textOf('missing')).toBeNull();
    expect(Buffer.byteLength((await textOf('huge')) ?? '')).toBeGreaterThan(10_000_000);
    expect(JSON.parse((await textOf('shape')) ?? '')).toMatchObject({
      applicantNegotiations: { topicList: { 0: 'x' } },
    });
  });

  it('has markup, an invalid topic, or any other change', async () => {
    const markup = await textOf('markup');
    expect(markup).toContain('<script>alert(2)</script>');
    expect((await page(LIST)).text).not.toContain('<script>alert(2)');
    expect(
      at(JSON.parse((await textOf('bad-topic')) ?? ''), 'applicantNegotiations', 'topicList', '1'),
    ).toEqual({
      id: null,
      vacancyId: 'x',
    });
    sandbox.world.session.spoil = 'none';
    sandbox.world.session.drift = () => [];
    expect(await stateOf(LIST)).toEqual([]);
  });
});

describe('an applicant’s other pages', () => {
  it('contain my negotiations on a vacancy', async () => {
    const { vacancyId } = sandbox.world.negotiation(topicIds.bareRefusal);
    expect(
      at(await stateOf(`/vacancy/${vacancyId}`), 'applicantVacancyResponseStatuses', vacancyId),
    ).toMatchObject({
      negotiations: {
        total: 1,
        topicList: [{ id: Number(topicIds.bareRefusal), lastState: 'DISCARD_TO_OTHER_VACANCY' }],
      },
    });
    expect((await page('/vacancy/100000008')).status).toBe(404);
  });

  it('contain my resumes', async () => {
    const state = await stateOf('/applicant/my_resumes');
    expect(at(state, 'applicantResumes')).toMatchObject([
      { title: [{ string: 'Главный бухгалтер' }] },
      { title: [{ string: 'Финансовый контролёр' }] },
      { _attributes: { status: 'not_published' } },
    ]);
  });
});

it('2,000 negotiations make a hundred pages', async () => {
  const large = await startSandbox({ world: { kind: 'applicant', applicantNegotiations: 2000 } });
  try {
    const answer = await ask(large, `${LIST}?filter=all&page=99`, {
      host: 'hh.ru',
      headers: { Cookie: 'hhtoken=x' },
    });
    const state: unknown = JSON.parse(embedded(answer.text) ?? '');
    expect(state).toMatchObject({ applicantNegotiations: { total: 1998 } });
    expect(at(state, 'applicantNegotiations', 'topicList')).toHaveLength(18);
  } finally {
    await large.close();
  }
});

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (place, name) =>
      typeof place === 'object' && place !== null
        ? Object.getOwnPropertyDescriptor(place, name)?.value
        : undefined,
    value,
  );
}

/** For each path: the kinds of values found there, and how often it was present. */
type Shape = Map<string, { kinds: Set<string>; count: number }>;

/** All items of a list share one path, and so do keys that are ids. */
function shapeOf(value: unknown, path = '', shape: Shape = new Map()): Shape {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
  const known = shape.get(path) ?? { kinds: new Set(), count: 0 };
  known.kinds.add(kind);
  known.count += 1;
  shape.set(path, known);
  if (typeof value !== 'object' || value === null) return shape;
  for (const [key, inner] of Object.entries(value)) {
    const step = Array.isArray(value) ? '[]' : /^\d+$/.test(key) ? '.*' : `.${key}`;
    shapeOf(inner, `${path}${step}`, shape);
  }
  return shape;
}

/** The differences: an extra or missing path, or another kind of value. Null does not count as a kind. */
function compare(real: Shape, ours: Shape): string[] {
  const parent = (path: string) => path.replace(/(\.[^.[\]]+|\[\])$/, '');
  const isBare = (path: string) =>
    ![...real.keys()].some((other) => other !== path && other.startsWith(path));
  const extra = [...ours.keys()]
    .filter((path) => !real.has(path) && real.has(parent(path)) && !isBare(parent(path)))
    .map((path) => `extra ${path}`);
  const missing = [...real]
    .filter(([path, { count }]) => path !== '' && !ours.has(path) && count === real.get(parent(path))?.count)
    .map(([path]) => `missing ${path}`);
  const kinds = [...ours].flatMap(([path, { kinds }]) => {
    const known = real.get(path)?.kinds;
    if (!known || (known.size === 1 && known.has('null'))) return [];
    const odd = [...kinds].filter((kind) => !known.has(kind));
    return odd.map((kind) => `${path} is ${kind}, not ${[...known].join(' or ')}`);
  });
  return [...extra, ...missing, ...kinds];
}
