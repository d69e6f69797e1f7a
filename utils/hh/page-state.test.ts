import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sliceOf } from './page-slice.ts';
import { type NegotiationsPage, readState, stateIn } from './page-state.ts';
import { pageState, pageWith } from './testing.ts';

const file = new URL('../../../shared/hh/state/applicant-negotiations.json', import.meta.url);
const recorded: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
if (!recorded) console.info(`skipped: no recorded state at ${file.pathname}`);

function read(state: unknown): NegotiationsPage {
  const page = readState(state);
  if (page.page !== 'negotiations') throw new Error(page.page);
  return page;
}

describe('readState', () => {
  it('joins each topic with its vacancy, its company and its manager', () => {
    const page = read(pageState());
    expect(page).toMatchObject({
      hhid: '170000000',
      userId: '90000001',
      path: '/applicant/negotiations',
      search: '?page=1&filter=all',
      pageCount: 2,
      total: 23,
      all: 23,
      setAside: 0,
    });
    expect(page.topics[0]).toEqual({
      id: '5000000001',
      chatId: '5100000001',
      vacancyId: '100000001',
      employerId: '3000001',
      initialState: 'RESPONSE',
      lastState: 'RESPONSE',
      viewedByOpponent: true,
      hasNewMessages: false,
      conversationMessagesCount: 1,
      hasResponseLetter: true,
      creationTime: Date.parse('2026-11-01T07:00:00Z'),
      lastModified: Date.parse('2026-11-02T09:30:00.500Z'),
      hidden: false,
      declineByApplicantAllowed: true,
      declinedByApplicant: false,
      inboxAvailabilityState: 'AVAILABLE',
      vacancy: {
        name: 'Токарь <b>5 & 6</b> "разряда"',
        employer: { id: '3000001', name: 'Завод 1' },
        area: 'Москва',
        archived: true,
        url: 'https://hh.ru/vacancy/100000001',
      },
      politeness: { readPercent: 83, replyDays: 1 },
      managerInactiveMinutes: 473,
    });
    expect(page.topics[1]).toMatchObject({ lastState: 'DISCARD', hasNewMessages: true, politeness: null });
  });

  it('passes unknown words, and a topic whose vacancy is gone', () => {
    expect(read(pageState()).topics[2]).toMatchObject({
      lastState: 'SOMETHING_NEW',
      hidden: true,
      vacancy: null,
      managerInactiveMinutes: null,
    });
  });

  it.each(['javascript:alert(1)', 'https://evil.com/vacancy/1', 'http://hh.ru/vacancy/1', 7, null])(
    'shows no address %j',
    (desktop) => {
      const state = pageState();
      Object.assign(state.vacanciesShort.vacanciesList[1] ?? {}, { links: { desktop } });
      expect(read(state).topics[0]?.vacancy).toMatchObject({ url: null, archived: true });
    },
  );

  it('says which page it is when it is not the list', () => {
    const page = (state: object) => readState(state).page;
    const lux = (luxPageName: string, more: object = {}) => ({ request: { luxPageName }, ...more });
    expect(page(lux('AccountLogin', { userType: 'anonymous' }))).toBe('login');
    expect(page(lux('IndexPage', { userType: 'anonymous' }))).toBe('login');
    expect(page(lux('AccountCaptcha'))).toBe('captcha');
    expect(page({ ...pageState(), hhcaptcha: { isBot: true } })).toBe('captcha');
    expect(page(lux('ForbiddenPage'))).toBe('forbidden');
    expect(page(lux('VacancyView', { userType: 'applicant' }))).toBe('other');
    expect(page(lux('ApplicantNegotiations', { userType: 'applicant' }))).toBe('broken');
    expect(page(lux('ApplicantNegotiations', { applicantNegotiations: { topicList: {} } }))).toBe('broken');
  });

  it.each([
    null,
    undefined,
    '',
    'text',
    7,
    true,
    [],
    [[]],
    {},
    { request: null },
    { applicantNegotiations: [] },
  ])('%j is broken', (state) => {
    expect(readState(state)).toEqual({ page: 'broken' });
  });

  it.skipIf(!recorded)('reads all topics of the recorded state', () => {
    const page = read(recorded);
    expect(page).toMatchObject({ total: 41, pageCount: 3, setAside: 0 });
    expect(page.topics).toHaveLength(20);
    for (const topic of page.topics) {
      expect(topic.vacancy?.name).toBeTruthy();
      expect(topic.vacancy?.url).toBe(`https://hh.ru/vacancy/${topic.vacancyId}`);
      expect(topic.politeness?.readPercent).toBeGreaterThan(0);
      expect(
        Object.entries(topic).filter(([name, value]) => value === null && name !== 'managerInactiveMinutes'),
      ).toEqual([]);
    }
    expect(read(sliceOf(recorded))).toEqual(page);
  });
});

/** Numbers from 0 to 1, the same each time. */
function dice(seed: number) {
  return () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
}

