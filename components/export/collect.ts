import type { Problem, Result } from '../../utils/problem.ts';

/** A list to be exported: what of it is here already, and how the rest is read. */
export interface Exported<R> {
  /** Pages that hh says there are; 1 for a list that is whole in memory; null: it has not said yet. */
  pages: number | null;
  /** Rows that hh counts; null: it does not say. */
  found: number | null;
  /** A page that was read and is still valid; null: it must be read. */
  kept: (page: number) => readonly R[] | null;
  /** One request. */
  read: (page: number) => Promise<Result<{ rows: readonly R[]; pages: number; skipped: number }>>;
}

/** As much as a file can hold at once without filling the memory of the page; hh lists fewer. */
export const mostRows = 20_000;

/** How many requests it takes: one for each page that is not here; at least one where hh has not said how many there are. */
export const requestsFor = ({ pages, kept }: Pick<Exported<unknown>, 'pages' | 'kept'>): number =>
  Array.from({ length: pages ?? 1 }, (_, page) => kept(page)).filter((rows) => rows === null).length;

/** What has been collected so far, page after page. */
export interface Collected<R> {
  rows: R[];
  /** The next page to collect. */
  page: number;
  /** Rows that could not be read. */
  skipped: number;
  /** Every page is in, or as much as a file holds. */
  isWhole: boolean;
  /** hh lists more than a file holds. */
  isCut: boolean;
}

export const nothing = <R>(): Collected<R> => ({
  rows: [],
  page: 0,
  skipped: 0,
  isWhole: false,
  isCut: false,
});

/**
 * Goes on from where the last one stopped, a page at a time and at hh's pace. A row that hh gave on two pages, since the
 * list moved in between, stands once.
 * @returns why it stopped; null when it is whole, or the person stopped it
 */
export async function collect<R extends { id: string }>(
  list: Exported<R>,
  from: Collected<R>,
  { signal, onPage }: { signal: AbortSignal; onPage: (so: Collected<R>) => void },
): Promise<Problem | null> {
  let so = from;
  let pages = list.pages ?? 1;
  const known = new Set(so.rows.map(({ id }) => id));
  while (!so.isWhole && !signal.aborted) {
    const kept = list.kept(so.page);
    const answer = kept ? null : await list.read(so.page);
    if (answer && !answer.ok) return answer.problem;
    if (answer) pages = answer.value.pages;
    const fresh = (kept ?? answer?.value.rows ?? []).filter(({ id }) => !known.has(id));
    for (const { id } of fresh) known.add(id);
    const rows = [...so.rows, ...fresh];
    so = {
      rows: rows.slice(0, mostRows),
      page: so.page + 1,
      skipped: so.skipped + (answer?.value.skipped ?? 0),
      isWhole: so.page + 1 >= pages || rows.length >= mostRows,
      isCut: rows.length > mostRows || (rows.length === mostRows && so.page + 1 < pages),
    };
    onPage(so);
  }
  return null;
}
