import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { heldNegotiations } from '../../tests/applicant-db.ts';
import type { Event } from '../domain/applicant/events.ts';
import type { ApplicantNegotiation } from '../domain/applicant/negotiation.ts';
import { headOf, negotiationOf } from '../domain/applicant/testing.ts';
import { asId, type EmployerId, type NegotiationId, type VacancyId } from '../ids.ts';
import { createApplicantStore } from '../worker/applicant-sync.ts';
import { applicantDb, limits } from './applicant-db.ts';
import { applicantItem } from './items.ts';
import { watchApplicantNegotiations } from './page-store.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 20, 12);
const owner = '90';
const store = (...negotiations: ApplicantNegotiation[]) => applicantDb.putPage({ owner, negotiations }, now);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

const stages = ['response', 'discard', 'invitation', 'consider', 'telepathy', '', 'hired', 'response'];
/** All kinds of negotiations, no two neighbours alike. */
const kindOf = (index: number): ApplicantNegotiation =>
  negotiationOf(index, {
    stage: { id: stages[index % stages.length] ?? 'response', name: '' },
    fresh: [false, false, true, null, false][index % 5] ?? null,
    hidden: index % 11 === 0,
    awaits: index % 13 === 0,
    viewed: index % 2 === 0,
    updatedAt: index % 17 === 0 ? null : now - index * 3_600_000 * 7,
    createdAt: now - 100 * day,
    employer: { id: asId<EmployerId>(index % 5), name: 'Завод' },
  });

describe('what the popup begins with', () => {
  test('is counted by index as it would be from all negotiations', async () => {
    const negotiations = range(1, 150).map(kindOf);
    for (let from = 0; from < negotiations.length; from += 20)
      await store(...negotiations.slice(from, from + 20));
    for (const silentDays of [1, 7, 30]) {
      const { counts, front } = await applicantDb.head(owner, silentDays, now);
      const all = headOf(negotiations, silentDays, now);
      expect(counts).toEqual(all.counts);
      expect(front).toEqual(all.front);
    }
  });

  test('gets a new revision with each change, and only then', async () => {
    const revision = async () => (await applicantDb.head(owner, 7, now)).revision;
    await store(negotiationOf(1));
    expect(await revision()).toBe(1);
    await store(negotiationOf(1));
    expect(await revision()).toBe(1);
    await store(negotiationOf(1, { viewed: true }));
    expect(await revision()).toBe(2);
  });
});

test('has exactly what happened since a revision, whatever was recorded before', async () => {
  const since = async (revision: number) => {
    const { revision: now, news } = await applicantDb.newsSince(owner, revision);
    return [now, news.map(({ negotiation: { id }, events }) => [id, events.map(({ what }) => what)])];
  };
  const refused = negotiationOf(1, { viewed: true, stage: { id: 'discard', name: '' } });
  await store(negotiationOf(1), negotiationOf(2));
  await store(negotiationOf(1, { viewed: true }));
  await store(refused);
  await store({ ...refused, resume: 'Бухгалтер' });
  expect(await since(1)).toEqual([4, [['1', ['viewed', 'stage']]]]);
  expect(await since(2)).toEqual([4, [['1', ['stage']]]]);
  // A change without an event is no news.
  expect(await since(3)).toEqual([4, []]);
});

