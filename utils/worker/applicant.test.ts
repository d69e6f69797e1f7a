import { beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { heldNegotiations } from '../../tests/applicant-db.ts';
import type { Account } from '../domain/account.ts';
import type { Whom } from '../domain/avoided.ts';
import { defaultSettings } from '../domain/settings.ts';
import { managerOf } from '../domain/testing.ts';
import type { WriteRequest } from '../domain/write-request.ts';
import { HhError } from '../hh/errors.ts';
import { type ApplicantId, asId, type EmployerId, type NegotiationId, type VacancyId } from '../ids.ts';
import type { ProblemName } from '../problem.ts';
import { applicantDb } from '../storage/applicant-db.ts';
import {
  accountItem,
  applicantItem,
  applicantPollItem,
  ownNotesItem,
  settingsItem,
} from '../storage/items.ts';
import { avoid } from '../storage/own.ts';
import { day, hour, minute } from '../time.ts';
import { createApplicantService } from './applicant.ts';
import type { Sender } from './permissions.ts';

const start = Date.UTC(2026, 10, 20, 12);
const ivan: Account = managerOf({
  kind: 'applicant',
  name: 'Иван',
  employer: null,
  managerId: null,
  applicantId: asId<ApplicantId>('90'),
});

let clock = start;
let allowed = true;
/** Ivan's list at hh, the last changed first. */
let list: { id: number; changed: number; state?: string; viewed?: boolean; resume?: string }[] = [];
const asked: string[] = [];
const negotiations = vi.fn();
const fetchPage = vi.fn();
const slept: number[] = [];

const service = () =>
  createApplicantService({
    applicant: { negotiations },
    fetch: fetchPage,
    now: () => clock,
    sleep: async (ms) => void slept.push(ms),
  });

/** As an alarm some minutes later. */
async function poll(minutes = 2, by: 'alarm' | 'person' | 'change' = 'alarm') {
  clock += minutes * minute;
  asked.length = 0;
  const problem = await service().poll(by);
  return { problem, asked: [...asked] };
}

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: index + 1, changed: start - (index + 1) * minute }));
const shown = async () => (await heldNegotiations()).negotiations.map(({ id }) => Number(id));
const touch = (id: number, more: object = {}) => {
  list = list.map((one) => (one.id === id ? { ...one, changed: clock, ...more } : one));
};

/** The state that hh embeds in its page, as far as we read it. */
function stateOf(of: typeof list, more: Record<string, unknown> = {}, search = '') {
  return {
    hhid: '17',
    userType: 'applicant',
    request: { luxPageName: 'ApplicantNegotiations' },
    router: { location: { pathname: '/applicant/negotiations', search } },
    applicantNegotiations: {
      topicList: of.map(({ id, changed, state = 'response', viewed = false }) => ({
        id,
        applicantUserId: 90,
        vacancyId: id,
        employerId: 7,
        lastState: state.toUpperCase(),
        initialState: 'RESPONSE',
        applicantSubState: 'SHOW',
        viewedByOpponent: viewed,
        hasNewMessages: state !== 'response',
        creationTime: new Date(start - 10 * day).toISOString(),
        lastModified: new Date(changed).toISOString(),
      })),
      total: list.length,
      pageCount: String(Math.ceil(list.length / 20)),
    },
    vacanciesShort: {
      vacanciesList: of.map(({ id }) => ({
        vacancyId: id,
        name: `Вакансия ${id}`,
        company: { name: 'Завод' },
      })),
    },
    ...more,
  };
}
const htmlOf = (state: unknown) =>
  `<html><template id="HH-Lux-InitialState">${JSON.stringify(state).replaceAll('"', '&#34;')}</template></html>`;
function answer(body: string, url: string, init: ResponseInit = {}) {
  const response = new Response(body, init);
  Object.defineProperty(response, 'url', { value: url });
  return response;
}

beforeEach(async () => {
  clock = start;
  allowed = true;
  list = many(3);
  slept.length = 0;
  Object.assign(fakeBrowser, { permissions: { contains: async () => allowed } });
  negotiations
    .mockReset()
    .mockImplementation(async (of: { page?: number; perPage: number; vacancyId?: string }) => {
      asked.push(of.vacancyId ? `vacancy ${of.vacancyId}` : `api ${of.page}`);
      const page = of.page ?? 0;
      const sorted = [...list].sort((a, b) => b.changed - a.changed);
      const found = of.vacancyId ? sorted.filter(({ id }) => String(id) === of.vacancyId) : sorted;
      const items = found.slice(page * of.perPage, (page + 1) * of.perPage).map((one) => ({
        id: asId<NegotiationId>(one.id),
        created_at: start - 10 * day,
        updated_at: one.changed,
        state: { id: one.state ?? 'response', name: one.state ?? 'Отклик' },
        has_updates: (one.state ?? 'response') !== 'response',
        viewed_by_opponent: one.viewed ?? false,
        hidden: false,
        vacancy: {
          id: asId<VacancyId>(one.id),
          name: `Вакансия ${one.id}`,
          employer: { id: asId<EmployerId>('7'), name: 'Завод' },
        },
      }));
      return {
        items: { items, skipped: 0 },
        pages: Math.ceil(found.length / of.perPage),
        found: found.length,
      };
    });
  fetchPage.mockReset().mockImplementation(async (url: string) => {
    const page = Number(new URL(url).searchParams.get('page'));
    asked.push(`page ${page}`);
    const sorted = [...list].sort((a, b) => b.changed - a.changed);
    return answer(htmlOf(stateOf(sorted.slice(page * 20, (page + 1) * 20))), url);
  });
});

