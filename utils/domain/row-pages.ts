import type { NegotiationId } from '../ids.ts';
import { fromKnown, type Known, unread, valueOr } from '../known.ts';
import type { Problem } from '../problem.ts';
import type { ListRow } from './collection.ts';
import type { Millis } from './negotiation.ts';

/** hh gives no more at once. */
export const perPage = 50;
/** Pages kept in memory: what is scrolled out of reach is read again when it is scrolled back. */
export const keptAtMost = 10;

/** What hh answered for one page. It may be short: resumes hidden from us are left out. */
export interface PageRead {
  page: number;
  rows: ListRow[];
  /** Rows that could not be read. */
  skipped: number;
  /** How many pages there are; where hh does not say, one more behind each full one. */
  pages: number;
  found: Known<number>;
  /** Responses that hh counts and does not list: their resumes are hidden from us. */
  hidden: Known<number>;
  /** The order that hh used. */
  order: { id: string; name: string } | null;
  at: Millis;
}

interface KeptPage {
  rows: ListRow[];
  /** The list has moved since: shown, and read again when it is looked at. */
  stale: boolean;
}

/** A long list read page by page. */
export interface RowPages {
  /** Null before the first answer. */
  last: Omit<PageRead, 'rows' | 'page' | 'skipped'> | null;
  kept: ReadonlyMap<number, KeptPage>;
  /** Of every page ever read, so that the list keeps its shape when a page is dropped. */
  shapes: ReadonlyMap<number, { rows: number; skipped: number }>;
  problems: ReadonlyMap<number, Problem>;
  /** So many have left it since hh counted. */
  left: number;
}

export const noPages: RowPages = {
  last: null,
  kept: new Map(),
  shapes: new Map(),
  problems: new Map(),
  left: 0,
};

/** How many stand in the list, as far as hh has counted; null before its answer. */
export const foundIn = ({ last, left }: RowPages): Known<number> | null =>
  last && fromKnown(last.found, (found) => Math.max(0, found - left));

/** Heights of a row of the inbox page in px: one line in columns, two lines where the list is narrow. */
export const rowHeights = { columns: 40, lines: 48 } as const;

/**
 * With a page just read. When hh counts other than before, the list has moved under us: the other pages are read
 * again as they come into view, or a row would be missing between two of them.
 *
 * @param near the page that is looked at; the farthest from it are dropped.
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
    problems: without(pages.problems, page),
    left: 0,
  };
}

const differ = (a: Known<number>, b: Known<number>): boolean => a.known && b.known && a.value !== b.value;

/** What the store holds of a list that cannot be read: one page, and how many there are behind it is not known. */
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

/** To be read again as they come into view: the pages of these rows, or all. */
export function withStale(pages: RowPages, ids?: readonly NegotiationId[]): RowPages {
  const meant = new Set(ids);
  const kept = [...pages.kept].map(([page, one]): [number, KeptPage] => [
    page,
    !ids || one.rows.some(({ id }) => meant.has(id)) ? { ...one, stale: true } : one,
  ]);
  return { ...pages, kept: new Map(kept), problems: new Map() };
}

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  if (!map.has(key)) return map;
  const less = new Map(map);
  less.delete(key);
  return less;
}

/** What a list can be made of. */
export interface Listable {
  id: string;
  /** In px, where rows differ: then each has one. */
  height?: number;
}

/** One page in its place: where it begins, by row and by px; `rows` null while it is not in memory. */
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

/** The page of those that stand before all pages of hh's. */
const before = -1;

/**
 * Every page in its place. A row that hh gave on two pages (the list moved in between) stands once.
 * @param first stand before all others, whatever page they are on
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

/** A list that is whole in memory, as one page; `rowHeight` of those that have no height of their own. */
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

/** One row in its place; `row` null while it is not in memory. */
export interface Placed<R extends Listable = ListRow> {
  index: number;
  page: number;
  top: number;
  height: number;
  row: R | null;
}

/** The rows that touch the px from `from` to `to`. */
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

/** The row at an index, the nearest one when there is none. */
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

/** Where a row stands among what is in memory. */
export function indexOf<R extends Listable>({ stretches }: Layout<R>, id: string | null): number | null {
  for (const { rows, start } of id === null ? [] : stretches) {
    const at = rows?.findIndex((row) => row.id === id) ?? -1;
    if (at >= 0) return start + at;
  }
  return null;
}

/** Pages to read for what is in view, the first one first; what failed waits for a person. */
export function pagesToRead(pages: RowPages, layout: Layout, from: number, to: number): number[] {
  if (pages.last === null) return pages.problems.has(0) ? [] : [0];
  const inView = layout.stretches.filter(({ top, height }) => top < to && top + height >= from);
  // A page all of whose rows are hidden has no height, and still must be read: it may hold some next time.
  return inView
    .map(({ page }) => page)
    .filter((page) => !pages.problems.has(page) && (pages.kept.get(page)?.stale ?? true));
}

/** All rows in memory, in their order. */
export const rowsIn = ({ stretches }: Layout): ListRow[] => stretches.flatMap(({ rows }) => rows ?? []);

/**
 * Who comes after a row that has been decided about: the next one below who has not been, else the nearest above;
 * null where nobody is left. Its `row` is null where who comes next is still to be read.
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
 * Without rows that hh has moved away. What hh counted stays as it said it: the next answer counts less, and so the
 * other pages are read again.
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
