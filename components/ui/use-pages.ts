import { useEffect, useRef, useState } from 'preact/hooks';
import type { Known, Page } from '../../utils/known.ts';
import type { Problem, Result } from '../../utils/problem.ts';

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
