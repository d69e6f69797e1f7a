import { useEffect, useRef, useState } from 'preact/hooks';
import type { Known, Page } from '../../utils/known.ts';
import type { Problem, Result } from '../../utils/problem.ts';

/** Data that a view reads. The last value stays while it is read again. */
export interface Load<T> {
  /** null until it has been read. */
  value: T | null;
  problem: Problem | null;
  busy: boolean;
  /** Reads it now: again, or for the first time if it is not read by itself. */
  again: () => void;
  /** Sets a value that was read elsewhere, or clears it. */
  set: (value: T | null) => void;
}

/**
 * Reads data when first shown, and again when the key changes. With a null key nothing is read by itself. A
 * stale response, which comes after another read or after the view is gone, is dropped.
 */
export function useLoad<T>(key: string | null, read: () => Promise<Result<T>>): Load<T> {
  const none = { key, value: null, problem: null, busy: key !== null };
  const [held, setHeld] = useState<Pick<Load<T>, 'value' | 'problem' | 'busy'> & { key: string | null }>(
    none,
  );
  const latest = useRef<Promise<Result<T>> | null>(null);
  const current = held.key === key ? held : none;

  const again = async () => {
    const asked = read();
    latest.current = asked;
    const of = (before: typeof held) => (before.key === key ? before : none);
    setHeld((before) => ({ ...of(before), busy: true, problem: null }));
    const answer = await asked;
    if (latest.current !== asked) return;
    setHeld((before) =>
      answer.ok
        ? { key, value: answer.value, problem: null, busy: false }
        : { ...of(before), problem: answer.problem, busy: false },
    );
  };
  useEffect(() => {
    if (key !== null) void again();
    return () => {
      latest.current = null;
    };
  }, [key]);

  const { value, problem, busy } = current;
  return {
    value,
    problem,
    busy,
    again: () => void again(),
    set: (value) => setHeld((before) => ({ ...(before.key === key ? before : none), value })),
  };
}

/** The latest value of something watched; null until the first value, and again after the key has changed. */
export function useWatched<T>(
  key: string | null,
  watch: (key: string, changed: (value: T) => void) => () => void,
): T | null {
  const [held, setHeld] = useState<{ key: string; value: T } | null>(null);
  useEffect(() => {
    if (key === null) return;
    let alive = true;
    const stop = watch(key, (value) => alive && setHeld({ key, value }));
    return () => {
      alive = false;
      stop();
    };
  }, [key]);
  return held && held.key === key ? held.value : null;
}

/** A list that is read page by page, as far as it has been read. */
export interface Pages<T> {
  /** Each item once: when a list grows at its beginning, an item is on two pages. */
  items: T[];
  skipped: number;
  /** The total according to the last page read; null before any was read. */
  found: Known<number> | null;
  /** The number of pages read. */
  count: number;
  /** Whether `next` has anything to read. */
  more: boolean;
  busy: boolean;
  problem: Problem | null;
  /** Reads the first page again; the items stay until it has been read. */
  begin: () => void;
  /** Reads the next page, or tries that again. */
  next: () => void;
}

interface Options<T> {
  /** Tells whether two items are the same; without it no item counts as a duplicate. */
  idOf?: (item: T) => string;
  /** The number of the first page; greater than 0 if earlier pages are known already. */
  from?: number;
  /** Reads nothing before `begin` or `next`. */
  byClick?: boolean;
}

type State<T> = Omit<Pages<T>, 'begin' | 'next'> & { key: string; page: number };

/**
 * Reads a list page by page.
 * @param key identifies the list; another key starts another list and hides the items of the previous one
 * @param read reads one page by its number
 */
export function usePages<T>(
  key: string,
  read: (page: number) => Promise<Result<Page<T>>>,
  { idOf, from = 0, byClick = false }: Options<T>,
): Pages<T> {
  const none: State<T> = {
    key,
    page: from,
    items: [],
    skipped: 0,
    found: null,
    count: 0,
    more: byClick,
    busy: !byClick,
    problem: null,
  };
  const [held, setHeld] = useState(none);
  const latest = useRef<Promise<Result<Page<T>>> | null>(null);
  const ofKey = (state: State<T>) => (state.key === key ? state : none);
  const { page: nextPage, key: _, ...state } = ofKey(held);

  const ask = async (fromStart: boolean) => {
    const page = fromStart ? from : nextPage;
    const asked = read(page);
    latest.current = asked;
    setHeld((before) => ({ ...ofKey(before), busy: true, problem: null }));
    const answer = await asked;
    if (latest.current !== asked) return;
    latest.current = null;
    setHeld((before) => {
      if (!answer.ok) return { ...ofKey(before), busy: false, problem: answer.problem };
      const { items, skipped, found, more } = answer.value;
      const kept = fromStart ? none : ofKey(before);
      const known = new Set(idOf && kept.items.map(idOf));
      return {
        key,
        page: page + 1,
        items: [...kept.items, ...items.filter((item) => !idOf || !known.has(idOf(item)))],
        skipped: kept.skipped + skipped,
        found,
        count: kept.count + 1,
        more,
        busy: false,
        problem: null,
      };
    });
  };
  useEffect(() => {
    if (!byClick) void ask(true);
    return () => {
      latest.current = null;
    };
  }, [key]);

  return {
    ...state,
    begin: () => void ask(true),
    next: () => {
      if (latest.current === null) void ask(state.count === 0);
    },
  };
}
