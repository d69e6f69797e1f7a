import { useEffect, useRef, useState } from 'preact/hooks';
import type { Known, Page } from '../../utils/known.ts';
import type { Problem, Result } from '../../utils/problem.ts';

/** Something that a view reads. What was read last stays while it is read again. */
export interface Load<T> {
  /** null before it was read. */
  value: T | null;
  problem: Problem | null;
  busy: boolean;
  /** Reads it now: once more, or for the first time where nothing is read by itself. */
  again: () => void;
  /** Puts in what was read elsewhere, or takes it out. */
  set: (value: T | null) => void;
}

/**
 * Reads something when it is first shown, and again when its key changes. With a null key nothing is read by itself.
 * An answer that comes after another question, or after the view is gone, is dropped.
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

/** What is watched, and comes whenever it changes; null until it came, and again when another is watched. */
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

/** A list that is read page by page, as far as it was read. */
export interface Pages<T> {
  /** Each once: a list that grows at its beginning gives an item on two pages. */
  items: T[];
  skipped: number;
  /** As the page read last says; null before any was read. */
  found: Known<number> | null;
  /** Pages that were read. */
  count: number;
  /** Whether `next` has something to read. */
  more: boolean;
  busy: boolean;
  problem: Problem | null;
  /** Reads the first page again; what is shown stays until it has come. */
  begin: () => void;
  /** Reads the next page, or tries once more to. */
  next: () => void;
}

interface Options<T> {
  /** Without it no item is told from another. */
  idOf?: (item: T) => string;
  /** The number of the first page; 0 unless others are known already. */
  from?: number;
  /** Nothing is read before `begin` or `next`. */
  byClick?: boolean;
}

type State<T> = Omit<Pages<T>, 'begin' | 'next'> & { key: string; page: number };

/**
 * Reads a list page by page.
 *
 * @param key which list: another key begins another list, and what was read of the one before is not shown
 * @param read one page by its number
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
