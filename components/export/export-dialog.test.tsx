// @vitest-environment happy-dom

import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import { known } from '../../utils/known.ts';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import {
  type Collected,
  collect,
  ExportDialog,
  type Exported,
  mostRows,
  noneYet,
  requestsFor,
} from './export-dialog.tsx';
import type { Column } from './table-file.ts';

interface Row {
  id: string;
}
const rowsFrom = (from: number, count: number): Row[] =>
  Array.from({ length: count }, (_, at) => ({ id: String(from + at) }));
const page = (at: number): Row[] => rowsFrom(at * 50, 50);
const columns: Column<Row>[] = [{ id: 'name', name: 'export_name', width: 10, of: ({ id }) => known(id) }];
const save = vi.fn<(file: Blob, name: string) => void>();
const copyTable = vi.fn(async () => true);
let answer: (go: boolean) => void = () => {};

beforeEach(() => vi.useFakeTimers({ now: new Date(2026, 10, 24) }));
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

async function show(list: Partial<Exported<Row>> = {}) {
  render(
    <WorkerProvider worker={fakeWorker({ save, copyTable })}>
      <ExportDialog
        title="Повар / «Весна» · Новые"
        list={{
          pages: 3,
          found: 150,
          kept: (at) => (at === 0 ? page(0) : null),
          read: (at) =>
            new Promise((resolve) => {
              answer = (go) =>
                resolve(
                  go
                    ? { ok: true, value: { rows: page(at), pages: 3, skipped: 0 } }
                    : { ok: false, problem: { name: 'captcha' } },
                );
            }),
          ...list,
        }}
        columns={columns}
        about={{}}
        pastOf={async () => () => ({})}
        onClose={() => {}}
      />
    </WorkerProvider>,
    document.body,
  );
  await settled();
}
const text = () => document.body.textContent?.replace(/[\u00a0\u202f]/g, ' ') ?? '';
async function press(words: string) {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent?.startsWith(words));
  if (!button) throw new Error(`no "${words}" among ${text()}`);
  button.click();
  await settled();
}
const saved = () => vi.waitFor(() => expect(save).toHaveBeenCalled());

test('says how many requests it takes before it makes the first', async () => {
  await show();
  expect(text()).toContain('будет 2 запроса к hh');
  expect(save).not.toHaveBeenCalled();
});

test('claims no number of requests while hh has not said how long the list is', async () => {
  await show({ pages: null, found: null, kept: () => null });
  expect(text()).toContain('hh ещё не сказал');
  expect(text()).not.toContain('уже здесь');
  await press('Дочитать и сохранить');
  for (const _ of [0, 1, 2]) {
    answer(true);
    await settled();
  }
  await vi.waitFor(() => expect(text()).toContain('Сохранено 150 откликов.'));
});

test('stopped after the first page of a list of unknown length, says how many requests are left', async () => {
  await show({ pages: null, found: null, kept: () => null });
  await press('Дочитать и сохранить');
  await press('Остановить');
  answer(true);
  await settled();
  expect(text()).toContain('будет 2 запроса к hh');
  expect(text()).not.toContain('уже здесь');
  await press('Продолжить');
  for (const _ of [1, 2]) {
    answer(true);
    await settled();
  }
  await vi.waitFor(() => expect(text()).toContain('Сохранено 150 откликов.'));
});

test('saves nothing by itself when stopped', async () => {
  await show();
  await press('Дочитать и сохранить');
  answer(true);
  await settled();
  expect(text()).toContain('Загружено 100 из 150');
  await press('Остановить');
  answer(true);
  await settled();
  expect(save).not.toHaveBeenCalled();
  // The last page was in flight, so nothing is missing.
  expect(text()).toContain('запросов к hh не будет');
});

test('when stopped midway, saves what was read on request, and says that it is a part', async () => {
  await show({ pages: 4, found: 200 });
  await press('Дочитать и сохранить');
  await press('Остановить');
  answer(true);
  await settled();
  await press('Сохранить загруженное · 100');
  await saved();
  expect(text()).toContain('Это часть списка.');
  expect(save.mock.calls[0]?.[1]).toBe('Повар Весна Новые 2026-11-24.xlsx');
});

test('shows hh’s problem with its next step, and continues from there', async () => {
  await show();
  await press('Дочитать и сохранить');
  answer(false);
  await settled();
  expect(text()).toMatch(/проверк/i);
  expect(text()).toContain('Загружено 50 из 150');
  await press('Продолжить');
  answer(true);
  await settled();
  answer(true);
  await saved();
  await vi.waitFor(() => expect(text()).toContain('Сохранено 150 откликов.'));
});

test('copies a list that is in memory at once, without requests', async () => {
  await show({ pages: 1, found: 50 });
  expect(text()).toContain('запросов к hh не будет');
  await press('Копировать таблицей');
  await vi.waitFor(() => expect(copyTable).toHaveBeenCalled());
  await vi.waitFor(() => expect(text()).toContain('Скопировано 50 откликов.'));
});

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
    value: { rows: rowsFrom(at * 50, at === 2 ? 20 : 50), pages: 3, skipped: at === 1 ? 1 : 0 },
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
  const list = listOf({ 0: rowsFrom(0, 50) }, read);
  expect(requestsFor(list, noneYet())).toBe(2);
  const { so, problem } = await run(list);
  expect(problem).toBeNull();
  expect(read.mock.calls).toEqual([[1], [2]]);
  expect(so).toMatchObject({ isWhole: true, isCut: false, skipped: 1 });
  expect(so.rows.map(({ id }) => id)).toEqual(rowsFrom(0, 120).map(({ id }) => id));
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
  const list = listOf({ 1: rowsFrom(50, 50) }, read, null);
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
  read.mockResolvedValueOnce({ ok: true, value: { rows: rowsFrom(0, 50), pages: 3, skipped: 0 } });
  read.mockResolvedValueOnce({ ok: false, problem: { name: 'captcha' } });
  const { so, problem } = await run(listOf({}, read));
  expect(problem).toEqual({ name: 'captcha' });
  expect(so.rows).toHaveLength(50);
});

test('keeps a row that moved to the next page meanwhile only once', async () => {
  const read = reading();
  read.mockResolvedValueOnce({ ok: true, value: { rows: rowsFrom(49, 50), pages: 2, skipped: 0 } });
  const { so } = await run(listOf({ 0: rowsFrom(0, 50) }, read));
  expect(so.rows).toHaveLength(99);
});

test('collects no more rows than a file holds, and says so', async () => {
  const read = vi.fn<Exported<Row>['read']>(async (at) => ({
    ok: true,
    value: { rows: rowsFrom(at * 50, 50), pages: 500, skipped: 0 },
  }));
  const { so } = await run(listOf({}, read, 500));
  expect(so.rows).toHaveLength(mostRows);
  expect(so).toMatchObject({ isWhole: true, isCut: true });
});