describe('a view that watches', () => {
  const put = createApplicantStore(() => now);
  const seen: string[][] = [];
  let stop = () => {};
  beforeEach(() => {
    seen.length = 0;
    stop = watchApplicantNegotiations(({ negotiations }) => void seen.push(negotiations.map(({ id }) => id)));
  });
  afterEach(() => stop());

  test('hears of each change, and reads only what has changed', async () => {
    await put({ owner, negotiations: range(1, 30).map((id) => negotiationOf(id)) }, {});
    await vi.waitFor(() => expect(seen.at(-1)).toHaveLength(29));
    const since = vi.spyOn(applicantDb, 'since');
    await put({ owner, negotiations: [negotiationOf(7, { updatedAt: now, viewed: true })] }, {});
    await vi.waitFor(() => expect(seen.at(-1)?.[0]).toBe('7'));
    expect(seen.at(-1)).toHaveLength(29);
    const read = await since.mock.results.at(-1)?.value;
    expect(read).toMatchObject({ whole: false, negotiations: [{ id: '7' }] });
  });

  test('hears of what was removed, and of nobody else’s', async () => {
    await put({ owner, negotiations: [negotiationOf(1), negotiationOf(2)] }, {});
    await vi.waitFor(() => expect(seen.at(-1)).toHaveLength(2));
    await put({ owner, negotiations: [negotiationOf(1)], all: new Set([asId<NegotiationId>(1)]) }, {});
    await vi.waitFor(() => expect(seen.at(-1)).toEqual(['1']));
    await put({ owner: '91', negotiations: [negotiationOf(5)] }, {});
    await vi.waitFor(() => expect(seen.at(-1)).toEqual(['5']));
    expect((await applicantDb.since(owner, 0)).negotiations).toEqual([]);
    expect(Object.keys(await applicantDb.log(owner))).toEqual(['1', '2']);
  });
});

test('a head that a dying worker left stale is corrected by the next page, even without news', async () => {
  await store(negotiationOf(1), negotiationOf(2));
  expect((await applicantItem.getValue()).counts.all).toBe(0);
  await createApplicantStore(() => now)({ owner, negotiations: [negotiationOf(1)] }, {});
  expect(await applicantItem.getValue()).toMatchObject({ owner, counts: { all: 2 } });
});

test('a page is stored completely or not at all', async () => {
  await store(negotiationOf(1));
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await expect(store(negotiationOf(1, { viewed: true }), negotiationOf(2))).rejects.toThrow('full');
  put.mockRestore();
  expect((await applicantDb.since(owner, 0)).negotiations).toMatchObject([{ id: '1', viewed: false }]);
});

test('what a vacancy page shows is found without reading the rest', async () => {
  await store(...range(1, 100).map(kindOf));
  const found = await applicantDb.about(owner, { vacancyId: asId<VacancyId>(42) });
  expect(found.map(({ id }) => id)).toEqual(['42']);
  const same = await applicantDb.about(owner, { employerId: asId<EmployerId>(2) });
  expect(same.length).toBe(20);
});

describe('20,000 negotiations with ten years of events', () => {
  const count = 20_000;
  const years = 10 * 365 * day;
  const grown = (index: number): ApplicantNegotiation =>
    negotiationOf(index, {
      stage: { id: index % 3 === 0 ? 'discard' : 'response', name: '' },
      viewed: true,
      createdAt: now - years + Math.floor((index * years) / count),
      updatedAt: now - years + Math.floor((index * years) / count) + day,
    });

  test('fit, and a page of the list reads and writes only its own lines', { timeout: 120_000 }, async () => {
    for (let from = 0; from < count; from += 1_000)
      await applicantDb.putPage({ owner, negotiations: range(from, from + 1_000).map(grown) }, now);
    const size = await applicantDb.size();
    expect(size.negotiations).toBe(count);
    expect(size.events).toBeGreaterThan(2 * count);

    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    const get = vi.spyOn(IDBObjectStore.prototype, 'get');
    const all = vi.spyOn(IDBObjectStore.prototype, 'getAll');
    const keys = vi.spyOn(IDBObjectStore.prototype, 'getAllKeys');
    const next = vi.spyOn(IDBCursor.prototype, 'continue');
    const page = range(count - 20, count).map((id) => ({ ...grown(id), messages: 3, updatedAt: now }));
    await createApplicantStore(() => now)({ owner, negotiations: page }, {});
    // One row each in both stores, and the person.
    expect(put.mock.calls.length).toBeLessThanOrEqual(41);
    expect(get.mock.calls.length).toBeLessThanOrEqual(42);
    expect(all).not.toHaveBeenCalled();
    expect(keys).not.toHaveBeenCalled();
    // What the popup paints first.
    expect(next.mock.calls.length).toBeLessThanOrEqual(4 * 30);
    expect(await applicantItem.getValue()).toMatchObject({ counts: { all: count }, revision: 21 });
    // None of it is in the storage area that is limited to 10 MB.
    expect(JSON.stringify(await fakeBrowser.storage.local.get()).length).toBeLessThan(40_000);
  });
});

