import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Other, People } from '../../utils/domain/people.ts';
import { type Placed, placedAt, placedIn, rowHeight } from '../../utils/domain/row-pages.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import type { Walk } from '../list/walk.ts';
import { entryOf } from '../negotiation/row-words.ts';
import { ListRowView } from './row.tsx';
import type { RowDeeds } from './use-deeds.ts';
import type { List } from './use-row-pages.ts';

interface Props {
  /** Another list begins at its top. */
  listKey: string;
  list: List;
  walk: Walk;
  openedId: NegotiationId | null;
  selected: ReadonlySet<NegotiationId>;
  entries: readonly Entry[];
  people: People;
  otherText: (other: Other) => string;
  now: number;
  deeds: RowDeeds;
  /** Below the last row. */
  children?: ComponentChildren;
}

/** Rows drawn beyond what is in view, in px. */
const margin = 6 * rowHeight;
const nobody: readonly Other[] = [];

/**
 * The list: as high as all its rows, with only those drawn that are in view. When a page above turns out longer or
 * shorter than was thought, what is in view stays where it is.
 */
export function Rows(props: Props) {
  const { listKey, list, walk, openedId, selected, entries, people, otherText, now, deeds, children } = props;
  const { layout } = list;
  const { box } = walk;
  const [view, setView] = useState({ top: 0, height: 800 });
  /** The first row in view, and how far it is above the edge. */
  const anchor = useRef<{ placed: Placed; over: number } | null>(null);
  const known = useRef(layout);

  const look = () => {
    const { current } = box;
    if (!current) return;
    const { scrollTop: top, clientHeight: height } = current;
    const [first] = placedIn(layout, top, top + 1);
    anchor.current = first ? { placed: first, over: top - first.top } : null;
    setView((before) => (before.top === top && before.height === height ? before : { top, height }));
    list.look(top, top + height);
  };

  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = 0;
    anchor.current = null;
    look();
  }, [listKey]);

  useLayoutEffect(() => {
    const { current } = box;
    const before = anchor.current;
    if (current && before && known.current !== layout) {
      const { id } = before.placed.row ?? {};
      const stretch = layout.stretches.find(({ page }) => page === before.placed.page);
      const index = stretch?.rows?.findIndex((row) => row.id === id) ?? -1;
      const old = known.current.stretches.find(({ page }) => page === before.placed.page);
      const now = index >= 0 && stretch ? placedAt(layout, stretch.start + index)?.top : undefined;
      const moved = now === undefined ? (stretch?.top ?? 0) - (old?.top ?? 0) : now - before.placed.top;
      if (moved !== 0 && current.scrollTop > 0) current.scrollTop += moved;
    }
    known.current = layout;
    look();
  }, [layout]);

  useLayoutEffect(() => {
    const { current } = box;
    if (!current || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => look());
    observer.observe(current);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(walk.takeFocus);

  const placed = placedIn(layout, view.top - margin, view.top + view.height + margin);
  return (
    <div ref={box} class="rows" onScroll={look}>
      <ul style={`height:${layout.height}px`} aria-label={t('inbox_list')} aria-busy={list.reading}>
        {placed.map((one) => (
          <ListRowView
            key={one.row?.id ?? `at ${one.index}`}
            placed={one}
            count={layout.count}
            current={one.index === walk.index}
            opened={one.row !== null && one.row.id === openedId}
            selected={one.row !== null && selected.has(one.row.id)}
            now={now}
            entry={one.row ? entryOf(entries, one.row.id) : undefined}
            others={one.row ? people.othersOf(one.row) : nobody}
            otherText={otherText}
            deeds={deeds}
          />
        ))}
      </ul>
      {children}
    </div>
  );
}