describe('by the API', () => {
  beforeEach(() => accountItem.setValue(ivan));

  test('makes one request in a quiet poll, and writes only its time', async () => {
    await poll();
    const [negotiations, events] = [await heldNegotiations(), await applicantDb.log('90')];
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    expect((await poll()).asked).toEqual(['api 0']);
    expect(put).not.toHaveBeenCalled();
    expect([await heldNegotiations(), await applicantDb.log('90')]).toEqual([negotiations, events]);
    expect(await applicantItem.getValue()).toMatchObject({
      owner: '90',
      api: { state: 'on', at: clock },
      counts: { waiting: 3, all: 3 },
      freshAt: clock,
      problem: null,
      total: 3,
    });
  });

  test('reads all pages, at most five requests per poll', async () => {
    list = many(430);
    expect((await poll()).asked).toEqual(['api 0', 'api 1', 'api 2', 'api 3', 'api 4']);
    expect((await poll()).asked).toEqual(['api 0', 'api 5', 'api 6', 'api 7', 'api 8']);
    expect(await shown()).toHaveLength(430);
    expect((await poll()).asked).toEqual(['api 0']);
  });

  test('reads further pages while they may have changed', async () => {
    list = many(180);
    await poll();
    expect((await poll()).asked).toEqual(['api 0']);
    // Sixty changes: the first page ends with one, the second does not. The full pass that this started continues
    // slowly.
    for (let id = 100; id < 160; id++) touch(id);
    expect((await poll()).asked).toEqual(['api 0', 'api 1']);
    expect((await poll()).asked).toEqual(['api 0', 'api 2']);
    expect((await poll()).asked).toEqual(['api 0', 'api 3']);
    expect((await poll()).asked).toEqual(['api 0']);
  });

  test('finds negotiations that were only viewed, which do not move up, in a full pass of one page per poll', async () => {
    list = many(120);
    await poll();
    list = list.map((one) => (one.id === 120 ? { ...one, viewed: true } : one));
    const seen: string[] = [];
    for (let round = 0; round < 12; round++)
      seen.push(...(await poll()).asked.filter((one) => one !== 'api 0'));
    expect(seen).toEqual(['api 1', 'api 2', 'api 1', 'api 2']);
    const last = (await heldNegotiations()).negotiations.find(({ id }) => id === '120');
    expect(last).toMatchObject({ viewed: true });
    expect(last?.viewedAt).toBeGreaterThan(start);
  });

  test('removes what hh no longer shows, and keeps its log', async () => {
    await poll();
    list = list.filter(({ id }) => id !== 2);
    await poll();
    expect(await shown()).toEqual([1, 3]);
    expect(Object.keys(await applicantDb.log('90'))).toEqual(['1', '2', '3']);
  });

  test('keeps a negotiation that moved to an already read page during a pass', async () => {
    list = many(120);
    await poll();
    clock += 20 * minute;
    // Between the second and the third page one is deleted, so that the 101st becomes the 100th.
    const read = negotiations.getMockImplementation();
    negotiations.mockImplementation(async (of) => {
      const found = await read?.(of);
      if (of.page === 1) list = list.filter(({ id }) => id !== 30);
      return found;
    });
    for (let round = 0; round < 3; round++) await poll();
    expect(await shown()).toContain(101);
  });

  test('continues where a worker was killed between two pages', async () => {
    list = many(180);
    const read = negotiations.getMockImplementation();
    negotiations.mockImplementation(async (of) => {
      if (of.page === 2) throw new Error('the worker died');
      return read?.(of);
    });
    await poll();
    expect(await shown()).toHaveLength(100);
    negotiations.mockImplementation(read ?? (async () => {}));
    expect((await poll(60)).asked).toEqual(['api 0', 'api 2', 'api 3']);
    expect(await shown()).toHaveLength(180);
  });

  const refusals: ProblemName[] = ['api-closed', 'not-found', 'bad-argument'];
  test.each(refusals)(
    'treats a closed API (%s) as a fact for a day and no problem, whatever the clock does',
    async (name) => {
      negotiations.mockImplementation(async () => {
        asked.push('refused');
        throw new HhError({ name, status: 403 }, 'answered');
      });
      expect(await poll()).toEqual({ problem: null, asked: ['refused'] });
      expect(await applicantItem.getValue()).toMatchObject({
        api: { state: 'closed', until: clock + day },
        problem: null,
      });
      expect((await poll()).asked).toEqual([]);
      expect((await poll(2, 'person')).asked).toEqual([]);
      expect((await poll(1440)).asked).toEqual(['refused']);
      expect((await poll(-2880)).asked).toEqual(['refused']);
    },
  );

  test('reports a failure, and backs off', async () => {
    await poll();
    negotiations.mockImplementation(async () => {
      asked.push('api');
      throw new HhError('server-error', 'maybe');
    });
    const seen = [];
    for (let round = 0; round < 12; round++) seen.push((await poll(1)).asked.length);
    expect(seen).toEqual([1, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0]);
    expect(await applicantItem.getValue()).toMatchObject({
      problem: { name: 'server-error' },
      problemSince: start + 3 * minute,
    });
    expect((await poll(1, 'person')).asked).toEqual(['api']);
  });

  test('waits as long as hh asks', async () => {
    negotiations.mockImplementation(async () => {
      asked.push('api');
      throw new HhError({ name: 'too-many-requests', retryAt: clock + 10 * minute }, 'answered');
    });
    await poll();
    expect((await poll(9)).asked).toEqual([]);
    expect((await poll(2)).asked).toEqual(['api']);
  });

  test('drops an answer to a person who has left meanwhile', async () => {
    const read = negotiations.getMockImplementation();
    negotiations.mockImplementation(async (of) => {
      const found = await read?.(of);
      await accountItem.setValue({ ...ivan, applicantId: asId<ApplicantId>('91') });
      return found;
    });
    await poll();
    expect(await heldNegotiations()).toEqual({ owner: null, negotiations: [] });
  });

  test('never shows one token’s negotiations under another', async () => {
    await poll();
    await accountItem.setValue({ ...ivan, applicantId: asId<ApplicantId>('91') });
    list = [{ id: 9, changed: start }];
    await poll();
    expect(await heldNegotiations()).toMatchObject({ owner: '91', negotiations: [{ id: '9' }] });
    for (const owner of ['90', '91']) expect(Object.keys(await applicantDb.log(owner))).not.toEqual([]);
  });

  test('reports an expired token to the caller, who signs out', async () => {
    negotiations.mockRejectedValue(new HhError('access-revoked', 'answered'));
    expect((await poll()).problem?.name).toBe('access-revoked');
  });

  test('accepts a negotiation without a vacancy, and an unknown stage', async () => {
    negotiations.mockResolvedValue({
      items: {
        items: [{ id: asId<NegotiationId>('5'), vacancy: null, state: { id: 'TELEPATHY', name: null } }],
        skipped: 1,
      },
      pages: 1,
      found: 2,
    });
    await poll();
    expect((await heldNegotiations()).negotiations).toMatchObject([
      { id: '5', vacancy: null, stage: { id: 'TELEPATHY' } },
    ]);
    expect((await applicantItem.getValue()).skipped).toBe(1);
  });
});