describe('beyond a limit', () => {
  const before = { ...limits };
  afterEach(() => void Object.assign(limits, before));

  test('the negotiations that changed longest ago are removed, and a view reads everything again', async () => {
    limits.negotiations = 50;
    await store(...range(1, 60).map((id) => negotiationOf(id, { updatedAt: now - id * day })));
    const { revision } = await applicantDb.since(owner, 0);
    await store(...range(60, 70).map((id) => negotiationOf(id, { updatedAt: now - (id - 59) })));
    const { negotiations, whole } = await applicantDb.since(owner, revision);
    expect(whole).toBe(true);
    expect(negotiations).toHaveLength(50);
    expect(negotiations.map(({ id }) => Number(id))).toEqual(expect.arrayContaining([1, 40, 60, 69]));
    expect(Object.keys(await applicantDb.log(owner))).toHaveLength(50);
  });

  test('messages are the first events of a negotiation to be forgotten', async () => {
    await store(negotiationOf(1, { messages: 0 }));
    for (let messages = 1; messages <= 250; messages++)
      await applicantDb.putPage(
        { owner, negotiations: [negotiationOf(1, { messages, viewed: true, updatedAt: now + messages })] },
        now + messages,
      );
    const { [asId<NegotiationId>(1)]: events = [] } = await applicantDb.log(owner);
    expect(events).toHaveLength(200);
    expect(events.map(({ what }) => what).filter((what) => what !== 'message')).toEqual(['sent', 'viewed']);
    expect(events.at(-1)).toMatchObject({ what: 'message', at: now + 250 });
  });

  test('the log of the person seen longest ago is removed', async () => {
    for (let person = 1; person <= 7; person++)
      await applicantDb.putPage({ owner: `p${person}`, negotiations: [negotiationOf(person)] }, now + person);
    const kept = await Promise.all(range(1, 8).map((person) => applicantDb.log(`p${person}`)));
    expect(kept.map((log) => Object.keys(log).length)).toEqual([0, 0, 1, 1, 1, 1, 1]);
  });
});

test('adding a stale log removes nothing that was written since', async () => {
  await store(negotiationOf(1));
  const stale = await applicantDb.logs();
  await applicantDb.putPage({ owner, negotiations: [negotiationOf(1, { viewed: true })] }, now + 1);
  await applicantDb.addLogs(stale);
  expect((await applicantDb.log(owner))[asId<NegotiationId>(1)]?.map(({ what }) => what)).toEqual([
    'sent',
    'viewed',
  ]);
});

test('added logs displace nobody, and rank behind the people seen here', async () => {
  const sent = (at: number) => ({ [asId<NegotiationId>(1)]: [{ at, what: 'sent' as const }] });
  await store(negotiationOf(1));
  await applicantDb.addLogs(Object.fromEntries(range(1, 9).map((person) => [`p${person}`, sent(person)])));
  expect(Object.keys(await applicantDb.logs()).sort()).toEqual([owner, 'p1', 'p2', 'p3', 'p4']);
  await applicantDb.putPage({ owner: 'new', negotiations: [negotiationOf(2)] }, now + 1);
  expect(Object.keys(await applicantDb.logs()).sort()).toEqual([owner, 'new', 'p2', 'p3', 'p4']);
});

