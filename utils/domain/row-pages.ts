import type { NegotiationId } from '../ids.ts';
import { fromKnown, type Known, unread, valueOr } from '../known.ts';
import type { Problem } from '../problem.ts';
import type { ListRow } from './collection.ts';
import type { Millis } from './negotiation.ts';

/** hh's maximum per request. */
export const perPage = 50;
/** Pages kept in memory; a page evicted after scrolling away is read again on scrolling back. */
export const keptAtMost = 10;

/** hh's answer for one page. It may be short: resumes hidden from us are left out. */
export interface PageRead {
  page: number;
  rows: ListRow[];
  /** How many rows could not be read. */
  skipped: number;
  /** The number of pages; if hh does not say, one more after each full page. */
  pages: number;
  found: Known<number>;
  /** Responses that hh counts but does not list, because their resumes are hidden from us. */
  hidden: Known<number>;
  /** The order that hh used. */
  order: { id: string; name: string } | null;
  at: Millis;
}

interface KeptPage {
  rows: ListRow[];
  /** The list has changed since: the page is shown, and read again when it comes into view. */
  stale: boolean;
}

/** A long list read page by page. */
export interface RowPages {
  /** Null before the first answer. */
  last: Omit<PageRead, 'rows' | 'page' | 'skipped'> | null;
  kept: ReadonlyMap<number, KeptPage>;
  /** Of every page ever read, so that the list keeps its layout when a page is evicted. */
  shapes: ReadonlyMap<number, { rows: number; skipped: number }>;
  problems: ReadonlyMap<number, Problem>;
  /** How many rows have left the list since hh's count. */
  left: number;
}

export const noPages: RowPages = {
  last: null,
  kept: new Map(),
  shapes: new Map(),
  problems: new Map(),
  left: 0,
};

/** The current length of the list according to hh; null before its first answer. */
export const foundIn = ({ last, left }: RowPages): Known<number> | null =>
  last && fromKnown(last.found, (found) => Math.max(0, found - left));

/** Row heights of the inbox page in px: one line in columns, two lines where the list is narrow. */
export const rowHeights = { columns: 40, lines: 48 } as const;

/**
 * Adds a page just read. A changed total means that rows have moved between pages: the other pages become stale
 * and are read again when they come into view, or a row could be missing between two of them.
 *
 * @param near the page in view; the pages farthest from it are evicted
 */
export function withPage(
  pages: RowPages,
  { page, rows, skipped, ...last }: PageRead,
  near: number,
): RowPages {
  const moved = pages.last !== null && differ(pages.last.found, last.found);
  const others = [...pages.kept]
    .filter(([known]) => known !== page && known < last.pages)
    .sort(([a], [b]) => Math.abs(a - near) - Math.abs(b - near))
    .slice(0, keptAtMost - 1)
    .map(([known, kept]): [number, KeptPage] => [known, moved ? { ...kept, stale: true } : kept]);
  return {
    last,
    kept: new Map([...others, [page, { rows, stale: false }]]),
    shapes: new Map(pages.shapes).set(page, { rows: rows.length, skipped }),
    problems: new Map([...pages.problems].filter(([failed]) => failed !== page)),
    left: 0,
  };
}

const differ = (a: Known<number>, b: Known<number>): boolean => a.known && b.known && a.value !== b.value;

/** Stored rows in place of a list that cannot be read: one page, with an unknown total. */
export const storedPages = (rows: ListRow[], at: Millis): RowPages =>
  withPage(
    noPages,
    { page: 0, rows, skipped: 0, pages: 1, found: unread, hidden: unread, order: null, at },
    0,
  );

export const withProblem = (pages: RowPages, page: number, problem: Problem): RowPages => ({
  ...pages,
  problems: new Map(pages.problems).set(page, problem),
});

/** Marks the pages with these rows as stale, or all pages. */
export function withStale(pages: RowPages, ids?: readonly NegotiationId[]): RowPages {
  const meant = new Set(ids);
  const kept = [...pages.kept].map(([page, one]): [number, KeptPage] => [
    page,
    !ids || one.rows.some(({ id }) => meant.has(id)) ? { ...one, stale: true } : one,
  ]);
  return { ...pages, kept: new Map(kept), problems: new Map() };
}

/** An entry of a list. */
export interface Listable {
  id: string;
  /** In px, for lists with varying heights; then every row has one. */
  height?: number;
}

/** One page and its position, by row index and in px; `rows` is null if it is not in memory. */
export interface Stretch<R extends Listable = ListRow> {
  page: number;
  start: number;
  top: number;
  count: number;
  height: number;
  rows: readonly R[] | null;
}

export interface Layout<R extends Listable = ListRow> {
  stretches: Stretch<R>[];
  count: number;
  height: number;
}

/** The page number of the rows before all of hh's pages. */
const before = -1;

/**
 * The position of every page. A row that hh sent on two pages (the list moved in between) appears once.
 * @param first rows shown before all others, whatever page they are on
 */