test('asks and writes nothing for a person who is no applicant', async () => {
  await accountItem.setValue({ ...ivan, kind: 'manager', applicantId: null });
  expect((await poll()).asked).toEqual([]);
  expect(await fakeBrowser.storage.local.get('applicant')).toEqual({});
});

describe('by hh’s pages in the background', () => {
  beforeEach(() => settingsItem.setValue({ ...defaultSettings, fetchPages: true }));

  test('makes one request per five minutes, whoever asks, in whichever worker', async () => {
    expect((await poll()).asked).toEqual(['page 0']);
    expect(fetchPage.mock.lastCall?.[0]).toBe('https://hh.ru/applicant/negotiations?filter=all&page=0');
    expect(fetchPage.mock.lastCall?.[1]).toMatchObject({ credentials: 'include' });
    expect(fetchPage.mock.lastCall?.[1]).not.toHaveProperty('method');
    expect((await poll(4)).asked).toEqual([]);
    expect((await poll(0, 'person')).asked).toEqual([]);
    expect((await poll(1)).asked).toEqual(['page 0']);
    expect(await applicantItem.getValue()).toMatchObject({
      owner: '90',
      pages: { state: 'on' },
      api: { state: 'off' },
      counts: { all: 3 },
    });
  });

  test('asks no more often if the worker dies while asking', async () => {
    const dies = Promise.withResolvers<Response>();
    fetchPage.mockImplementation(() => dies.promise);
    const polling = poll();
    await vi.waitFor(() => expect(fetchPage).toHaveBeenCalledTimes(1));
    const left = await applicantPollItem.getValue();
    dies.reject(new TypeError('Failed to fetch'));
    await polling;
    await applicantPollItem.setValue(left);
    await poll(4);
    expect(fetchPage).toHaveBeenCalledTimes(1);
  });

  test('is not stopped by a clock that was set back by a day', async () => {
    await poll();
    expect((await poll(-1440)).asked).toEqual(['page 0']);
  });

  test('reads all pages slowly, a few per round, and then only those that may have changed', async () => {
    list = many(90);
    expect((await poll()).asked).toEqual(['page 0', 'page 1', 'page 2']);
    expect(slept).toEqual([2000, 2000]);
    expect((await poll(5)).asked).toEqual(['page 0', 'page 3', 'page 4']);
    expect(await shown()).toHaveLength(90);
    expect((await poll(5)).asked).toEqual(['page 0']);
    clock += minute;
    for (let id = 60; id < 85; id++) touch(id);
    expect((await poll(5)).asked).toEqual(['page 0', 'page 1']);
  });

  describe('without a count of pages', () => {
    const bare = (more: Record<string, unknown> = {}) =>
      fetchPage.mockImplementation(async (url: string) => {
        const page = Number(new URL(url).searchParams.get('page'));
        asked.push(`page ${page}`);
        const of = list.slice(page * 20, (page + 1) * 20);
        const { applicantNegotiations, ...state } = stateOf(of, {}, `?filter=all&page=${page}`);
        const { topicList, total } = applicantNegotiations;
        return answer(htmlOf({ ...state, applicantNegotiations: { topicList, total, ...more } }), url);
      });

    test('reads on until it has as many as hh counts', async () => {
      list = many(50);
      bare();
      expect((await poll()).asked).toEqual(['page 0', 'page 1', 'page 2']);
      expect(await applicantItem.getValue()).toMatchObject({ counts: { all: 50 }, whole: true });
      expect((await poll(5)).asked).toEqual(['page 0']);
    });

    test('without a total either, reads on until a page brings nothing new', async () => {
      list = many(40);
      bare({ total: undefined });
      expect((await poll()).asked).toEqual(['page 0', 'page 1', 'page 2']);
      expect(await applicantItem.getValue()).toMatchObject({ counts: { all: 40 }, total: null, whole: true });
    });

    test('stops at a site that repeats its last page for ever', async () => {
      list = many(30);
      fetchPage.mockImplementation(async (url: string) => {
        const page = Number(new URL(url).searchParams.get('page'));
        asked.push(`page ${page}`);
        const state = stateOf(page === 0 ? list.slice(0, 20) : list.slice(20), {}, `?page=${page}`);
        const { topicList } = state.applicantNegotiations;
        return answer(htmlOf({ ...state, applicantNegotiations: { topicList } }), url);
      });
      expect((await poll()).asked).toEqual(['page 0', 'page 1', 'page 2']);
      expect((await applicantItem.getValue()).whole).toBe(true);
      expect((await poll(5)).asked).toEqual(['page 0']);
    });

    test('does not read a hundred pages if the only page says that it is the only one', async () => {
      list = many(104);
      bare({ pageCount: '1' });
      expect((await poll()).asked).toEqual(['page 0', 'page 1', 'page 2']);
      expect(await applicantItem.getValue()).toMatchObject({ counts: { all: 60 }, total: 104, whole: false });
    });
  });

  describe('the whole list, at a person’s request', () => {
    const pages = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, at) => `page ${from + at}`);
    beforeEach(async () => {
      list = many(200);
      expect((await poll()).asked).toEqual(pages(0, 2));
      asked.length = 0;
      slept.length = 0;
    });

    test('is read page by page, slowly, whatever was read before; afterwards only changes are', async () => {
      await service().readAll(true);
      expect(asked).toEqual(['page 0', ...pages(3, 9)]);
      expect(slept).toEqual(Array.from({ length: 7 }, () => 10_000));
      expect(await applicantItem.getValue()).toMatchObject({
        counts: { all: 200 },
        whole: true,
        readingAll: false,
      });
      expect((await poll(4)).asked).toEqual([]);
      touch(150, { state: 'interview' });
      expect((await poll(5)).asked).toEqual(['page 0']);
      expect(await applicantItem.getValue()).toMatchObject({ counts: { new: 1 } });
    });

    test('can be stopped, and later continues from there', async () => {
      const read = fetchPage.getMockImplementation();
      fetchPage.mockImplementation(async (url: string) => {
        if (url.endsWith('page=5')) await service().readAll(false);
        return read?.(url);
      });
      await service().readAll(true);
      expect(asked).toEqual(['page 0', ...pages(3, 5)]);
      expect(await applicantItem.getValue()).toMatchObject({ counts: { all: 120 }, readingAll: false });
      asked.length = 0;
      fetchPage.mockImplementation(read ?? (async () => {}));
      await service().readAll(true);
      expect(asked).toEqual(['page 0', ...pages(6, 9)]);
    });

    test('continues with the next alarm after the worker was killed, but only if requested', async () => {
      const stored = await browser.storage.local.get();
      const read = fetchPage.getMockImplementation();
      let killed: Record<string, unknown> = {};
      fetchPage.mockImplementation(async (url: string) => {
        if (url.endsWith('page=5')) killed = await browser.storage.local.get();
        return read?.(url);
      });
      await service().readAll(true);
      await browser.storage.local.set(killed);
      expect((await poll(2)).asked).toEqual(['page 0', ...pages(5, 9)]);
      await browser.storage.local.set(stored);
      expect((await poll(5)).asked).not.toContain('page 9');
    });

    test('stops at a captcha; a person’s request continues it, an alarm does not', async () => {
      const read = fetchPage.getMockImplementation();
      fetchPage.mockImplementation(async (url: string) =>
        url.endsWith('page=4')
          ? answer(htmlOf({ request: { luxPageName: 'AccountCaptcha' } }), 'https://hh.ru/account/captcha')
          : read?.(url),
      );
      await service().readAll(true);
      expect(await applicantItem.getValue()).toMatchObject({
        pages: { state: 'stopped', problem: { name: 'captcha' } },
        counts: { all: 80 },
        readingAll: true,
      });
      fetchPage.mockImplementation(read ?? (async () => {}));
      expect((await poll(60)).asked).toEqual([]);
      expect((await poll(5, 'person')).asked).toEqual(['page 0', ...pages(4, 9)]);
      expect(await applicantItem.getValue()).toMatchObject({ whole: true, readingAll: false, problem: null });
    });

    test('waits for a lost connection', async () => {
      const read = fetchPage.getMockImplementation();
      fetchPage.mockRejectedValue(new TypeError('Failed to fetch'));
      await service().readAll(true);
      fetchPage.mockImplementation(read ?? (async () => {}));
      expect((await poll(4)).asked).toEqual([]);
      expect((await poll(1)).asked).toEqual(['page 0', ...pages(3, 9)]);
    });

    test('is not read for another person', async () => {
      const read = fetchPage.getMockImplementation();
      fetchPage.mockImplementation(async (url: string) => {
        const html = await (await read?.(url))?.text();
        return answer(
          url.endsWith('page=4')
            ? html.replaceAll('&#34;applicantUserId&#34;:90', '&#34;applicantUserId&#34;:91')
            : html,
          url,
        );
      });
      await service().readAll(true);
      expect(asked).toEqual(['page 0', ...pages(3, 4)]);
      expect(await applicantItem.getValue()).toMatchObject({ owner: '91', readingAll: false, whole: false });
    });

    test('does not hold up a person’s own request', async () => {
      const read = fetchPage.getMockImplementation();
      fetchPage.mockImplementation(async (url: string) => {
        if (url.endsWith('page=4')) await service().poll('person');
        return read?.(url);
      });
      await service().readAll(true);
      expect(asked).toEqual(['page 0', ...pages(3, 9)]);
    });

    test('is no longer wanted once nothing may be asked', async () => {
      await applicantItem.setValue({ ...(await applicantItem.getValue()), readingAll: true });
      await settingsItem.setValue(defaultSettings);
      await poll();
      expect((await applicantItem.getValue()).readingAll).toBe(false);
    });
  });

  test('keeps no answer that arrives after everything was wiped or the switch was turned off', async () => {
    list = many(60);
    fetchPage.mockImplementationOnce(async (url: string) => {
      await Promise.all([applicantDb.erase(), browser.storage.local.clear()]);
      return answer(htmlOf(stateOf(list.slice(0, 20))), url);
    });
    await poll();
    expect(fetchPage).toHaveBeenCalledTimes(1);
    expect(await applicantDb.size()).toMatchObject({ negotiations: 0 });
    expect(await browser.storage.local.get()).toEqual({});
  });

  test('keeps no failure that arrives then either', async () => {
    fetchPage.mockImplementationOnce(async () => {
      await browser.storage.local.clear();
      throw new TypeError('network');
    });
    await poll();
    expect(await browser.storage.local.get()).toEqual({});
  });

  test('reads nothing without the browser’s permission, or before the person asked', async () => {
    allowed = false;
    expect((await poll()).asked).toEqual([]);
    allowed = true;
    await settingsItem.setValue({ ...defaultSettings, readPages: true });
    expect((await poll()).asked).toEqual([]);
    expect((await applicantItem.getValue()).pages).toEqual({ state: 'on', at: null });
  });

  test('reads nothing while the API answers, and starts once it is closed', async () => {
    await accountItem.setValue(ivan);
    expect((await poll()).asked).toEqual(['api 0']);
    negotiations.mockRejectedValue(new HhError('api-closed', 'answered'));
    expect((await poll()).asked).toEqual(['page 0']);
    expect(await applicantItem.getValue()).toMatchObject({
      api: { state: 'closed' },
      pages: { state: 'on' },
    });
  });

  const at = 'https://hh.ru/applicant/negotiations?filter=all&page=0';
  const guardPage =
    '<!DOCTYPE html><title>DDOS-GUARD</title><script>loadScript("/.well-known/ddos-guard/check")</script>';
  const reasons: [string, () => Response, string][] = [
    ['a login page', () => answer('<html>', 'https://hh.ru/account/login?backurl=x'), 'signed-out'],
    [
      'a login page by its state',
      () => answer(htmlOf({ request: { luxPageName: 'AccountLogin' } }), at),
      'signed-out',
    ],
    [
      'a captcha',
      () => answer(htmlOf({ request: { luxPageName: 'AccountCaptcha' } }), 'https://hh.ru/account/captcha'),
      'captcha',
    ],
    ['401', () => answer('', at, { status: 401 }), 'signed-out'],
    ['403', () => answer('', at, { status: 403 }), 'forbidden'],
    ['the page of hh’s guard', () => answer(guardPage, at), 'guard'],
    ['the page of hh’s guard, as 403', () => answer(guardPage, at, { status: 403 }), 'guard'],
    ['429', () => answer('', at, { status: 429, headers: { 'Retry-After': '600' } }), 'too-many-requests'],
    ['a state cut in the middle', () => answer(htmlOf(stateOf(list)).slice(0, 300), at), 'unreadable-answer'],
    [
      'a state of another shape',
      () => answer(htmlOf({ applicantNegotiations: [] }), at),
      'unreadable-answer',
    ],
    ['ten megabytes', () => answer(htmlOf(stateOf(list, { x: 'x'.repeat(10e6) })), at), 'answer-too-big'],
    ['another site', () => answer(htmlOf(stateOf(list)), 'https://evil.example/'), 'foreign-address'],
    ['no TLS', () => answer(htmlOf(stateOf(list)), 'http://hh.ru/applicant/negotiations'), 'foreign-address'],
  ];
  test.each(reasons)('stops at once at %s, until a person asks again', async (_, reason, name) => {
    await poll();
    fetchPage.mockImplementation(async () => {
      asked.push('page');
      return reason();
    });
    expect(await poll(5)).toEqual({ problem: null, asked: ['page'] });
    const since = clock;
    expect(await applicantItem.getValue()).toMatchObject({
      pages: { state: 'stopped', problem: { name }, at: since },
      problem: { name },
      counts: { all: 3 },
    });
    for (let round = 0; round < 5; round++) expect((await poll(60)).asked).toEqual([]);
    expect((await poll(5, 'person')).asked).toEqual(['page']);
  });

  test('is not stopped by a company with the name of hh’s guard', async () => {
    const state = stateOf(list, {
      vacanciesShort: {
        vacanciesList: list.map(({ id }) => ({
          vacancyId: id,
          name: 'Инженер',
          company: { name: 'DDoS-Guard' },
        })),
      },
    });
    fetchPage.mockImplementation(async (url: string) => answer(htmlOf(state), url));
    await poll();
    expect(await applicantItem.getValue()).toMatchObject({ problem: null, counts: { all: 3 } });
  });

  test('applies Retry-After to a person’s request too', async () => {
    fetchPage.mockImplementation(async () =>
      answer('', at, { status: 429, headers: { 'Retry-After': '900' } }),
    );
    await poll();
    expect(fetchPage).toHaveBeenCalledTimes(1);
    await poll(10, 'person');
    expect(fetchPage).toHaveBeenCalledTimes(1);
    await poll(6, 'person');
    expect(fetchPage).toHaveBeenCalledTimes(2);
  });

  test('recovers by itself from a lost connection and a bad gateway', async () => {
    fetchPage.mockRejectedValue(new TypeError('Failed to fetch'));
    await poll();
    expect(await applicantItem.getValue()).toMatchObject({
      pages: { state: 'off' },
      problem: { name: 'no-connection' },
    });
    fetchPage.mockImplementation(async () => answer('', at, { status: 502 }));
    await poll(5);
    expect((await applicantItem.getValue()).problem?.name).toBe('server-error');
    fetchPage.mockImplementation(async () => answer(htmlOf(stateOf(list)), at));
    await poll(5);
    expect(await applicantItem.getValue()).toMatchObject({ pages: { state: 'on' }, problem: null });
  });

  test('is neither stopped nor in trouble after being switched off', async () => {
    fetchPage.mockImplementation(async () => answer('', at, { status: 403 }));
    await poll();
    await settingsItem.setValue({ ...defaultSettings, readPages: true });
    await poll();
    expect(await applicantItem.getValue()).toMatchObject({ pages: { state: 'on' }, problem: null });
    await settingsItem.setValue(defaultSettings);
    await poll();
    expect((await applicantItem.getValue()).pages).toEqual({ state: 'off' });
  });
});