describe('what release 0.1 kept in storage.local', () => {
  /** As that release wrote them. */
  const { awaits: _, ...old } = negotiationOf(1, { viewed: true, stage: { id: 'discard', name: 'Отказ' } });
  const sent: Event = { at: now - day, what: 'sent' };
  const stored = {
    applicant: {
      v: 1,
      value: {
        owner,
        counts: { new: 0, waiting: 0, silent: 0, all: 2 },
        front: [],
        api: { state: 'off' },
        pages: { state: 'on', at: now },
        freshAt: now,
        problem: null,
        problemSince: null,
        setAside: 1,
        total: 2,
      },
    },
    topics: { v: 1, value: { owner, topics: [old, { ...old, id: '2', updatedAt: 0, createdAt: 0 }] } },
    events: { v: 1, value: { [owner]: { 1: [sent], 3: [sent] }, 91: { 9: [sent] } } },
    applicantPoll: {
      v: 1,
      value: {
        api: { at: 0, wait: 0 },
        pages: { at: now, wait: 0 },
        hhid: 'h',
        sweep: { way: 'pages', next: 2, seen: ['1'], total: 2, setAside: [0, 1], at: now, whole: false },
      },
    },
  };
  /** A fresh module, as after an update of the extension. */
  async function updated() {
    vi.resetModules();
    Object.assign(globalThis, { indexedDB: new IDBFactory() });
    const [{ applicantDb }, storage] = await Promise.all([import('./applicant-db.ts'), import('./items.ts')]);
    const [head, poll] = [await storage.applicantItem.getValue(), await storage.applicantPollItem.getValue()];
    return { db: applicantDb, head, poll };
  }

  test('is moved in completely, once, and removed from its old place', async () => {
    await fakeBrowser.storage.local.set(stored);
    const { db, head, poll } = await updated();
    expect(head).toMatchObject({
      owner,
      counts: { all: 2, unsure: 0 },
      skipped: 1,
      whole: false,
      revision: 0,
    });
    expect(poll).toMatchObject({ hhid: 'h', sync: { way: 'pages', next: 2, seen: ['1'], skipped: [0, 1] } });
    const { negotiations } = await db.since(owner, 0);
    expect(negotiations).toEqual([
      { ...old, awaits: null },
      { ...old, awaits: null, id: '2', updatedAt: null, createdAt: null },
    ]);
    expect(await db.log(owner)).toEqual({ 1: [sent], 3: [sent] });
    expect(await db.log('91')).toEqual({ 9: [sent] });
    expect(await fakeBrowser.storage.local.get(['topics', 'events'])).toEqual({});
    // A page is merged with it, and does not start anew.
    await db.putPage({ owner, negotiations: [{ ...old, awaits: false, hidden: true }] }, now);
    expect(await db.log(owner)).toMatchObject({ 1: [sent, { at: now, what: 'hidden' }] });
  });

  test('is moved in except for what is broken', async () => {
    await fakeBrowser.storage.local.set({
      topics: { v: 1, value: { owner, topics: [null, 7, { id: 8 }, { id: '9', stage: 'x' }, old] } },
      events: { v: 1, value: { [owner]: { 1: [sent, null, 'x'], 2: 'x' }, 91: null } },
    });
    const { db } = await updated();
    expect((await db.since(owner, 0)).negotiations).toMatchObject([{ id: '1' }]);
    expect(await db.log(owner)).toEqual({ 1: [sent] });
    for (const broken of [5, { v: 1, value: null }, { v: 9, value: stored.topics.value }]) {
      await fakeBrowser.storage.local.set({ topics: broken, events: [] });
      expect((await (await updated()).db.since(owner, 0)).negotiations).toEqual([]);
    }
  });
});

test('signing out removes the negotiations and keeps the log; erasing keeps nothing', async () => {
  await store(negotiationOf(1));
  await applicantDb.forgetNegotiations();
  expect((await heldNegotiations()).negotiations).toEqual([]);
  expect(await applicantDb.size()).toEqual({ negotiations: 0, events: 1 });
  await applicantDb.erase();
  expect(await applicantDb.size()).toEqual({ negotiations: 0, events: 0 });
});
