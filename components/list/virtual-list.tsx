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
import type { Walk } from './walk.ts';

/** What the `li` of a row carries: its place in the list. */
export interface RowPlace {
  style: string;
  'aria-posinset': number;
  'aria-setsize': number;
}

interface Props<R extends Listable> {
  /** Another list begins at its top. */
  listKey: string;
  layout: Layout<R>;
  walk: Walk<R>;
  class: string;
  label: string;
  busy?: boolean;
  /** A row that stays drawn when it is out of view: it holds an open form. */
  pinned?: string | null;
  /** Heights as drawn, where those of the layout are estimates. */
  onMeasure?: (heights: ReadonlyMap<string, number>) => void;
  /** What is in view, in px of the list. */
  onLook?: (from: number, to: number) => void;
  row: (placed: Placed<R>, place: RowPlace) => ComponentChildren;
  /** Above the first row. */
  above?: ComponentChildren;
  /** Below the last row. */
  children?: ComponentChildren;
  /** Further attributes of the scrolled box. */
  box?: { id?: string; role?: 'tabpanel'; 'aria-labelledby'?: string };
}

/** Drawn beyond what is in view, in px; of rows that are still to be measured more, so that few estimates are scrolled past. */
const margin = 300;
const measuredMargin = 1200;
/** From the first draw on, ms; a frame is painted well before. */
const afterPaintMs = 150;

/**
 * A list as high as all its rows, with only those drawn that are in view. When rows above turn out higher or lower
 * than was thought, or come and go, what is in view stays where it is.
 */
export function VirtualList<R extends Listable>(props: Props<R>) {
  const { listKey, layout, walk, label, busy, pinned, onMeasure, onLook, row, above, children } = props;
  const { box } = walk;
  const list = useRef<HTMLUListElement>(null);
  const [view, setView] = useState({ top: 0, height: innerHeight });
  /** What was looked at last, and the row that stays in its place: where the keyboard stands, else the first in view. */
  const seen = useRef<{ top: number; height: number; layout: Layout<R>; first: Placed<R> | null } | null>(
    null,
  );

  // First only what is in view, at estimated heights, so that it is painted soon. A moment after it is measured, and
  // what a scroll shows next is drawn.
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPainted(true), afterPaintMs);
    return () => clearTimeout(timer);
  }, []);

  const look = () => {
    const { current } = box;
    if (!current) return;
    const top = current.scrollTop - (list.current?.offsetTop ?? 0);
    const height = current.clientHeight || 800;
    const before = seen.current;
    const { current: stop } = walk;
    const inView = stop?.row && stop.top >= top && stop.top + stop.height <= top + height;
    seen.current = {
      top,
      height,
      layout,
      first: inView ? stop : (placedIn(layout, top, top + 1)[0] ?? null),
    };
    if (before?.top === top && before.height === height && before.layout === layout) return;
    setView({ top, height });
    onLook?.(top, top + height);
  };

  /** @returns whether rows are of another height than the layout has it */
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

  const keepInPlace = () => {
    const { current } = box;
    const before = seen.current;
    if (!current || !before?.first || before.layout === layout || current.scrollTop <= 0) return;
    const { page, row, top } = before.first;
    const index = indexOf(layout, row?.id ?? null);
    const topOf = (of: Layout<R>) => of.stretches.find((stretch) => stretch.page === page)?.top ?? 0;
    const moved =
      index === null ? topOf(layout) - topOf(before.layout) : (placedAt(layout, index)?.top ?? top) - top;
    if (moved !== 0) current.scrollTop += moved;
  };

  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = 0;
    seen.current = null;
  }, [listKey]);

  // After each draw; rows of another height are drawn once more before that is painted.
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
    return <Fragment key={placed.row?.id ?? `at ${placed.index}`}>{row(placed, place)}</Fragment>;
  });
  return (
    <div ref={box} class={props.class} onScroll={look} {...props.box}>
      {above}
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

/** Rows whose heights are known once they are drawn; until then they are as high as `estimate` says. */
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
