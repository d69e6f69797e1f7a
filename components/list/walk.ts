import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ListRow } from '../../utils/domain/list-row.ts';
import { indexOf, type Layout, type Listable, placedAt, rowHeight } from '../../utils/domain/row-pages.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { freeOf, reveal } from '../ui/reveal.ts';

export type Walk<R extends Listable = ListRow> = ReturnType<typeof useWalk<R>>;

/** Where the keyboard stands in the list: on a row, and where it stood when that row went away. */
export function useWalk<R extends Listable>(layout: Layout<R>, listKey: string) {
  const [place, setPlace] = useState<{ index: number; id: NegotiationId | null }>({ index: 0, id: null });
  const box = useRef<HTMLDivElement>(null);
  /** `now`: a key asked for the focus; `later`: its row is not in memory yet, and takes it if nothing else has. */
  const wanted = useRef<'now' | 'later' | null>(null);

  const index = Math.min(indexOf(layout, place.id) ?? place.index, Math.max(0, layout.count - 1));
  const current = placedAt(layout, index);

  // The row it waited for has come, another one took its place, or it moved.
  const id = current?.row?.id ?? place.id;
  if (layout.count > 0 && (index !== place.index || id !== place.id)) setPlace({ index, id });

  useLayoutEffect(() => setPlace({ index: 0, id: null }), [listKey]);

  const takeFocus = () => {
    if (!wanted.current || !box.current) return;
    const { activeElement } = document;
    const elsewhere = activeElement !== document.body && !box.current.contains(activeElement);
    const stop = box.current.querySelector<HTMLElement>(`[data-stop="${index}"]`);
    if (wanted.current === 'now' || !elsewhere) stop?.focus({ preventScroll: true });
    wanted.current = stop || elsewhere ? null : 'later';
  };
  useLayoutEffect(takeFocus);

  const show = (to: number) => {
    const { current } = box;
    const placed = placedAt(layout, to);
    if (!current || !placed) return;
    const { scrollTop } = current;
    // What floats over the end of the list hides rows as its edge does.
    const free = freeOf(current);
    const height = free.bottom - free.top;
    if (placed.top < scrollTop) current.scrollTop = placed.top;
    else if (placed.top + placed.height > scrollTop + height)
      current.scrollTop = placed.top + placed.height - height;
  };

  const goTo = (to: number) => {
    const placed = placedAt(layout, to);
    if (!placed) return null;
    wanted.current = 'now';
    setPlace({ index: placed.index, id: placed.row?.id ?? null });
    show(placed.index);
    return placed;
  };

  const screen = () => Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 1);

  return {
    index,
    current,
    goTo,
    step: (by: number) => goTo(index + by),
    page: (by: 1 | -1) => goTo(index + by * screen()),
    first: () => goTo(0),
    last: () => goTo(layout.count - 1),
    /**
     * Whether a key may act on the current row: not while it is out of sight. Then it is brought there and takes the
     * focus, and the next key acts.
     */
    ready: (): boolean => {
      const row = box.current?.querySelector(`[data-stop="${index}"]`)?.closest('li');
      if (row && reveal(row)) return true;
      goTo(index);
      return false;
    },
    /** Gives the focus back to the list. */
    focus: () => goTo(index),
    /** Without the focus: a click keeps it. */
    pick: (to: number) => setPlace({ index: to, id: placedAt(layout, to)?.row?.id ?? null }),
    /** The scrolled box, which the list draws. */
    box,
    /** For the list, after it has drawn: the row that waits for the focus may be there only now. */
    takeFocus,
  };
}
