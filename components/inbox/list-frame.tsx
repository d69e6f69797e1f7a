import type { ComponentChildren, ComponentProps, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import {
  foundIn,
  indexOf,
  type Layout,
  type Listable,
  placedAt,
  type RowPages,
  rowHeights,
} from '../../utils/domain/row-pages.ts';
import { plural, t } from '../../utils/i18n.ts';
import { isKnown, type Known } from '../../utils/known.ts';
import { SearchField } from '../list/search.tsx';
import { VirtualList } from '../list/virtual-list.tsx';
import { isFocusLost } from '../list/walk.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { useStable } from '../ui/hooks.ts';
import { Back } from '../ui/menu.tsx';
import type { RowStop } from './row.tsx';

/** The width from which a list has room for columns, in px; the style sheet repeats it. */
const columnsFrom = 720;

/** The height of a list's rows, which depends on the list's width. */
export function useRowHeight(list: RefObject<HTMLElement | null>): number {
  const [columns, setColumns] = useState(false);
  useLayoutEffect(() => {
    const { current } = list;
    if (!current || typeof ResizeObserver === 'undefined') return;
    const look = () => setColumns(current.clientWidth >= columnsFrom);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return columns ? rowHeights.columns : rowHeights.lines;
}

interface NarrowingProps {
  view: { search: string; onlyNew: boolean };
  field: RefObject<HTMLInputElement | null>;
  /** The debounce of the search, in ms. */
  rest: number;
  /** How many filters are on. */
  filters: number;
  filtersOpen: boolean;
  onChange: (part: Partial<NarrowingProps['view']>) => void;
  onFilters: () => void;
  onLeave: () => void;
}

/** The controls that narrow a list: the search, "only new", and the button for the filters. */
export const Narrowing = ({
  view: { search, onlyNew },
  field,
  rest,
  filters,
  filtersOpen,
  onChange,
  onFilters,
  onLeave,
}: NarrowingProps) => (
  <>
    <SearchField
      field={field}
      label={t('inbox_search')}
      placeholder={t('inbox_search_short')}
      text={search}
      rest={rest}
      onSearch={(search) => onChange({ search })}
      onLeave={onLeave}
    />
    <Button small aria-pressed={onlyNew} shortcut="N" onClick={() => onChange({ onlyNew: !onlyNew })}>
      {t('inbox_only_new')}
    </Button>
    <Button
      small
      aria-pressed={filters > 0}
      aria-expanded={filtersOpen}
      aria-controls="filters"
      shortcut="F"
      onClick={onFilters}
    >
      {filters > 0 ? t('inbox_filters_count', filters) : t('inbox_filters')}
    </Button>
  </>
);

interface Props {
  /** hh's count; null before its answer. */
  found: Known<number> | null;
  /** How many rows of the store are shown because hh could not be asked; null: the rows are hh's. */
  stored: number | null;
  /** Whether more waits at hh than is shown. */
  news: boolean;
  onAll: () => void;
  /** Reads the list again. */
  onNews: () => void;
}

/** The head of the list: how many there are, whether there are newer ones, and the columns' titles. */
export const ListHead = ({ found, stored, news, onAll, onNews }: Props) => (
  <div class="list-head small muted">
    <input
      type="checkbox"
      class="box"
      checked={false}
      aria-label={t('inbox_select_all')}
      title={t('inbox_select_all')}
      disabled={stored === 0 || found === null || isKnown(found, 0)}
      onClick={onAll}
    />
    <div class="cells">
      <span class="who num" role="status">
        {stored !== null ? plural('inbox_stored', stored) : foundText(found)}
      </span>
      {news ? (
        <span class="post">
          <Button tone="link" onClick={onNews}>
            {t('inbox_more_news')}
          </Button>
        </span>
      ) : (
        <span class="post head">{t('inbox_column_title')}</span>
      )}
      <span class="age head" title={t('inbox_column_age_full')}>
        {t('inbox_column_age')}
      </span>
      <span class="salary head">{t('inbox_column_salary')}</span>
      <span class="city head">{t('inbox_column_city')}</span>
      <span class="test head">{t('inbox_column_test')}</span>
      <span class="wait head">{t('inbox_column_wait')}</span>
    </div>
  </div>
);

function foundText(found: Props['found']): string {
  if (found === null) return t('inbox_reading');
  return found.known ? plural('inbox_found', found.value) : t('inbox_found_unknown');
}

interface ListEndProps {
  pages: RowPages;
  /** Shown in place of a list that hh says is empty. */
  empty: ComponentChildren;
}

const isAtLeast = (count: Known<number>, least: number): boolean => count.known && count.value >= least;

/** Below the list: why it is empty, and what hh counts but does not show. */
export function ListEnd({ pages, empty }: ListEndProps) {
  const { last, shapes } = pages;
  const found = foundIn(pages);
  if (!last) return null;
  const skipped = [...shapes.values()].reduce((sum, shape) => sum + shape.skipped, 0);
  const rows = [...shapes.values()].reduce((sum, shape) => sum + shape.rows, 0);
  const nobody = rows === 0 && last.pages <= 1 && skipped === 0 && !isAtLeast(last.hidden, 1);
  return (
    <>
      {nobody &&
        found &&
        (isKnown(found, 0) ? (
          empty
        ) : found.known ? (
          <Card title={t('inbox_unlisted')} note={t('inbox_unlisted_note')} />
        ) : (
          <Card title={t('inbox_unlisted_unknown')} note={t('inbox_unlisted_unknown_note')} />
        ))}
      {last.hidden.known ? (
        last.hidden.value > 0 && (
          <p class="pad small muted">{plural('inbox_hidden_count', last.hidden.value)}</p>
        )
      ) : (
        <p class="pad small muted">{t('inbox_hidden_unknown')}</p>
      )}
      {skipped > 0 && <p class="pad small muted">{plural('inbox_set_aside', skipped)}</p>}
    </>
  );
}

type ListProps<R extends Listable> = ComponentProps<typeof VirtualList<R>>;

interface ColumnProps<R extends Listable>
  extends Pick<ListProps<R>, 'listKey' | 'layout' | 'walk' | 'busy' | 'children'> {
  title: string;
  /** Says how many there are. */
  about: ComponentChildren;
  /** The controls that narrow the list. */
  tools?: ComponentChildren;
  /** The problem with what is shown. */
  trouble?: ComponentChildren;
  /** Shown between the title and the rows. */
  above?: ComponentChildren;
  opened: R['id'] | null;
  open: (id: R['id']) => void;
  row: (row: R, stop: RowStop) => ComponentChildren;
}

/** A list that is all in memory, in rows of two lines, under its title. A click opens a row. */
export function ListColumn<R extends Listable>(props: ColumnProps<R>) {
  const { title, about, tools, trouble, above, opened, open, row, ...list } = props;
  const { layout, walk } = list;
  const handlers = useStable({
    click(index: number) {
      walk.pick(index);
      const one = placedAt(layout, index)?.row;
      if (one) open(one.id);
    },
  });
  return (
    <section class="column list-column lines" aria-labelledby="list-title">
      {trouble}
      <div class="list-top">
        <h2 id="list-title" class="ell h16" title={title} dir="auto">
          {title}
        </h2>
        <span class="grow ell small muted num" role="status">
          {about}
        </span>
        {tools && <div class="tools">{tools}</div>}
      </div>
      {above}
      <VirtualList
        {...list}
        class="rows"
        label={title}
        row={({ row: one, index }, place) =>
          one &&
          row(one, {
            index,
            place,
            current: index === walk.index,
            opened: one.id === opened,
            onClick: () => handlers.click(index),
          })
        }
      />
    </section>
  );
}

interface PaneProps<R extends Listable> {
  label?: string;
  /** The person opened something in it: if there is room for only one column, the pane is shown. */
  isOpen: boolean;
  layout: Layout<R>;
  /** The row that is open. */
  id: R['id'] | null;
  /** It begins with a form, so the scroll position is left alone. */
  isBegun?: boolean;
  open: (id: R['id'], replace: boolean) => void;
  onBack: () => void;
  children: ComponentChildren;
}

/** The column of the open row, with the way back to the list and to the row's neighbours. */
export function PaneColumn<R extends Listable>(props: PaneProps<R>) {
  const { label = t('inbox_pane'), isOpen, layout, id, isBegun, open, onBack, children } = props;
  const pane = useRef<HTMLElement>(null);
  // The next row begins at the top, however far the last one was scrolled.
  useLayoutEffect(() => {
    if (pane.current && !isBegun) pane.current.scrollTop = 0;
  }, [id]);
  useEffect(() => {
    if (id !== null && isFocusLost()) pane.current?.focus({ preventScroll: true });
  }, [id]);
  const index = id === null ? null : indexOf(layout, id);
  const onStep = (by: number) => {
    const row = placedAt(layout, (index ?? 0) + by)?.row;
    if (row) open(row.id, true);
  };
  return (
    <section class="column pane" ref={pane} tabIndex={-1} aria-label={label} data-open={isOpen}>
      {isOpen && (
        <Back
          words={t('inbox_back_list')}
          onBack={onBack}
          at={index === null ? null : { index, count: layout.count, onStep }}
        />
      )}
      {children}
    </section>
  );
}
