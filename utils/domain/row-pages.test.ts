import { describe, expect, test } from 'vitest';
import { asId, type NegotiationId } from '../ids.ts';
import { known } from '../known.ts';
import type { ListRow } from './collection.ts';
import {
  foundIn,
  indexOf,
  keptAtMost,
  layoutOf as layoutAt,
  layoutOfRows,
  nextFrom,
  noPages,
  type PageRead,
  pagesToRead,
  perPage,
  placedAt,
  placedIn,
  type RowPages,
  rowHeights,
  rowsIn,
  withoutRows,
  withPage,
  withProblem,
  withStale,
} from './row-pages.ts';
import { rowOf } from './testing.ts';

const rowHeight = rowHeights.columns;
const layoutOf = (pages: RowPages) => layoutAt(pages, rowHeight);
const row = (id: number): ListRow => rowOf(id);
const range = (from: number, count: number) => Array.from({ length: count }, (_, at) => row(from + at));

/** hh's list of 20,000 responses, in which every page lacks a hidden one. */
const found = 20_000;
const read = (page: number, more: Partial<PageRead> = {}): PageRead => ({
  page,
  rows: range(page * perPage, perPage - 1),
  skipped: 0,
  pages: found / perPage,
  found: known(found),
  hidden: known(400),
  order: null,
  at: 0,
  ...more,
});
const having = (...pages: number[]): RowPages =>
  pages.reduce((known, page) => withPage(known, read(page), page), noPages);

describe('the layout of a long list', () => {
  test('has a position for every row, read or not', () => {
    const layout = layoutOf(having(0));
    expect(layout.count).toBe(found - 1);
    expect(layout.height).toBe(layout.count * rowHeight);
  });

  test('is exact even if pages are short', () => {
    const layout = layoutOf(having(0, 1));
    const [last, next] = placedIn(layout, 48 * rowHeight, 50 * rowHeight);
    expect(last?.row?.id).toBe('48');
    expect(next?.row?.id).toBe('50');
    expect(next?.top).toBe(49 * rowHeight);
  });

  test("uses the rows' own heights if they differ", () => {
    const tall = { id: 'tall', height: 90 };
    const layout = layoutOfRows([
      { id: 'first', height: rowHeight },
      tall,
      { id: 'last', height: rowHeight },
    ]);
    expect(layout.height).toBe(2 * rowHeight + 90);
    expect(placedAt(layout, 2)?.top).toBe(rowHeight + 90);
    expect(placedIn(layout, rowHeight + 1, rowHeight + 2).map(({ index }) => index)).toEqual([1]);
  });

  test('shows a row that hh sent on two pages once', () => {
    const moved = withPage(having(0), read(1, { rows: [row(48), row(50)] }), 1);
    expect(rowsIn(layoutOf(moved)).filter(({ id }) => id === '48')).toHaveLength(1);
  });

  test('is empty for an empty list', () => {
    const layout = layoutOf(withPage(noPages, read(0, { rows: [], pages: 0, found: known(0) }), 0));
    expect(layout).toEqual({ stretches: [], count: 0, height: 0 });
    expect(placedAt(layout, 0)).toBeNull();
    expect(indexOf(layout, null)).toBeNull();
  });
});

describe('the pages to read', () => {
  const screen = 10 * rowHeight;

  test('begin with the first one, whatever is in view', () => {
    expect(pagesToRead(noPages, layoutOf(noPages), 0, screen)).toEqual([0]);
  });

  test('are those in view, and none if all of it is known', () => {
    const pages = having(0);
    const layout = layoutOf(pages);
    expect(pagesToRead(pages, layout, 0, screen)).toEqual([]);
    const deep = 10_000 * rowHeight;
    expect(pagesToRead(pages, layout, deep, deep + screen)).toEqual([200]);
  });

  test("end with hh's last page", () => {
    const pages = having(0);
    const layout = layoutOf(pages);
    expect(pagesToRead(pages, layout, layout.height - screen, layout.height + screen)).toEqual([399]);
  });

  test('exclude a failed page until the user retries', () => {
    const pages = withProblem(withStale(having(0)), 0, { name: 'server-error' });
    expect(pagesToRead(pages, layoutOf(pages), 0, screen)).toEqual([]);
    const again = withStale(pages);
    expect(pagesToRead(again, layoutOf(again), 0, screen)).toEqual([0]);
    const never = withProblem(noPages, 0, { name: 'offline' });
    expect(pagesToRead(never, layoutOf(never), 0, screen)).toEqual([]);
  });
});