/** A page of hh's list in a tab, by how many minutes ago it was loaded. */
interface Report {
  isGood: boolean;
  minutes: number;
  toString: () => string;
}
const good = (minutes: number): Report => ({ isGood: true, minutes, toString: () => `good ${minutes}` });
const bad = (minutes: number): Report => ({
  isGood: false,
  minutes,
  toString: () => `unreadable ${minutes}`,
});
const orders = <T>(all: T[]): T[][] =>
  all.length < 2
    ? [all]
    : all.flatMap((one) => orders(all.filter((other) => other !== one)).map((rest) => [one, ...rest]));

describe('an open page of hh’s list', () => {
  const address = 'https://spb.hh.ru/applicant/negotiations';
  const tab = (
    url = address,
    page: Extract<Sender, { is: 'page' }>['page'] = { page: 'applicant-negotiations' },
  ): Sender => ({
    is: 'page',
    tabId: 1,
    url,
    page,
  });
  /** @param age of the page as it is read, ms */
  const seen = (slice: unknown, sender: Sender, age = 0) =>
    service().pageSeen({ slice, loadedAt: clock - age }, sender);
  beforeEach(() => settingsItem.setValue({ ...defaultSettings, readPages: true }));

  test('is read without a request', async () => {
    await seen(stateOf(list), tab());
    expect(await shown()).toEqual([1, 2, 3]);
    expect((await heldNegotiations()).negotiations[0]).toMatchObject({
      vacancy: { name: 'Вакансия 1' },
      employer: { id: '7', name: 'Завод' },
      stage: { id: 'response', name: '' },
    });
    expect(await applicantItem.getValue()).toMatchObject({
      owner: '90',
      pages: { state: 'on', at: clock },
      counts: { waiting: 3 },
      freshAt: clock,
    });
    expect(fetchPage).not.toHaveBeenCalled();
    expect(negotiations).not.toHaveBeenCalled();
  });

  test('is wanted only if the person asked for it', async () => {
    expect(await service().wantsPage()).toBe(true);
    await settingsItem.setValue(defaultSettings);
    expect(await service().wantsPage()).toBe(false);
    await seen(stateOf(list), tab());
    expect(await shown()).toEqual([]);
  });

  test.each<[string, Sender, unknown]>([
    ['our own pages', { is: 'own' }, stateOf(many(3))],
    [
      'a tab elsewhere on hh',
      tab('https://hh.ru/vacancy/1', { page: 'vacancy', vacancyId: asId('1') }),
      stateOf(many(3)),
    ],
    ['no TLS', tab('http://hh.ru/applicant/negotiations'), stateOf(many(3))],
    ['another page since', tab(`${address}?page=1`), stateOf(many(3))],
    ['a state from before', tab(address), stateOf(many(3), {}, '?page=1')],
    ['nothing', tab(), null],
    ['a broken state', tab(), { applicantNegotiations: { topicList: 5 } }],
    ['a captcha', tab(), stateOf(many(3), { hhcaptcha: { isBot: true } })],
  ])('is not read from %s', async (_, sender, slice) => {
    await seen(slice, sender);
    expect(await shown()).toEqual([]);
  });

  test('reports a list that cannot be read, until one can', async () => {
    const unreadable = { problem: { name: 'page-unreadable' } };
    await seen(null, tab());
    expect(await applicantItem.getValue()).toMatchObject(unreadable);
    // A poll does not read tabs, so it cannot know better.
    await poll();
    expect(await applicantItem.getValue()).toMatchObject(unreadable);
    await seen(stateOf(list), tab());
    expect(await applicantItem.getValue()).toMatchObject({ problem: null, counts: { all: 3 } });
  });

  test('believes of two pages the one that was loaded last, whichever is read first', async () => {
    await seen(stateOf(list), tab());
    await seen(null, tab(), minute);
    await seen(stateOf(list.slice(0, 1), {}, '?page=7'), tab(`${address}?page=7`), hour);
    const other = stateOf([{ id: 9, changed: start }]);
    for (const negotiation of other.applicantNegotiations.topicList) negotiation.applicantUserId = 91;
    await seen({ ...other, hhid: '18' }, tab(), hour);
    expect(await applicantItem.getValue()).toMatchObject({ owner: '90', problem: null, freshAt: clock });
    expect(await shown()).toEqual([1, 2, 3]);
  });

  describe.each<[string, Report[], { problem: boolean; age: number | null }]>([
    ['older good, newer good', [good(2), good(1)], { problem: false, age: 1 }],
    ['older good, newer unreadable', [good(2), bad(1)], { problem: true, age: 2 }],
    ['older unreadable, newer good', [bad(2), good(1)], { problem: false, age: 1 }],
    ['older unreadable, newer unreadable', [bad(2), bad(1)], { problem: true, age: null }],
    ['unreadable between two good ones', [good(3), bad(2), good(1)], { problem: false, age: 1 }],
    ['good between two unreadable ones', [bad(3), good(2), bad(1)], { problem: true, age: 2 }],
  ])('%s', (_, tabs, { problem, age }) => {
    test.each(orders(tabs).map((order) => [order.join(', '), order] as const))(
      'read as %s',
      async (_, order) => {
        const look = ({ isGood, minutes }: Report) =>
          seen(isGood ? stateOf(list) : null, tab(), minutes * minute);
        for (const one of order) await look(one);
        const told = {
          problem: problem ? { name: 'page-unreadable' } : null,
          freshAt: age === null ? null : clock - age * minute,
        };
        expect(await applicantItem.getValue()).toMatchObject(told);
        // Whichever of them is read again, and all at once.
        for (const one of order) {
          await look(one);
          expect(await applicantItem.getValue()).toMatchObject(told);
        }
        await Promise.all(order.map(look));
        expect(await applicantItem.getValue()).toMatchObject(told);
      },
    );
  });

  test('does not clear a problem that a request met after the page was loaded', async () => {
    const problem = { name: 'no-connection' } as const;
    await settingsItem.setValue({ ...defaultSettings, readPages: true, fetchPages: true });
    fetchPage.mockRejectedValue(new TypeError('Failed to fetch'));
    await poll();
    expect(await applicantItem.getValue()).toMatchObject({ problem });
    clock += minute;
    await seen(stateOf(list), tab(), 2 * minute);
    expect(await applicantItem.getValue()).toMatchObject({ problem, freshAt: clock - 2 * minute });
    await seen(stateOf(list), tab());
    expect(await applicantItem.getValue()).toMatchObject({ problem: null, freshAt: clock });
  });

  test('says how old a page is that nobody looked at for an hour', async () => {
    await seen(stateOf(list), tab(), hour);
    expect(await applicantItem.getValue()).toMatchObject({ freshAt: clock - hour });
  });

  test('is believed after the clock was set back', async () => {
    await seen(stateOf(list), tab());
    clock -= day;
    await seen(null, tab());
    expect(await applicantItem.getValue()).toMatchObject({ problem: { name: 'page-unreadable' } });
  });

  test('adds up two tabs with different pages, at once', async () => {
    list = many(40);
    await Promise.all([
      seen(stateOf(list.slice(20), {}, '?page=1'), tab(`${address}?page=1`)),
      seen(stateOf(list.slice(0, 20)), tab()),
    ]);
    expect(await shown()).toHaveLength(40);
    // A filtered page removes nothing.
    await seen(stateOf(list.slice(3, 4), {}, '?state=DISCARD'), tab(`${address}?state=DISCARD`));
    expect(await shown()).toHaveLength(40);
  });

  test('replaces everything by another person’s list', async () => {
    await seen(stateOf(list), tab());
    const other = stateOf([{ id: 9, changed: start }]);
    for (const negotiation of other.applicantNegotiations.topicList) negotiation.applicantUserId = 91;
    await seen({ ...other, hhid: '18' }, tab());
    expect(await heldNegotiations()).toMatchObject({ owner: '91', negotiations: [{ id: '9' }] });
    expect((await applicantItem.getValue()).front).toHaveLength(1);
  });

  test('replaces everything by another person’s empty list as well', async () => {
    await seen(stateOf(list), tab());
    list = [];
    await seen({ ...stateOf([]), hhid: '18' }, tab());
    expect(await heldNegotiations()).toEqual({ owner: '18', negotiations: [] });
    expect((await applicantItem.getValue()).front).toEqual([]);
  });

  test('removes nothing for an empty page of the same person', async () => {
    await seen(stateOf(list), tab());
    list = [];
    await seen(stateOf([], {}, '?state=OFFER'), tab(`${address}?state=OFFER`));
    expect(await shown()).toEqual([1, 2, 3]);
  });

  test('ignores another person’s page while the API answers to the signed-in person', async () => {
    await accountItem.setValue({ ...ivan, applicantId: asId<ApplicantId>('91') });
    await poll();
    await seen(stateOf([{ id: 9, changed: start }]), tab());
    expect(await shown()).toEqual([1, 2, 3]);
  });

  test('cuts endless texts', async () => {
    const state = stateOf(list);
    for (const vacancy of state.vacanciesShort.vacanciesList) vacancy.name = 'я'.repeat(1e6);
    await seen(state, tab());
    expect((await heldNegotiations()).negotiations[0]?.vacancy?.name).toHaveLength(300);
  });

  test('does not clear what stopped the background reading', async () => {
    await settingsItem.setValue({ ...defaultSettings, readPages: true, fetchPages: true });
    fetchPage.mockImplementation(async (url: string) => answer('', url, { status: 403 }));
    await poll();
    await seen(stateOf(list), tab());
    const stopped = { pages: { state: 'stopped' }, problem: { name: 'forbidden' } };
    expect(await applicantItem.getValue()).toMatchObject({ ...stopped, counts: { all: 3 } });
    // A page that cannot be read is no other reason.
    await seen(null, tab());
    expect(await applicantItem.getValue()).toMatchObject(stopped);
  });
});

