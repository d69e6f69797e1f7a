import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import { chosenIn, type ListRow, listRowOfStored } from '../../utils/domain/collection.ts';
import { backRows } from '../../utils/domain/reminders.ts';
import {
  layoutOf,
  noPages,
  pagesToRead,
  placedIn,
  type RowPages,
  rowsIn,
  storedPages,
  withoutRows,
  withPage,
  withProblem,
  withStale,
} from '../../utils/domain/row-pages.ts';
import { awayIds } from '../../utils/domain/snoozed.ts';
import {
  listAddressOf,
  newCollection,
  type PageOf,
  queryOf,
  type View,
  withoutFilters,
} from '../../utils/domain/view.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import type { NegotiationId, VacancyId } from '../../utils/ids.ts';
import { valueOr } from '../../utils/known.ts';
import { useOutbox, useStore } from '../contexts.tsx';
import { useWorker } from '../worker.ts';
import { useCollections } from './collections.tsx';

interface ResponsesOf {
  vacancyId: VacancyId;
  view: View;
  now: number;
  /** In px. */
  rowHeight: number;
  /** Called with rows as just read. */
  onRows: (rows: ListRow[]) => void;
}

/** The negotiations that a completed write has moved out of a collection, each with its new stage. */
function leftOf(
  { request, progress, resulting }: Entry,
  collectionId: string | null,
): [NegotiationId, string][] {
  if (progress.at !== 'sent' || !resulting || collectionId === null || resulting.id === collectionId)
    return [];
  if (request.kind !== 'action' && request.kind !== 'bulk') return [];
  if (!progress.results) return request.kind === 'action' ? [[request.negotiationId, resulting.id]] : [];
  return progress.results.flatMap(({ id, done }) => (done ? [[id, resulting.id]] : []));
}

/**
 * The responses of a vacancy: its collections, and the list of the chosen one. The list begins with those that came
 * back, and leaves out the snoozed ones. If hh cannot be asked, it holds the rows of the store.
 */
export function useResponses({ vacancyId, view, now, rowHeight, onRows }: ResponsesOf) {
  const { inbox, reminders } = useStore();
  const known = useCollections(vacancyId);
  const here = chosenIn(known.collections, view.collectionId) ?? chosenIn(known.collections, null);
  const collection = here?.chosen ?? null;
  const source = collection && {
    key: `${collection.id} ${listAddressOf(view)}`,
    vacancyId,
    url: collection.url,
    query: queryOf(view, collection.id),
  };
  const read = useRowPages(source, rowHeight, onRows);
  const isNarrowed = listAddressOf(view) !== listAddressOf(withoutFilters(view));
  const problem = known.problem ?? read.pages.problems.values().next().value ?? null;
  const storedAt = inbox.readAt[vacancyId]?.at ?? inbox.freshAt;
  const stored = useMemo(
    () =>
      storedPages(
        inbox.rows.filter((row) => row.vacancyId === vacancyId).map((row) => listRowOfStored(row)),
        storedAt ?? 0,
      ),
    [inbox.rows, vacancyId, storedAt],
  );
  const isStored = problem !== null && read.pages.last === null;
  // The store has responses that were not viewed; they stand in for that list only.
  const unreadList = collection === null || (collection.id === newCollection && !isNarrowed);
  // A search finds snoozed negotiations as well.
  const away = useMemo(() => awayIds(view.search ? [] : reminders, now), [reminders, view.search, now]);
  const all = isStored ? (unreadList ? stored : noPages) : read.pages;
  const pages = useMemo(() => (away.size > 0 ? withoutRows(all, away) : all), [all, away]);
  const back = useMemo(
    () => new Map(backRows(reminders, vacancyId, now).map((one) => [one.of.row.id, one])),
    [reminders, vacancyId, now],
  );
  const first = useMemo(() => {
    const here = [...back.values()].filter(
      ({ of: { row } }) => !isNarrowed && valueOr(row.stage, null)?.id === collection?.id,
    );
    const held = new Map([...pages.kept.values()].flatMap(({ rows }) => rows).map((row) => [row.id, row]));
    return here.map(({ of: { row, unviewed } }) => held.get(row.id) ?? listRowOfStored(row, unviewed));
  }, [back, pages, isNarrowed, collection?.id]);
  const layout = useMemo(() => layoutOf(pages, rowHeight, first), [pages, rowHeight, first]);
  const loaded = useMemo(() => rowsIn(layout), [layout]);
  return {
    known,
    collection,
    /** Whether a search or a filter is on. */
    isNarrowed,
    problem,
    /** The rows are those of the store. */
    isStored,
    /** When the rows were read. */
    shownAt: read.pages.last ? read.pages.last.at : storedAt,
    pages,
    layout,
    listKey: isStored ? `stored ${vacancyId}` : (source?.key ?? ''),
    /** All rows in memory. */
    loaded,
    reading: read.reading,
    /** Negotiations that came back, with their reminders. */
    back,
    /** What an export reads; null while the collections are not known. */
    exported: source && collection && { source, pages: isStored ? read.pages : pages, away, collection },
    /** Tells what is in view, in px of the list. */
    look: (from: number, to: number) => {
      const above = first.length * rowHeight;
      if (!isStored) read.look(from - above, to - above);
    },
    /** Reads the pages of these rows again, or everything in view. */
    refresh(ids?: readonly NegotiationId[]) {
      read.refresh(ids);
      void known.read();
    },
    /** Takes out the rows that completed writes have moved. @returns those that the collections count already */
    leave(written: readonly Entry[]): ReadonlySet<NegotiationId> {
      const left = new Map(written.flatMap((entry) => leftOf(entry, collection?.id ?? null)));
      const counted = new Set<NegotiationId>();
      for (const row of loaded) {
        const to = left.get(row.id);
        // A collection that is not a stage may still list the row.
        if (to === undefined || valueOr(row.stage, null)?.id !== collection?.id) continue;
        read.remove([row.id]);
        if (known.move(row, to)) counted.add(row.id);
      }
      return counted;
    },
  };
}

/** A list and its key; another key is another list. */
interface Source extends Omit<PageOf, 'page'> {
  key: string;
}

interface ReadPages {
  pages: RowPages;
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
function useRowPages(source: Source | null, rowHeight: number, onRows: (rows: ListRow[]) => void): ReadPages {
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
    [version, key],
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