describe('memory', () => {
  test('holds only the pages nearest to the view, however far one scrolls', () => {
    const pages = having(...Array.from({ length: 100 }, (_, page) => page));
    expect([...pages.kept.keys()].sort((a, b) => a - b)).toEqual([90, 91, 92, 93, 94, 95, 96, 97, 98, 99]);
    expect(pages.kept.size).toBe(keptAtMost);
    // The layout of evicted pages stays: nothing jumps when scrolling back.
    expect(layoutOf(pages).stretches[3]).toMatchObject({ count: perPage - 1, rows: null });
  });
});

describe('a list that changes at hh', () => {
  test('is read again where its rows changed', () => {
    const pages = withStale(having(0, 1), [asId<NegotiationId>(60)]);
    expect([...pages.kept].map(([page, { stale }]) => [page, stale])).toEqual([
      [0, false],
      [1, true],
    ]);
  });

  test("is read again page by page when hh's count changes, so that no row is missing between two pages", () => {
    const pages = withPage(having(0, 1, 2), read(1, { found: known(found - 1) }), 1);
    expect([...pages.kept].map(([page, { stale }]) => [page, stale]).sort()).toEqual([
      [0, true],
      [1, false],
      [2, true],
    ]);
  });

  test('forgets pages that no longer exist', () => {
    const pages = withPage(having(0, 1, 2), read(0, { pages: 1, found: known(50) }), 0);
    expect([...pages.kept.keys()]).toEqual([0]);
    expect(layoutOf(pages).count).toBe(49);
  });
});

describe('the next person', () => {
  const decided =
    (...ids: number[]) =>
    (one: ListRow) =>
      ids.includes(Number(one.id));
  const few = layoutOfRows([1, 2, 3, 4].map(row), rowHeight);

  test('is the next undecided one below, else the nearest above, else nobody', () => {
    expect(nextFrom(few, 0, decided(1))?.row?.id).toBe('2');
    expect(nextFrom(few, 0, decided(1, 2, 3))?.row?.id).toBe('4');
    expect(nextFrom(few, 3, decided(4, 3))?.row?.id).toBe('2');
    expect(nextFrom(few, 3, decided(1, 2, 3, 4))).toBeNull();
  });

  test('may not have been read yet: nobody is skipped at the end of a page', () => {
    const layout = layoutOf(withPage(noPages, read(0), 0));
    const last = perPage - 2;
    expect(nextFrom(layout, last, () => true)).toMatchObject({ index: last + 1, row: null });
  });
});

test('a removed row leaves no gap, and the next answer shows that the list has changed', () => {
  const before = withPage(withPage(noPages, read(0), 0), read(1), 1);
  const after = withoutRows(before, new Set([asId<NegotiationId>(3)]));
  expect(layoutOf(after).count).toBe(layoutOf(before).count - 1);
  expect(indexOf(layoutOf(after), '4')).toBe(3);
  expect(indexOf(layoutOf(before), '4')).toBe(4);
  expect(foundIn(before)).toEqual(known(found));
  expect(foundIn(after)).toEqual(known(found - 1));
  const again = withPage(after, read(0, { found: known(found - 1) }), 0);
  expect(foundIn(again)).toEqual(known(found - 1));
  expect(again.kept.get(1)?.stale).toBe(true);
});

test('due reminders come before all pages, each once, and cause no request', () => {
  const pages = withPage(noPages, { ...read(0), pages: 1 }, 0);
  const back = row(3);
  const stranger = row(99_999);
  const layout = layoutAt(pages, rowHeight, [back, stranger]);
  expect(rowsIn(layout).slice(0, 4)).toEqual([back, stranger, row(0), row(1)]);
  expect(rowsIn(layout).filter(({ id }) => id === back.id)).toHaveLength(1);
  expect(layout.count).toBe(perPage - 1 + 1);
  expect([placedAt(layout, 1)?.row?.id, placedAt(layout, 2)?.top]).toEqual([stranger.id, 2 * rowHeight]);
  expect(indexOf(layout, back.id)).toBe(0);
  expect(pagesToRead(pages, layoutOf(pages), 0, 600)).toEqual([]);
});