describe('on a vacancy page', () => {
  const mark = (id: string, employer: string | null = null) =>
    service().readVacancy({
      vacancyId: asId<VacancyId>(id),
      employerId: employer === null ? null : asId<EmployerId>(employer),
    });
  const plant: Whom = { kind: 'employer', ids: ['7'] };

  beforeEach(async () => {
    await accountItem.setValue(ivan);
    list = [
      { id: 1, changed: start - minute },
      { id: 2, changed: start - 3 * day, state: 'discard', viewed: true },
      { id: 3, changed: start - 9 * day },
    ];
    await poll();
  });

  test('shows my state, and what else there was with this employer, from the store alone', async () => {
    asked.length = 0;
    await settingsItem.setValue({ ...(await settingsItem.getValue()), theme: 'night' });
    expect(await mark('1')).toEqual({
      tone: 'neutral',
      title: 'Не просмотрен',
      lines: [
        'Отклик отправлен 10\u00a0нояб',
        'Не просмотрен',
        'Этот работодатель уже отказал вам: «Вакансия 2», 17\u00a0нояб',
        'У этого работодателя ещё «Вакансия 3»: Не просмотрен 9 дней',
      ],
      step: '',
      note: '',
      avoided: null,
      theme: 'night',
      own: { of: { kind: 'application', negotiation: expect.objectContaining({ id: '1' }) }, reminders: [] },
    });
    expect(asked).toEqual([]);
  });

  test('shows my note and next step for this vacancy only', async () => {
    const next = { text: 'Позвонить', on: '2026-11-24' };
    await ownNotesItem.setValue({
      90: {
        [asId<NegotiationId>('1')]: { text: ' Ждут до пятницы\nи справку ', next },
        [asId<NegotiationId>('2')]: { text: 'другое', next: null },
      },
      91: { [asId<NegotiationId>('1')]: { text: 'чужое', next: null } },
    });
    expect(await mark('1')).toMatchObject({
      step: 'Позвонить · 24\u00a0нояб',
      note: 'Ждут до пятницы\nи справку',
    });
  });

  test('shows, before I respond, what there was with the employer that the page names', async () => {
    expect(await mark('8', '7')).toMatchObject({
      title: 'Уже были отклики',
      lines: [
        'Этот работодатель уже отказал вам: «Вакансия 2», 17\u00a0нояб',
        'У этого работодателя ещё «Вакансия 1»: Не просмотрен',
        'У этого работодателя ещё «Вакансия 3»: Не просмотрен 9 дней',
      ],
      note: '',
      own: null,
    });
    list = many(9);
    await poll();
    expect((await mark('10', '7'))?.lines).toHaveLength(6);
    expect((await mark('10', '7'))?.lines.at(-1)).toBe('И ещё 4 отклика');
  });

  test('shows that I do not want to respond to this employer again, even if there is nothing else', async () => {
    await avoid(plant, { name: 'Завод', reason: 'Не платят' });
    await avoid({ kind: 'employer', ids: ['8'] }, { name: 'Склад', reason: '' });
    const why = { avoided: { reason: 'Не платят' } };
    expect(await mark('1')).toMatchObject(why);
    expect(await mark('8', '7')).toMatchObject(why);
    expect(await mark('8', '8')).toMatchObject({ avoided: { name: 'Склад' }, title: '', lines: [] });
    await accountItem.setValue({ ...ivan, applicantId: asId<ApplicantId>('91') });
    list = [{ id: 1, changed: start }];
    await poll();
    expect(await mark('1')).toMatchObject({ avoided: null });
  });

  test('shows their answer', async () => {
    expect(await mark('2')).toMatchObject({ tone: 'bad', title: 'Отказ' });
    expect((await mark('2'))?.lines.slice(0, 3)).toEqual([
      'Отклик отправлен 10\u00a0нояб',
      'Просмотрен',
      'Ответ: Отказ, 17\u00a0нояб',
    ]);
  });

  test('shows that they are silent, and when they read it', async () => {
    expect(await mark('3')).toMatchObject({ tone: 'wait', title: 'Не просмотрен 9 дней' });
    touch(1, { viewed: true });
    await poll();
    expect((await mark('1'))?.lines[1]).toBe('Просмотрен 20\u00a0нояб');
  });

  test('shows nothing for a vacancy and an employer I have nothing with', async () => {
    expect(await mark('8')).toBeNull();
    expect(await mark('8', '8')).toBeNull();
  });
});

