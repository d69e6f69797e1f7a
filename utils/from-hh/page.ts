import { known, type List, type Page, unread } from '../known.ts';

interface WirePage<W> {
  items: List<W>;
  found?: number | null;
  page?: number | null;
  pages?: number | null;
}

/** What a page lists; what hh counts and gives nothing of was not read. */
export const listIn = <W>({ items, found, page }: WirePage<W>): List<W> =>
  items.items.length + items.skipped === 0 && !page && found ? { items: [], skipped: found } : items;

/** One page of a list of hh's; another one follows exactly when `page < pages - 1`. */
export const pageOf = <W, T>(wire: WirePage<W>, turn: (wire: W) => T): Page<T> => {
  const { found, page, pages } = wire;
  const { items, skipped } = listIn(wire);
  return {
    items: items.map(turn),
    skipped,
    found: typeof found === 'number' ? known(found) : unread,
    more: (page ?? 0) < (pages ?? 1) - 1,
  };
};
