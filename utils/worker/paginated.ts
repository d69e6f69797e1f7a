import type { List } from '../known.ts';

/** Pages of one list that are read at most. */
const pagesAtMost = 40;

/** One page; `isLast` is null where hh does not say it: then a page that brings nothing new is. */
interface Page<T> {
  items: List<T>;
  isLast: boolean | null;
}

/**
 * Reads a list page by page to its end.
 * @param read the page of a number, from 0; `sofar`: what the pages before brought
 * @returns each item once; `whole`: nothing of it is missing
 */
export async function everyPage<T extends { id: string }>(
  read: (page: number, sofar: readonly T[]) => Promise<Page<T>>,
): Promise<{ all: T[]; whole: boolean }> {
  const all = new Map<string, T>();
  let whole = true;
  for (let page = 0; page < pagesAtMost; page++) {
    const { items, isLast } = await read(page, [...all.values()]);
    const before = all.size;
    for (const item of items.items) all.set(item.id, item);
    whole &&= items.skipped === 0;
    if (isLast ?? all.size === before) return { all: [...all.values()], whole };
  }
  return { all: [...all.values()], whole: false };
}

/** How hh answers with pages that have numbers; the first is asked for without one. */
export const byNumber =
  <T>(read: (page?: number) => Promise<{ items: List<T>; pages?: number | null }>) =>
  async (page: number): Promise<Page<T>> => {
    const { items, pages } = await read(page || undefined);
    return { items, isLast: typeof pages === 'number' ? page + 1 >= pages : null };
  };