describe('after a write', () => {
  beforeEach(async () => {
    await accountItem.setValue(ivan);
    await poll();
    asked.length = 0;
  });
  const call = (method: 'PUT' | 'DELETE', url: string): WriteRequest => ({
    kind: 'call',
    operation: 'x',
    method,
    url,
    effects: ['writes'],
  });

  test('hides at once what I hid, even if hh no longer lists it', async () => {
    list = list.filter(({ id }) => id !== 2);
    expect(await service().arrived(call('DELETE', '/negotiations/active/2?with_decline_message=true'))).toBe(
      true,
    );
    expect((await heldNegotiations()).negotiations.find(({ id }) => id === '2')).toMatchObject({
      hidden: true,
    });
    expect(asked).toEqual(['vacancy 2']);
    const log = (await applicantDb.log('90'))[asId<NegotiationId>('2')];
    expect(log?.map(({ what }) => what)).toEqual(['sent', 'hidden']);
  });

  test('reads again after a message, a letter and a response', async () => {
    touch(1, { state: 'interview' });
    const id = asId<NegotiationId>('1');
    expect(await service().arrived({ kind: 'old-message', negotiationId: id, text: 'Да' })).toBe(true);
    expect(await service().arrived(call('PUT', '/negotiations/1/messages/5'))).toBe(true);
    list.push({ id: 4, changed: clock + minute });
    const vacancyId = asId<VacancyId>('4');
    expect(await service().arrived({ kind: 'apply', vacancyId, resumeId: asId('a'), text: '' })).toBe(true);
    expect(asked).toEqual(['vacancy 1', 'vacancy 1', 'vacancy 4']);
    expect((await heldNegotiations()).negotiations.slice(0, 2)).toMatchObject([
      { id: '4' },
      { id: '1', stage: { id: 'interview' } },
    ]);
  });

  test('ignores a recruiter’s write', async () => {
    const id = asId<NegotiationId>('77');
    expect(await service().arrived({ kind: 'old-message', negotiationId: id, text: 'Да' })).toBe(false);
    expect(asked).toEqual([]);
  });

  test('loses nothing if it cannot be read again', async () => {
    negotiations.mockRejectedValue(new HhError('no-connection', 'maybe'));
    expect(await service().arrived(call('DELETE', '/negotiations/active/2'))).toBe(true);
    expect((await heldNegotiations()).negotiations.find(({ id }) => id === '2')?.hidden).toBe(true);
  });
});