const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`);
const strange: unknown[] = [
  null,
  [],
  {},
  '',
  0,
  -1,
  1e308,
  true,
  [null],
  [[[]]],
  { id: {} },
  'x'.repeat(10_000),
  deep,
  '<img src=x onerror=alert(1)>',
  '</template><script>',
  '__proto__',
  'constructor',
  Number.MAX_SAFE_INTEGER,
  '2026-13-45T99:99:99+9999',
  { length: 3 },
  { toString: 'x' },
  JSON.parse('{"__proto__":{"id":1}}'),
];

/** Breaks one place of it, anywhere. */
function broken(state: unknown, roll: () => number): unknown {
  const some = <T>(of: readonly T[]) => of[Math.floor(roll() * of.length)];
  const value = () => some(strange);
  if (typeof state !== 'object' || state === null || roll() < 0.1) return value();
  const keys = Object.keys(state);
  const key = some(keys);
  if (key === undefined) return value();
  const next = broken(Reflect.get(state, key), roll);
  if (Array.isArray(state)) {
    const cut = roll();
    if (cut < 0.05) return state.slice(0, Number(key));
    if (cut < 0.1) return Object.fromEntries(Object.entries(state));
    return state.with(Number(key), next);
  }
  const { [key]: _, ...rest } = Object.fromEntries(Object.entries(state));
  return roll() < 0.1 ? rest : { ...rest, [key]: next };
}

describe('fuzz', () => {
  it('2,000 broken states are read without an exception, also as slices', () => {
    const roll = dice(4);
    const pages = new Set<string>();
    for (let n = 0; n < 2_000; n++) {
      let state: unknown = pageState();
      for (let times = 1 + Math.floor(roll() * 4); times > 0; times--) state = broken(state, roll);
      const page = readState(state);
      pages.add(page.page);
      expect(readState(sliceOf(state)).page).toBeTruthy();
      if (page.page === 'negotiations') {
        for (const topic of page.topics) expect(topic.id).toMatch(/./);
      }
    }
    expect([...pages].sort()).toEqual(expect.arrayContaining(['broken', 'negotiations']));
  });

  it('a broken topic never hides the others', () => {
    const roll = dice(21);
    const [first, , third] = read(pageState()).topics;
    for (let n = 0; n < 500; n++) {
      const state = pageState();
      const list: unknown[] = state.applicantNegotiations.topicList;
      list[1] = broken(list[1], roll);
      const { topics, setAside } = read(state);
      expect(topics.length + setAside).toBe(3);
      expect(topics[0]).toEqual(first);
      expect(topics.at(-1)).toEqual(third);
    }
  });

  it('a page cut anywhere is no state, or a whole one', () => {
    const html = pageWith(pageState());
    for (let at = 0; at < html.length; at += 7) {
      const state = stateIn(html.slice(0, at));
      if (state !== null) expect(state).toEqual(pageState());
    }
  });
});

describe('stateIn', () => {
  it.each([true, false])('finds the state, escaped or not (%s)', (escaped) => {
    expect(stateIn(pageWith(pageState(), escaped))).toEqual(pageState());
  });

  it('unescapes once: a text that talks of escapes stays as it is', () => {
    const state = { name: '&quot; &amp;lt; &#34; &nbsp; & &&#39;;' };
    expect(stateIn(pageWith(state))).toEqual(state);
  });

  it.each([
    ['no template', '<html></html>'],
    ['another template', '<template id="Other">{}</template>'],
    ['one that does not end', '<template id="HH-Lux-InitialState">{}'],
    ['one that does not begin', '<template id="HH-Lux-InitialState"'],
    ['no JSON', '<template id="HH-Lux-InitialState">{"a":</template>'],
    ['nothing', ''],
  ])('is null for %s', (_, html) => {
    expect(stateIn(html)).toBeNull();
  });

  it('reads a page of 10 MB, and refuses one past the limit', () => {
    const state = pageState();
    const text = 'я&<'.repeat(1_000);
    Object.assign(state, { filler: Array.from({ length: 800 }, () => text) });
    const html = pageWith(state);
    expect(html.length).toBeGreaterThan(8_000_000);
    expect(read(stateIn(html)).topics).toHaveLength(3);
    expect(stateIn(`${html}${' '.repeat(12_000_000)}`)).toBeNull();
  });

  it.each([
    '<template id="HH-Lux-InitialState"',
    '<template id="HH-Lux-InitialState">',
    '&amp;#34;',
    '&'.repeat(8),
    '</template',
    '<template ',
    '[',
  ])('takes one pass over 10 MB of %j', (piece) => {
    const page = piece.repeat(Math.floor(10_000_000 / piece.length));
    expect(stateIn(page)).toBeNull();
    expect(stateIn(`<template id="HH-Lux-InitialState">${page}</template>`)).toBeNull();
  });
});

describe('sliceOf', () => {
  it('says all that is read, and nothing of the account, of tokens or of how to reach anybody', () => {
    const slice = sliceOf(pageState());
    expect(readState(slice)).toEqual(readState(pageState()));
    const said = JSON.stringify(slice);
    for (const secret of ['Иван', 'Тестов', '79000000000', 'secret-of', 'Тайн', 'recruiter@', '79990000000'])
      expect(said).not.toContain(secret);
  });

  it.each([null, undefined, 7, 'text', [], () => {}])('makes no state of %j', (state) => {
    expect(readState(sliceOf(state))).toEqual({ page: 'broken' });
  });

  it('gives up on what is nested without end', () => {
    const endless = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);
    expect(sliceOf({ ...pageState(), router: endless })).toBeNull();
  });
});
