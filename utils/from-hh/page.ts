import { known, type List, type Page, unread } from '../known.ts';

interface WirePage<W> {
  items: List<W>;
  found?: number | null;
  page?: number | null;
  pages?: number | null;
}

/** One page of a list of hh's; another one follows exactly when `page < pages - 1`. */
export const pageOf = <W, T>({ items, found, page, pages }: WirePage<W>, turn: (wire: W) => T): Page<T> => ({
  items: items.items.map(turn),
  skipped: items.skipped,
  found: typeof found === 'number' ? known(found) : unread,
  more: (page ?? 0) < (pages ?? 1) - 1,
});
