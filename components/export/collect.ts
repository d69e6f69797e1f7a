import type { Problem, Result } from '../../utils/problem.ts';

/** A list to export: which pages are in memory, and how to read the others. */
export interface Exported<R> {
  /** How many pages hh says there are; 1 for a list that is all in memory; null: hh has not said yet. */
  pages: number | null;
  /** How many rows hh counts; null: hh does not say. */
  found: number | null;
  /** The rows of a page that was read and is still valid; null: it must be read. */
  kept: (page: number) => readonly R[] | null;
  /** Reads one page with one request. */
  read: (page: number) => Promise<Result<{ rows: readonly R[]; pages: number; skipped: number }>>;
}

/** The most rows a file can hold without exhausting the page's memory; hh lists fewer. */
export const mostRows = 20_000;

/** What has been collected so far, page after page. */
export interface Collected<R> {
  rows: R[];
  /** The next page to collect. */
  page: number;
  /** How many pages hh said there are when it was last asked; null: not asked yet. */
  pages: number | null;
  /** Rows that could not be read. */
  skipped: number;
  /** Every page is in, or as many rows as a file holds. */
  isWhole: boolean;
  /** hh lists more rows than a file holds. */
  isCut: boolean;
}

export const noneYet = <R>(): Collected<R> => ({
  rows: [],
  page: 0,
  pages: null,
  skipped: 0,
  isWhole: false,
  isCut: false,
});

/**
 * How many more requests it takes: one for each page that is neither collected nor in memory.
 * @returns null: unknown, because hh has not said how many pages there are
 */
export function requestsFor(
  list: Pick<Exported<unknown>, 'pages' | 'kept'>,
  { page, pages, isWhole }: Collected<unknown>,
): number | null {
  if (isWhole) return 0;
  const all = pages ?? list.pages;
  if (all === null) return null;
  return Array.from({ length: all }, (_, at) => at).filter((at) => at >= page && list.kept(at) === null)
    .length;
}

/**
 * Continues where the last call stopped, one page at a time and at hh's pace. A row that hh gave on two pages, because
 * the list moved in between, is kept once.
 * @returns the problem that stopped it; null: it is complete, or the person stopped it
 */
export async function collect<R extends { id: string }>(
  list: Exported<R>,
  from: Collected<R>,
  { signal, onPage }: { signal: AbortSignal; onPage: (collected: Collected<R>) => void },
): Promise<Problem | null> {
  let collected = from;
  const known = new Set(collected.rows.map(({ id }) => id));
  while (!collected.isWhole && !signal.aborted) {
    const kept = list.kept(collected.page);
    const answer = kept ? null : await list.read(collected.page);
    if (answer && !answer.ok) return answer.problem;
    const pages = answer?.value.pages ?? collected.pages;
    const last = pages ?? list.pages ?? 1;
    const fresh = (kept ?? answer?.value.rows ?? []).filter(({ id }) => !known.has(id));
    for (const { id } of fresh) known.add(id);
    const rows = [...collected.rows, ...fresh];
    collected = {
      rows: rows.slice(0, mostRows),
      page: collected.page + 1,
      pages,
      skipped: collected.skipped + (answer?.value.skipped ?? 0),
      isWhole: collected.page + 1 >= last || rows.length >= mostRows,
      isCut: rows.length > mostRows || (rows.length === mostRows && collected.page + 1 < last),
    };
    onPage(collected);
  }
  return null;
}
