import { type ComponentChildren, Fragment } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  indexOf,
  type Layout,
  type Listable,
  layoutOfRows,
  type Placed,
  placedAt,
  placedIn,
} from '../../utils/domain/row-pages.ts';
import { t } from '../../utils/i18n.ts';
import type { Walk } from './walk.ts';

/** Attributes for the `li` of a row: its position in the list. */
export interface RowPlace {
  style: string;
  'aria-posinset': number;
  'aria-setsize': number;
}

interface Props<R extends Listable> {
  /** Identifies the list: another list starts at its top. */
  listKey: string;
  layout: Layout<R>;
  walk: Walk<R>;
  class: string;
  label: string;
  busy?: boolean;
  /** The id of a row that stays drawn when it is out of view, because it holds an open form. */
  pinned?: string | null;
  /** Called with the heights as drawn, if those of the layout are estimates. */
  onMeasure?: (heights: ReadonlyMap<string, number>) => void;
  /** Called with the visible part, in px of the list. */
  onLook?: (from: number, to: number) => void;
  /** Draws a row. `isPainted` is false in the first draw: what is not visible then can wait. */
  row: (placed: Placed<R>, place: RowPlace, isPainted: boolean) => ComponentChildren;
  /** Above the first row. */
  above?: ComponentChildren;
  /** Below the last row. */
  children?: ComponentChildren;
  /** Further attributes of the scroll container. */
  box?: { id?: string; role?: 'tabpanel'; 'aria-labelledby'?: string };
}

/** The visible part, in px of the list, and the current row of the keyboard at that time. */
interface Seen<R extends Listable> {
  top: number;
  height: number;
  layout: Layout<R>;
  stop: Placed<R> | null;
}

/**
 * The row that must stay in place: the current row of the keyboard if it is visible, otherwise the first
 * visible row.
 */
function anchorOf<R extends Listable>({ top, height, layout, stop }: Seen<R>): Placed<R> | undefined {
  const inView = stop?.row && stop.top >= top && stop.top + stop.height <= top + height;
  return inView ? stop : placedIn(layout, top, top + 1)[0];
}

/** How far a row has moved in the list, px; if the row has left, the next one that is still there counts. */
function movedBy<R extends Listable>(before: Seen<R>, layout: Layout<R>, of: Placed<R> | undefined): number {
  for (let one = of ?? null; one?.row; one = nextOf(before.layout, one)) {
    const index = indexOf(layout, one.row.id);
    if (index !== null) return (placedAt(layout, index)?.top ?? one.top) - one.top;
  }
  const topOf = ({ stretches }: Layout<R>) => stretches.find(({ page }) => page === of?.page)?.top ?? 0;
  return topOf(layout) - topOf(before.layout);
}

const nextOf = <R extends Listable>(layout: Layout<R>, { index }: Placed<R>): Placed<R> | null =>
  index + 1 < layout.count ? placedAt(layout, index + 1) : null;

/**
 * How far beyond the visible part rows are drawn, px; further if they are still to be measured, so that fewer
 * estimates are scrolled past.
 */
const margin = 300;
const measuredMargin = 1200;
/** Delay after the first draw, ms; a frame is painted well before. */
const afterPaintMs = 150;

/**
 * A list as high as all its rows, of which only the visible ones are drawn. When rows above turn out higher
 * or lower than estimated, or come and go, the visible rows stay where they are.
 */