export function layoutOf(
  { last, kept, shapes }: RowPages,
  rowHeight: number,
  first: readonly ListRow[] = [],
): Layout {
  const seen = new Set<NegotiationId>(first.map(({ id }) => id));
  const height = first.length * rowHeight;
  const stretches: Stretch[] =
    first.length > 0 ? [{ page: before, start: 0, top: 0, count: first.length, height, rows: first }] : [];
  let start = first.length;
  let top = height;
  for (let page = 0; page < (last?.pages ?? 0); page++) {
    const rows = kept.get(page)?.rows.filter(({ id }) => !seen.has(id)) ?? null;
    for (const row of rows ?? []) seen.add(row.id);
    const shape = shapes.get(page);
    const guess = Math.min(
      perPage,
      Math.max(0, (last ? valueOr(last.found, last.pages * perPage) : 0) - page * perPage),
    );
    const count = rows?.length ?? shape?.rows ?? guess;
    const height = count * rowHeight;
    stretches.push({ page, start, top, count, height, rows });
    start += count;
    top += height;
  }
  return { stretches, count: start, height: top };
}

/** A list that is completely in memory, as one page; `rowHeight` is for rows without their own height. */
export function layoutOfRows<R extends Listable>(
  rows: readonly R[],
  rowHeight: number = rowHeights.lines,
): Layout<R> {
  const height = rows.reduce((sum, row) => sum + (row.height ?? rowHeight), 0);
  return {
    stretches: [{ page: 0, start: 0, top: 0, count: rows.length, height, rows }],
    count: rows.length,
    height,
  };
}

/** One row and its position; `row` is null if it is not in memory. */
export interface Placed<R extends Listable = ListRow> {
  index: number;
  page: number;
  top: number;
  height: number;
  row: R | null;
}

/** The rows that overlap the range from `from` to `to`, in px. */
export function placedIn<R extends Listable>(
  { stretches }: Layout<R>,
  from: number,
  to: number,
): Placed<R>[] {
  const placed: Placed<R>[] = [];
  for (const stretch of stretches) {
    if (stretch.top + stretch.height <= from) continue;
    if (stretch.top >= to) break;
    let { top } = stretch;
    for (let at = 0; at < stretch.count && top < to; at++) {
      const one = placedOf(stretch, at, top);
      if (top + one.height > from) placed.push(one);
      top += one.height;
    }
  }
  return placed;
}

function placedOf<R extends Listable>(stretch: Stretch<R>, at: number, top: number): Placed<R> {
  const row = stretch.rows?.[at] ?? null;
  const height = row?.height ?? stretch.height / stretch.count;
  return { index: stretch.start + at, page: stretch.page, top, height, row };
}

/** The row at an index, or the nearest one. */
export function placedAt<R extends Listable>(
  { stretches, count }: Layout<R>,
  index: number,
): Placed<R> | null {
  const wanted = Math.min(Math.max(index, 0), count - 1);
  const stretch = stretches.find(({ start, count }) => wanted >= start && wanted < start + count);
  if (!stretch) return null;
  const at = wanted - stretch.start;
  const even = stretch.height / stretch.count;
  const before = stretch.rows?.slice(0, at).reduce((sum, row) => sum + (row.height ?? even), 0) ?? at * even;
  return placedOf(stretch, at, stretch.top + before);
}

/** The index of a row, if it is in memory. */
export function indexOf<R extends Listable>({ stretches }: Layout<R>, id: string | null): number | null {
  for (const { rows, start } of id === null ? [] : stretches) {
    const at = rows?.findIndex((row) => row.id === id) ?? -1;
    if (at >= 0) return start + at;
  }
  return null;
}

/** The pages to read for what is in view, top to bottom; a failed page waits for the user's retry. */
export function pagesToRead(pages: RowPages, layout: Layout, from: number, to: number): number[] {
  if (pages.last === null) return pages.problems.has(0) ? [] : [0];
  const inView = layout.stretches.filter(({ top, height }) => top < to && top + height >= from);
  // A page whose rows are all hidden has no height, but must be read: it may have rows next time.
  return inView
    .map(({ page }) => page)
    .filter((page) => !pages.problems.has(page) && (pages.kept.get(page)?.stale ?? true));
}

/** All rows in memory, in order. */
export const rowsIn = ({ stretches }: Layout): ListRow[] => stretches.flatMap(({ rows }) => rows ?? []);

/**
 * The row to go to after a decision: the next undecided row below, else the nearest above; null if none is
 * left. Its `row` is null if it has not been read yet.
 */
export function nextFrom<R extends Listable>(
  layout: Layout<R>,
  index: number,
  isDecided: (row: R) => boolean,
): Placed<R> | null {
  for (let at = index + 1; at < layout.count; at++) {
    const placed = placedAt(layout, at);
    if (placed && !(placed.row && isDecided(placed.row))) return placed;
  }
  for (let at = Math.min(index, layout.count) - 1; at >= 0; at--) {
    const placed = placedAt(layout, at);
    if (placed?.row && !isDecided(placed.row)) return placed;
  }
  return null;
}

/**
 * Removes rows that hh has moved elsewhere. hh's total stays unchanged, so the next answer differs from it, and
 * the other pages are read again.
 */
export function withoutRows(pages: RowPages, ids: ReadonlySet<NegotiationId>): RowPages {
  const kept = new Map(pages.kept);
  const shapes = new Map(pages.shapes);
  let { left } = pages;
  for (const [page, one] of pages.kept) {
    const rows = one.rows.filter(({ id }) => !ids.has(id));
    if (rows.length === one.rows.length) continue;
    left += one.rows.length - rows.length;
    kept.set(page, { ...one, rows });
    shapes.set(page, { skipped: 0, ...shapes.get(page), rows: rows.length });
  }
  return { ...pages, kept, shapes, left };
}
