import { expect, test, vi } from 'vitest';
import { type Collected, collect, type Exported, mostRows, noneYet, requestsFor } from './collect.ts';

interface Row {
  id: string;
}
const page = (from: number, count: number): Row[] =>
  Array.from({ length: count }, (_, at) => ({ id: String(from + at) }));
const listOf = (
  kept: Record<number, Row[]>,
  read: Exported<Row>['read'],
  pages: number | null = 3,
): Exported<Row> => ({
  pages,
  found: 120,
  kept: (at) => kept[at] ?? null,
  read,
});
const reading = () =>
  vi.fn<Exported<Row>['read']>(async (at) => ({
    ok: true,
    value: { rows: page(at * 50, at === 2 ? 20 : 50), pages: 3, skipped: at === 1 ? 1 : 0 },
  }));

async function run(list: Exported<Row>, from = noneYet<Row>(), stopAfter = Number.POSITIVE_INFINITY) {
  const abort = new AbortController();
  let so: Collected<Row> = from;
  let pages = 0;
  const problem = await collect(list, from, {
    signal: abort.signal,
    onPage(next) {
      so = next;
      if (++pages >= stopAfter) abort.abort();
    },
  });
  return { so, problem };
}

test('makes one request for each page that is not in memory', async () => {
  const read = reading();
  const list = listOf({ 0: page(0, 50) }, read);
  expect(requestsFor(list, noneYet())).toBe(2);
  const { so, problem } = await run(list);
  expect(problem).toBeNull();
  expect(read.mock.calls).toEqual([[1], [2]]);
  expect(so).toMatchObject({ isWhole: true, isCut: false, skipped: 1 });
  expect(so.rows.map(({ id }) => id)).toEqual(page(0, 120).map(({ id }) => id));
});

test('keeps what it has when stopped, and continues from there', async () => {
  const read = reading();
  const list = listOf({}, read);
  const stopped = await run(list, noneYet(), 1);
  expect(stopped.so).toMatchObject({ isWhole: false, page: 1 });
  expect(stopped.problem).toBeNull();
  const { so } = await run(list, stopped.so);
  expect(read.mock.calls).toEqual([[0], [1], [2]]);
  expect(so.rows).toHaveLength(120);
});

test('learns from the first answer how many pages there are, and still knows it when it continues', async () => {
  const read = reading();
  // Page 1 has come into memory meanwhile, so no answer says again how many pages there are.
  const list = listOf({ 1: page(50, 50) }, read, null);
  expect(requestsFor(list, noneYet())).toBeNull();
  const { so } = await run(list, noneYet(), 1);
  expect(requestsFor(list, so)).toBe(1);
  const { so: all } = await run(list, so);
  expect(read.mock.calls).toEqual([[0], [2]]);
  expect(all.rows).toHaveLength(120);
  expect(requestsFor(list, all)).toBe(0);
});

test('returns hh’s refusal as a problem, and loses nothing that was read', async () => {
  const read = reading();
  read.mockResolvedValueOnce({ ok: true, value: { rows: page(0, 50), pages: 3, skipped: 0 } });
  read.mockResolvedValueOnce({ ok: false, problem: { name: 'captcha' } });
  const { so, problem } = await run(listOf({}, read));
  expect(problem).toEqual({ name: 'captcha' });
  expect(so.rows).toHaveLength(50);
});

test('keeps a row that moved to the next page meanwhile only once', async () => {
  const read = reading();
  read.mockResolvedValueOnce({ ok: true, value: { rows: page(49, 50), pages: 2, skipped: 0 } });
  const { so } = await run(listOf({ 0: page(0, 50) }, read));
  expect(so.rows).toHaveLength(99);
});

test('collects no more rows than a file holds, and says so', async () => {
  const read = vi.fn<Exported<Row>['read']>(async (at) => ({
    ok: true,
    value: { rows: page(at * 50, 50), pages: 500, skipped: 0 },
  }));
  const { so } = await run(listOf({}, read, 500));
  expect(so.rows).toHaveLength(mostRows);
  expect(so).toMatchObject({ isWhole: true, isCut: true });
});
