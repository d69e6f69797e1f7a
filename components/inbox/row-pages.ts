import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import type { ListRow } from '../../utils/domain/collection.ts';
import {
  type Layout,
  layoutOf,
  noPages,
  pagesToRead,
  placedIn,
  type RowPages,
  withoutRows,
  withPage,
  withProblem,
  withStale,
} from '../../utils/domain/row-pages.ts';
import type { PageOf } from '../../utils/domain/view.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { useOutbox } from '../contexts.tsx';
import { useWorker } from '../worker.ts';

/** A list and its key; another key is another list. */
export interface Source extends Omit<PageOf, 'page'> {
  key: string;
}

export interface List {
  pages: RowPages;
  layout: Layout;
  reading: boolean;
  /** Tells what is in view, in px; the missing pages of that are read. */
  look: (from: number, to: number) => void;
  /** Reads the pages of these rows again, or everything in view. */
  refresh: (ids?: readonly NegotiationId[]) => void;
  /** Removes rows that have left the list at hh. */
  remove: (ids: readonly NegotiationId[]) => void;
}

/** How many lists are cached: coming back to one shows its rows at once. */
const listsAtMost = 3;
/** The shortest pause between reads while a person drags the scroll bar, in ms: rows that fly past are not read. */
const restMs = 120;

/**
 * A long list, read page by page as it comes into view: one request at a time, visible rows first, nothing beyond.
 */
export function useRowPages(
  source: Source | null,
  rowHeight: number,
  onRows: (rows: ListRow[]) => void,
): List {
  const { readPage } = useWorker().list;
  const lists = useRef(new Map<string, RowPages>());
  const [version, redraw] = useReducer((count: number) => count + 1, 0);
  const view = useRef({ from: 0, to: 600 });
  const reading = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef({ source, rowHeight, onRows });
  latest.current = { source, rowHeight, onRows };

  const key = source?.key ?? '';
  const pages = lists.current.get(key) ?? noPages;
  const layout = useMemo(() => layoutOf(pages, rowHeight), [pages, rowHeight]);

  const put = (of: string, change: (pages: RowPages) => RowPages) => {
    const before = lists.current.get(of) ?? noPages;
    lists.current.delete(of);
    lists.current.set(of, change(before));
    for (const old of lists.current.keys()) {
      if (lists.current.size <= listsAtMost) break;
      lists.current.delete(old);
    }
    redraw(undefined);
  };

  const pump = async (): Promise<void> => {
    const { source } = latest.current;
    if (!source || reading.current !== null) return;
    const known = lists.current.get(source.key) ?? noPages;
    const { from, to } = view.current;
    const shape = layoutOf(known, latest.current.rowHeight);
    const [page] = pagesToRead(known, shape, from, to);
    if (page === undefined) return;
    const near = placedIn(shape, from, to)[0]?.page ?? page;
    reading.current = source.key;
    redraw(undefined);
    const { url, vacancyId, query } = source;
    const answer = await readPage({ url, vacancyId, query, page });
    reading.current = null;
    if (answer.ok) {
      latest.current.onRows(answer.value.rows);
      put(source.key, (pages) => withPage(pages, answer.value, near));
    } else put(source.key, (pages) => withProblem(pages, page, answer.problem));
    return pump();
  };

  useEffect(() => {
    view.current = { from: 0, to: view.current.to - view.current.from };
    // A cached list is shown at once, and read again.
    if (source && lists.current.has(source.key)) put(source.key, (pages) => withStale(pages));
    void pump();
  }, [key]);
  useEffect(() => () => clearTimeout(timer.current), []);

  return useMemo(
    () => ({
      pages,
      layout,
      reading: reading.current === key && key !== '',
      look(from, to) {
        // Read half a screen ahead, so that a steady walk meets no gap.
        view.current = { from, to: to + (to - from) / 2 };
        timer.current ??= setTimeout(() => {
          timer.current = undefined;
          void pump();
        }, restMs);
      },
      refresh(ids) {
        const { source } = latest.current;
        if (!source) return;
        put(source.key, (pages) => withStale(pages, ids));
        void pump();
      },
      remove(ids) {
        const { source } = latest.current;
        if (source && ids.length > 0) put(source.key, (pages) => withoutRows(pages, new Set(ids)));
      },
    }),
    [version, key, layout],
  );
}

/** Writes come in series, two a second: the debounce for reading again what they changed, and its maximum; ms. */
const restAfterWritesMs = 1200;
const readAgainAfterMs = 15_000;

interface Ends {
  /** Called at once with writes that have just succeeded or failed. @returns the negotiations to read again */
  ended: (entries: Entry[]) => NegotiationId[];
  /** Called after a rest with the negotiations to read again. */
  rested: (ids: NegotiationId[]) => void;
}

/** Reports writes that have ended since the page was opened. */
export function useSent(ends: Ends): void {
  const { entries } = useOutbox();
  const told = useRef<Set<string> | null>(null);
  const waiting = useRef(new Set<NegotiationId>());
  const since = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(ends);
  latest.current = ends;

  useEffect(() => {
    const ended = entries.filter(({ progress: { at } }) => at === 'sent' || at === 'failed');
    const before = told.current;
    told.current = new Set(ended.map((entry) => `${entry.id} ${entry.progress.at}`));
    // Writes that ended before the page was opened are already in what the page has read.
    if (before === null) return;
    const fresh = ended.filter((entry) => !before.has(`${entry.id} ${entry.progress.at}`));
    const ids = fresh.length > 0 ? latest.current.ended(fresh) : [];
    if (ids.length === 0) return;
    if (waiting.current.size === 0) since.current = Date.now();
    for (const id of ids) waiting.current.add(id);
    clearTimeout(timer.current);
    const rest = Math.min(restAfterWritesMs, Math.max(0, since.current + readAgainAfterMs - Date.now()));
    timer.current = setTimeout(() => {
      const all = [...waiting.current];
      waiting.current.clear();
      latest.current.rested(all);
    }, rest);
  }, [entries]);
  useEffect(() => () => clearTimeout(timer.current), []);
}
