import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isMine, isOver, knownStages } from '../domain/applicant/negotiation.ts';
import { isRefusal } from '../domain/stage.ts';
import { applicantNegotiationOfPage } from '../from-hh/applicant.ts';
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
  it('joins each topic with its vacancy, company and manager', () => {
    const page = read(pageState());
    expect(page).toMatchObject({
      hhid: '170000000',
      userId: '90000001',
      path: '/applicant/negotiations',
      search: '?page=1&filter=all',
      pageCount: 2,
      total: 23,
      all: 23,
      skipped: 0,
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
      stateName: null,
      hidden: false,
      archived: false,
      awaitsAnswer: false,
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

  it('accepts unknown words, and a topic whose vacancy is gone', () => {
    expect(read(pageState()).topics[2]).toMatchObject({
      lastState: 'SOMETHING_NEW',
      hidden: true,
      vacancy: null,
      managerInactiveMinutes: null,
    });
  });

  it.each(['javascript:alert(1)', 'https://evil.com/vacancy/1', 'http://hh.ru/vacancy/1', 7, null])(
    'shows no address for %j',
    (desktop) => {
      const state = pageState();
      Object.assign(state.vacanciesShort.vacanciesList[1] ?? {}, { links: { desktop } });
      expect(read(state).topics[0]?.vacancy).toMatchObject({ url: null, archived: true });
    },
  );

  it('names the page if it is not the list', () => {
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
    expect(page).toMatchObject({ total: 41, pageCount: 3, skipped: 0 });
    expect(page.topics).toHaveLength(20);
    for (const topic of page.topics) {
      expect(topic.vacancy?.name).toBeTruthy();
      expect(topic.vacancy?.url).toBe(`https://hh.ru/vacancy/${topic.vacancyId}`);
      expect(topic.politeness?.readPercent).toBeGreaterThan(0);
      expect(
        Object.entries(topic)
          .flatMap(([name, value]) => (value === null ? [name] : []))
          .sort(),
        // In the recording the recruiters' ids were replaced one by one, so nothing can be joined.
      ).toEqual(['managerInactiveMinutes', 'stateName']);
    }
    expect(read(sliceOf(recorded))).toEqual(page);
  });
});

/** Pseudo-random numbers from 0 to 1, the same each time. */
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

/** Breaks one value at a random place. */
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

describe('fuzzing', () => {
  it('reads 2,000 broken states without an exception, also as slices', () => {
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
      const { topics, skipped } = read(state);
      expect(topics.length + skipped).toBe(3);
      expect(topics[0]).toEqual(first);
      expect(topics.at(-1)).toEqual(third);
    }
  });

  it('a page cut anywhere has no state, or a complete one', () => {
    const html = pageWith(pageState());
    for (let at = 0; at < html.length; at += 7) {
      const state = stateIn(html.slice(0, at));
      if (state !== null) expect(state).toEqual(pageState());
    }
  });
});

describe('stateIn', () => {
  it.each(['bare', 'decimal', 'hex', 'named'] as const)('finds the state with %s entities', (escapes) => {
    expect(stateIn(pageWith(pageState(), escapes))).toEqual(pageState());
  });

  it('unescapes only once: a text about entities stays unchanged', () => {
    const state = { name: '&quot; &amp;lt; &#34; &nbsp; &laquo; &eacute; & &&#39;; &constructor;' };
    expect(stateIn(pageWith(state))).toEqual(state);
  });

  it.each([
    ['no template', '<html></html>'],
    ['another template', '<template id="Other">{}</template>'],
    ['one without an end tag', '<template id="HH-Lux-InitialState">{}'],
    ['one with an unfinished start tag', '<template id="HH-Lux-InitialState"'],
    ['invalid JSON', '<template id="HH-Lux-InitialState">{"a":</template>'],
    ['an empty text', ''],
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
  it('contains everything that is read, and nothing of the account, tokens or contacts', () => {
    const slice = sliceOf(pageState());
    expect(readState(slice)).toEqual(readState(pageState()));
    const said = JSON.stringify(slice);
    for (const secret of ['Иван', 'Тестов', '79000000000', 'secret-of', 'Тайн', 'recruiter@', '79990000000'])
      expect(said).not.toContain(secret);
  });

  it.each([null, undefined, 7, 'text', [], () => {}])('makes no state from %j', (state) => {
    expect(readState(sliceOf(state))).toEqual({ page: 'broken' });
  });

  it('goes no deeper than what is read', () => {
    const endless = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);
    expect(readState(sliceOf({ ...pageState(), router: endless }))).toMatchObject({
      page: 'negotiations',
      path: '',
    });
  });
});

describe("details of hh's real pages", () => {
  const topicsWith = (more: object, of: object = {}) => {
    const state = pageState();
    Object.assign(state.applicantNegotiations.topicList[0] ?? {}, more);
    return read({ ...state, ...of }).topics;
  };

  it("a recruiter's last visit is joined by both of their ids, and their name stays in the page", () => {
    expect(topicsWith({})[0]?.managerInactiveMinutes).toBe(473);
    expect(JSON.stringify(sliceOf(pageState()))).not.toMatch(/Анна|Примерова|166000001/);
  });

  it('a time without an offset is Moscow time, and milliseconds take precedence over the text', () => {
    const noon = Date.parse('2026-11-02T09:00:00Z');
    const at = (more: object) => topicsWith({ lastModified: undefined, ...more })[0]?.lastModified;
    expect(at({ lastModified: '2026-11-02T12:00:00' })).toBe(noon);
    expect(at({ lastModified: '2026-11-02T12:00:00.000+03:00' })).toBe(noon);
    expect(at({ lastModifiedMillis: noon })).toBe(noon);
    expect(at({ lastModified: 'вчера', lastModifiedMillis: noon })).toBe(noon);
    // In seconds, or missing.
    expect(at({ lastModifiedMillis: noon / 1000 })).toBeNull();
    expect(at({})).toBeNull();
  });

  it('the page count is null if hh gives none', () => {
    const state = pageState();
    Object.assign(state.applicantNegotiations, { pageCount: undefined });
    expect(read(state)).toMatchObject({ pageCount: null, total: 23 });
  });

  it('a question or a survey waits for an answer', () => {
    expect(topicsWith({ applicantQuestionState: true })[0]?.awaitsAnswer).toBe(true);
    expect(
      topicsWith({ hasPendingAutoActionSurvey: true, applicantQuestionState: null })[0]?.awaitsAnswer,
    ).toBe(true);
    expect(topicsWith({ applicantQuestionState: undefined })[0]?.awaitsAnswer).toBeNull();
  });

  it.each([
    ['no topics', [], 104, 104],
    ['no topics and no count', [], null, null],
    ['a count that the tabs contradict', [], 0, 104],
    ['topics without ids', [{ number: 1 }], 104, 104],
  ])('a first page is not an empty list: %s', (_, topicList, total, all) => {
    const state = {
      ...pageState(),
      router: { location: { pathname: '/applicant/negotiations', search: '?filter=all' } },
      applicantNegotiations: { topicList, total },
      applicantNegotiationsCounters: { total: { all } },
    };
    expect(readState(state)).toEqual({ page: 'broken' });
    expect(readState(sliceOf(state))).toEqual({ page: 'broken' });
  });

  it('a list in which hh counts no topics is empty', () => {
    const state = { ...pageState(), applicantNegotiations: { topicList: [], total: 0 } };
    expect(readState({ ...state, applicantNegotiationsCounters: { total: { all: 0 } } })).toMatchObject({
      page: 'negotiations',
      topics: [],
      total: 0,
    });
  });
});

describe('recorded cases', () => {
  const cases = new URL('../../../shared/faults/cases/', import.meta.url);
  const there = existsSync(cases);
  if (!there) console.info(`skipped: no recorded cases at ${cases.pathname}`);
  const text = (name: string) => readFileSync(new URL(name, cases), 'utf8');

  it.skipIf(!there).each([
    ['A01-template-style-first', 'Вакансия 1'],
    ['A02-numeric-entities', 'R&D инженер <junior> "QA"'],
    ['A03-hex-entities', 'Вакансия 1'],
  ])('%s: finds and decodes the state', (name, vacancy) => {
    expect(read(stateIn(text(`${name}.html`)))).toMatchObject({
      total: 1,
      skipped: 0,
      topics: [{ id: '5000000001', vacancy: { name: vacancy, employer: { name: 'Компания 1' } } }],
    });
  });

  it.skipIf(!there)('A04: reads that the recruiter was last seen 47 minutes ago', () => {
    const state: unknown = JSON.parse(text('A04-recruiter-last-visit.json'));
    expect(read(state).topics[0]?.managerInactiveMinutes).toBe(47);
    expect(read(sliceOf(state))).toEqual(read(state));
    expect(JSON.stringify(sliceOf(state))).not.toMatch(/Анна|Примерова/);
  });

  it.skipIf(!there)('A07: knows every state, in the form of the store', () => {
    const now = Date.UTC(2026, 10, 20);
    const stages = read(JSON.parse(text('A07-states.json'))).topics.map(
      (one) => applicantNegotiationOfPage(one, now).stage,
    );
    expect(stages).toHaveLength(15);
    for (const { id } of stages) expect(knownStages).toContain(id);
    expect(stages.filter(({ id }) => isRefusal(id))).toHaveLength(8);
  });

  it.skipIf(!there)('A12: keeps a vacancy known only by its id, and does not count it as over', () => {
    const [one] = read(JSON.parse(text('A12-vacancy-not-in-short-list.json'))).topics;
    const topic = one && applicantNegotiationOfPage(one, Date.UTC(2026, 8, 3));
    expect(topic?.vacancy).toMatchObject({ id: '100000001', name: '' });
    expect(topic && isOver(topic)).toBe(false);
  });

  it.skipIf(!there)("A15: the employer waits for the applicant's answer", () => {
    const [one] = read(JSON.parse(text('A15-question-pending.json'))).topics;
    expect(one && isMine(applicantNegotiationOfPage(one, Date.UTC(2026, 8, 3)))).toBe(true);
  });
});

describe("the state's element in raw HTML", () => {
  const json = '{"hhid":"1"}';
  const inTag = (attributes: string, text = json, name = 'template') =>
    `<${name} ${attributes}>${text}</${name}>`;
  it.each([
    ['id last, single quotes', inTag(`style='display:none' data-x id='HH-Lux-InitialState'`)],
    ['id without quotes', inTag('id=HH-Lux-InitialState hidden')],
    ['capitals and a line break', inTag('STYLE="a>b"\n\tID="HH-Lux-InitialState"', json, 'TEMPLATE')],
    ['spaces around the equals sign', inTag('style = "x" id = "HH-Lux-InitialState"')],
    ['an id with entities', inTag('id="HH&#45;Lux&#x2d;InitialState"')],
    ['a script with data', inTag('type="application/json" id="HH-Lux-InitialState"', json, 'script')],
    ['a comment around it', inTag('id="HH-Lux-InitialState"', `<!-- ${json} -->`)],
    ['CDATA around it', inTag('id="HH-Lux-InitialState"', `<![CDATA[${json}]]>`)],
    ['CDATA in a script', inTag('id="HH-Lux-InitialState"', `//<![CDATA[\n${json}\n//]]>`, 'script')],
    ['a byte order mark', inTag('id="HH-Lux-InitialState"', `\ufeff${json}`)],
    [
      'the same tag in an earlier comment',
      `<!-- ${inTag('id="HH-Lux-InitialState"', '{"hhid":"2"}')} -->${inTag('id="HH-Lux-InitialState"')}`,
    ],
    [
      'the same tag in an earlier script',
      `<script>var a='${inTag('id="HH-Lux-InitialState"', '{"hhid":"2"}')}'</script>${inTag('id="HH-Lux-InitialState"')}`,
    ],
    [
      'its name in an earlier attribute',
      `<a title='<template id="HH-Lux-InitialState">{}'></a>${inTag('id="HH-Lux-InitialState"')}`,
    ],
    [
      'two tags, the first without a state',
      inTag('id="HH-Lux-InitialState"', '…') + inTag('id="HH-Lux-InitialState"'),
    ],
    ['two ids on one tag, the first counts', inTag('id="HH-Lux-InitialState" id="x"')],
    ['angle brackets that are not tags', `<p>1 < 2 <3 </ x></p>${inTag('id="HH-Lux-InitialState"')}`],
  ])('is found: %s', (_, html) => {
    expect(stateIn(`<!doctype html><html><body>${html}</body></html>`)).toEqual({ hhid: '1' });
  });

  it.each([
    ['another id', inTag('id="HH-Lux-InitialState-2"')],
    ['the id as a second id attribute', inTag('id="x" id="HH-Lux-InitialState"')],
    ['the name as data', inTag('data-id="HH-Lux-InitialState"')],
    ['an array instead of an object', inTag('id="HH-Lux-InitialState"', '[]')],
  ])('is not found: %s', (_, html) => {
    expect(stateIn(html)).toBeNull();
  });
});