export function VirtualList<R extends Listable>(props: Props<R>) {
  const { listKey, layout, walk, label, busy, pinned, onMeasure, onLook, row, above, children } = props;
  const { box } = walk;
  const list = useRef<HTMLUListElement>(null);
  const [view, setView] = useState({ top: 0, height: innerHeight });
  /** The visible part at the last draw, and the current row of the keyboard at that time. */
  const seen = useRef<Seen<R> | null>(null);
  /**
   * Where the pointer is over the list, px from its upper edge, and the current row of the keyboard when it
   * last moved.
   */
  const aim = useRef<{ y: number; stop: string | undefined } | null>(null);
  /**
   * Empty space above the first row, in place of rows that have left the list, so that the visible rows do
   * not move.
   */
  const space = useRef({ height: 0, rows: 0 });
  const spaceBox = useRef<HTMLParagraphElement>(null);
  const [, setGone] = useState(0);
  const setSpace = (height: number, rows: number) => {
    space.current = { height, rows };
    if (spaceBox.current) spaceBox.current.style.height = `${height}px`;
    setGone(rows);
  };

  // First only the visible part is drawn, at estimated heights, so that it is painted soon. A moment later
  // rows are measured, and rows beyond the visible part are drawn.
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPainted(true), afterPaintMs);
    return () => clearTimeout(timer);
  }, []);

  const look = () => {
    const { current } = box;
    if (!current) return;
    const { height: empty } = space.current;
    // Once scrolled out of sight, the space can go: nothing visible moves.
    if (empty > 0 && current.scrollTop >= (list.current?.offsetTop ?? 0)) {
      setSpace(0, 0);
      current.scrollTop -= empty;
    }
    const top = current.scrollTop - (list.current?.offsetTop ?? 0);
    const height = current.clientHeight || 800;
    const before = seen.current;
    seen.current = { top, height, layout, stop: walk.current };
    if (before?.top === top && before.height === height && before.layout === layout) return;
    // The first draw usually covers the visible part: then the first paint needs only one draw and one layout.
    const isDrawn = Math.max(0, top) >= view.top && top + height <= view.top + view.height;
    if (before || !isDrawn) setView({ top, height });
    onLook?.(top, top + height);
  };

  /** @returns whether the height of any row differs from the layout */
  const measure = (): boolean => {
    if (!onMeasure || !isPainted) return false;
    const found = new Map<string, number>();
    for (const element of list.current?.children ?? []) {
      const placed = placedAt(layout, Number(element.getAttribute('aria-posinset')) - 1);
      const { height } = element.getBoundingClientRect();
      if (placed?.row && height > 0 && Math.abs(height - placed.height) > 0.5)
        found.set(placed.row.id, height);
    }
    if (found.size > 0) onMeasure(found);
    return found.size > 0;
  };

  /**
   * When rows come, go or are measured, keeps the row under the pointer, or the current one, where it is on
   * the screen.
   */
  const keepInPlace = () => {
    const { current } = box;
    const before = seen.current;
    if (!current || !before || before.layout === layout) return;
    if (layout.count === 0) return setSpace(0, 0);
    const pointed =
      aim.current && aim.current.stop === before.stop?.row?.id
        ? placedIn(before.layout, before.top + aim.current.y, before.top + aim.current.y + 1)[0]
        : undefined;
    const moved = movedBy(before, layout, pointed ?? anchorOf(before));
    if (moved === 0) return;
    const { scrollTop } = current;
    const { height, rows } = space.current;
    const atTop = scrollTop <= 0 && height === 0;
    // New rows at the top push the others down while the person has not moved yet.
    if (moved > 0 && atTop && !pointed && !before.stop?.index) return;
    const left = before.layout.count - layout.count;
    const lacking = Math.max(0, -(scrollTop + moved));
    const more = left > 0 ? Math.min(lacking, before.layout.height - layout.height) : 0;
    const less = Math.min(height, Math.max(0, moved));
    if (more > 0) setSpace(height + more, rows + left);
    else if (less > 0) setSpace(height - less, rows);
    current.scrollTop = scrollTop + moved - less + more;
  };

  useLayoutEffect(() => {
    // A new list is at its top already, and setting this would force a layout.
    if (box.current && seen.current) box.current.scrollTop = 0;
    seen.current = null;
    if (space.current.height > 0) setSpace(0, 0);
  }, [listKey]);

  // After each draw. If heights differ, the rows are drawn again before anything is painted.
  useLayoutEffect(() => {
    if (measure()) return;
    keepInPlace();
    const asked = walk.settle();
    if (asked && box.current) {
      const above = (list.current?.offsetTop ?? 0) + asked.top;
      const { scrollTop, clientHeight } = box.current;
      box.current.scrollTop = above < scrollTop ? above : above + asked.height - clientHeight;
    }
    look();
  });

  const latest = useRef(() => {});
  latest.current = () => void (measure() || look());
  useLayoutEffect(() => {
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => latest.current());
    for (const element of [box.current, list.current]) if (element) observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const beyond = !isPainted ? 0 : onMeasure ? measuredMargin : margin;
  const drawn = placedIn(layout, view.top - beyond, view.top + view.height + beyond);
  const held = pinned ? indexOf(layout, pinned) : null;
  if (held !== null && drawn.every(({ index }) => index !== held)) {
    const placed = placedAt(layout, held);
    if (placed) drawn.push(placed);
    drawn.sort((a, b) => a.index - b.index);
  }
  const start = drawn[0]?.top ?? 0;
  let end = start;
  const rows = drawn.map((placed) => {
    const gap = Math.round(placed.top - end);
    end = placed.top + placed.height;
    const place: RowPlace = {
      style: `${gap > 0 ? `margin-top:${gap}px;` : ''}${onMeasure ? '' : `height:${placed.height}px`}`,
      'aria-posinset': placed.index + 1,
      'aria-setsize': layout.count,
    };
    return <Fragment key={placed.row?.id ?? `at ${placed.index}`}>{row(placed, place, isPainted)}</Fragment>;
  });
  return (
    <div
      ref={box}
      class={props.class}
      onScroll={look}
      onPointerMove={({ currentTarget, clientY }) => {
        aim.current = { y: clientY - currentTarget.getBoundingClientRect().top, stop: walk.current?.row?.id };
      }}
      onPointerLeave={() => {
        aim.current = null;
      }}
      {...props.box}
    >
      {above}
      <p ref={spaceBox} class="gone small muted" style={`height:${space.current.height}px`}>
        {space.current.rows > 0 && t('list_gone', space.current.rows)}
      </p>
      <ul
        ref={list}
        style={`padding:${start}px 0 ${layout.height - end}px`}
        aria-label={label}
        aria-busy={busy}
      >
        {rows}
      </ul>
      {children}
    </div>
  );
}

/** A layout of rows whose heights are known only once they are drawn; until then `estimate` gives them. */
export function useMeasured<R extends { id: string }>(rows: readonly R[], estimate: (row: R) => number) {
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const layout = useMemo(
    () => layoutOfRows(rows.map((row) => ({ ...row, height: heights.get(row.id) ?? estimate(row) }))),
    [rows, heights],
  );
  return {
    layout,
    onMeasure: (found: ReadonlyMap<string, number>) => setHeights((known) => new Map([...known, ...found])),
  };
}
