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

/** A list and the name it is known under; another name is another list. */
export interface Source extends Omit<PageOf, 'page'> {
  key: string;
}

export interface List {
  pages: RowPages;
  layout: Layout;
  reading: boolean;
  /** What is in view, in px; missing pages of it are read. */
  look: (from: number, to: number) => void;
  /** Reads the pages of these rows again, or all that is in view. */
  refresh: (ids?: readonly NegotiationId[]) => void;
  /** These have left the list at hh. */
  remove: (ids: readonly NegotiationId[]) => void;
}

/** Lists kept when another is shown: coming back shows what was known at once. */
const listsAtMost = 3;
/** So often at most while a person drags the scroll bar: what flies past is not read. */
const restMs = 120;

/**
 * A long list, read page by page as it is looked at: one request at a time, what is in view first, nothing beyond.
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
    // Known from before: shown at once, and read again.
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
        // Half a screen ahead, so that an even walk meets no gap.
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

/** Writes come in a row, two a second: what they changed is read again once for several, and at most so late. */
const restAfterWritesMs = 1200;
const readAgainAfterMs = 15_000;

interface Ends {
  /** At once: these have just ended, for better or worse. @returns the negotiations that must be read again */
  ended: (entries: Entry[]) => NegotiationId[];
  /** After a rest: what they concern. */
  rested: (ids: NegotiationId[]) => void;
}

/** Tells of writes that have ended since the page is open. */
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
    // What had ended before the page was opened is in what the page has read.
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
