import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { OwnNote } from '../../../utils/domain/applicant/applicant.ts';
import type { ApplicantNegotiation } from '../../../utils/domain/applicant/negotiation.ts';
import { type Layout, placedIn, rowHeight } from '../../../utils/domain/row-pages.ts';
import type { Entry } from '../../../utils/domain/write-request.ts';
import { t } from '../../../utils/i18n.ts';
import type { NegotiationId } from '../../../utils/ids.ts';
import type { Walk } from '../../list/walk.ts';
import { TopicRow } from './topic-row.tsx';
import { callOf } from './words.ts';

export interface TopicRowsProps {
  /** Another list begins at its top. */
  listKey: string;
  layout: Layout<ApplicantNegotiation>;
  walk: Walk<ApplicantNegotiation>;
  openedId: NegotiationId | null;
  entries: readonly Entry[];
  notes: Record<NegotiationId, OwnNote> | null;
  byCreation: boolean;
  now: number;
  silentDays: number;
  busy: boolean;
  onClick: (index: number) => void;
  /** Below the last row. */
  children?: ComponentChildren;
}

/** Rows drawn beyond what is in view, in px. */
const margin = 6 * rowHeight;

/** All topics as one page of a list: each at its place, all of one height. */
export const layoutOf = (topics: readonly ApplicantNegotiation[]): Layout<ApplicantNegotiation> => {
  const count = topics.length;
  const height = count * rowHeight;
  return { stretches: [{ page: 0, start: 0, top: 0, count, height, rows: topics }], count, height };
};

/** The list: as high as all its rows, with only those drawn that are in view. */
export function TopicRows(props: TopicRowsProps) {
  const { listKey, layout, walk, openedId, entries, notes, byCreation, now, silentDays, busy } = props;
  const { box } = walk;
  const [view, setView] = useState({ top: 0, height: 800 });
  const look = () => {
    const { scrollTop: top = 0, clientHeight: height = 800 } = box.current ?? {};
    setView((before) => (before.top === top && before.height === height ? before : { top, height }));
  };
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = 0;
    look();
  }, [listKey]);
  useLayoutEffect(() => {
    const { current } = box;
    if (!current || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => look());
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(walk.takeFocus);
  return (
    <div ref={box} class="rows" onScroll={look}>
      <ul style={`height:${layout.height}px`} aria-label={t('inbox_list')} aria-busy={busy}>
        {placedIn(layout, view.top - margin, view.top + view.height + margin).map((placed) => {
          const id = placed.row?.id;
          return (
            <TopicRow
              key={id}
              placed={placed}
              count={layout.count}
              current={placed.index === walk.index}
              opened={id === openedId}
              leaving={id !== undefined && callOf(entries, 'hide-active-response', id) !== undefined}
              byCreation={byCreation}
              note={id && notes?.[id]}
              now={now}
              silentDays={silentDays}
              onClick={props.onClick}
            />
          );
        })}
      </ul>
      {props.children}
    </div>
  );
}
