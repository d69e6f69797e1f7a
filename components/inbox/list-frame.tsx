import type { ComponentChildren, ComponentProps, RefObject, VNode } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Whom } from '../../utils/domain/avoided.ts';
import { indexOf, type Layout, type Listable, placedAt } from '../../utils/domain/row-pages.ts';
import { t } from '../../utils/i18n.ts';
import { SearchField } from '../list/search.tsx';
import type { useSelection } from '../list/selection.ts';
import { type RowPlace, VirtualList } from '../list/virtual-list.tsx';
import { isFocusLost, useFollow, useListCommands, type Walk } from '../list/walk.ts';
import { AvoidedChip } from '../ui/avoided.tsx';
import { Button } from '../ui/button.tsx';
import { useStable } from '../ui/hooks.ts';
import type { Command, Surface } from '../ui/keymap.tsx';
import { Back } from '../ui/menu.tsx';
import { Cut } from '../ui/text.tsx';

/** A list of the inbox page: where the keyboard is in it, and which row is open beside it. */
export interface InboxList<R extends Listable> {
  /** Another key is another list, which starts at its top. */
  listKey: string;
  layout: Layout<R>;
  walk: Walk<R>;
  /** The row that is open. */
  opened: R['id'] | null;
  /** `replace`: adds no entry to the browser's history. */
  open: (id: R['id'], replace?: boolean) => void;
  close: () => void;
}

interface CommandsOf<R extends Listable> {
  surface: Surface;
  /** The address of what is shown; a change cancels the opening of the row that the keyboard is on. */
  address: string;
  /** Something else is open beside the list. */
  isBeside?: boolean;
  /** Absent where there are no bulk actions. */
  selection?: Pick<ReturnType<typeof useSelection>, 'ids' | 'toggle' | 'extend' | 'begin' | 'all' | 'clear'>;
  search?: RefObject<HTMLInputElement | null>;
  /** Absent where the list takes no filters. */
  filters?: { open: boolean; onOpen: (open: boolean) => void; onNew: () => void };
  onCollection?: (step: 1 | -1) => void;
  /** Called for a key of the open negotiation that no pane takes yet; it acts on the row. */
  press?: (code: string, row: R) => void;
  /** What E does to the row while no negotiation is open: marks it as viewed, or dismisses its reminder. */
  read?: (row: R) => void;
  /** Keys of the whole page; returns whether the key was handled. */
  own?: (command: Command) => boolean;
}

/** The keyboard commands for the list of an inbox page, the recruiter's or the applicant's. */
export function useInboxCommands<R extends Listable>(list: InboxList<R>, given: CommandsOf<R>): void {
  const { walk, opened, open, close } = list;
  const { surface, selection, search, filters } = given;
  const follow = useFollow(surface, given.address, open);

  // The pane's code is still being loaded when the first negotiation is opened.
  const paneTakesKeys = () => opened !== null && document.querySelector('.pane article') !== null;

  const run = (command: Command, { target: at, code }: KeyboardEvent): boolean => {
    const { current } = walk;
    switch (command) {
      case 'invite':
      case 'reject':
      case 'hold':
      case 'more':
      case 'resume':
      case 'write':
      case 'later':
        // The open negotiation handles these keys.
        if (paneTakesKeys() || !given.press || !current?.row) return false;
        // V spends a view, as its button says; from the list, the key only opens the negotiation.
        if (!walk.ready()) return true;
        if (command === 'resume') open(current.row.id);
        else given.press(code, current.row);
        return true;
      case 'read':
        if (paneTakesKeys() || !given.read || !current?.row) return false;
        if (!walk.ready()) return true;
        if (opened !== null) given.press?.(code, current.row);
        else {
          given.read(current.row);
          walk.step(1);
        }
        return true;
      case 'open':
        if (current?.row && walk.ready()) open(current.row.id);
        return Boolean(current?.row);
      case 'select':
        if (walk.ready() && current?.row) selection?.toggle(current.index);
        walk.focus();
        return true;
      case 'select-all':
        selection?.all();
        return true;
      case 'filters':
        filters?.onOpen(!filters.open);
        return filters !== undefined;
      case 'only-new':
        filters?.onNew();
        return filters !== undefined;
      case 'next-collection':
      case 'previous-collection':
        given.onCollection?.(command === 'next-collection' ? 1 : -1);
        return true;
      case 'close':
        return leave(at);
      default:
        return given.own?.(command) ?? false;
    }
  };

  /** Leaves one thing at a time: the focused field, the filters, what is open beside the list, the selection. */
  const leave = (at: EventTarget | null): boolean => {
    if (at instanceof Element && at.closest('[data-inner], input:not(.box), select, textarea')) walk.focus();
    else if (filters?.open) filters.onOpen(false);
    else if (opened !== null || given.isBeside) close();
    else if (selection && selection.ids.size > 0) selection.clear();
    else return false;
    return true;
  };

  useListCommands(surface, {
    walk,
    search,
    onStep(to, { shiftKey, repeat }) {
      if (selection && shiftKey)
        selection.extend(to.index, selection.ids.size === 0 ? walk.index : undefined);
      else selection?.begin(to.index);
      if (opened === null || !to.row) return;
      // While a key is held down, a row opens only once the keyboard rests on it.
      if (repeat) follow(to.row.id);
      else open(to.row.id, true);
    },
    own: run,
  });
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

/** A row's place in its list, and what a click on it does. */
export interface RowStop {
  index: number;
  place: RowPlace;
  /** The keyboard is on it. */
  current: boolean;
  opened: boolean;
  onClick: (event: MouseEvent) => void;
}

/** Redraws a row only when its own data changed; `onClick` may be old, because it depends only on the place. */
export function useRow(
  { index, place, current, opened }: RowStop,
  of: readonly unknown[],
  draw: () => VNode,
) {
  return useMemo(draw, [index, place.style, place['aria-setsize'], current, opened, ...of]);
}

interface FrameProps extends RowStop {
  selected?: boolean;
  /** A pending decision will remove it. */
  leaving?: boolean;
  /** What its dot means, in words: something is new. */
  dot?: string | false | null;
  name: ComponentChildren;
  title: string;
  /** The lines of its tooltip. */
  hover: readonly (string | false | null | undefined)[];
  /** Who may be among those to avoid. */
  whom: Whom | null;
  /** Chips after the title. */
  facts?: ComponentChildren;
  /** The checkbox that selects it. */
  box?: ComponentChildren;
  /** Cells after the title. */
  children: ComponentChildren;
}

/** A row of any list of the inbox page. The style sheet arranges its cells in columns or in two lines. */
export function RowFrame(props: FrameProps) {
  const { index, place, current, opened, selected, leaving, dot, name, title, hover, whom, facts, box } =
    props;
  const state = `${current ? ' on' : ''}${opened ? ' opened-row' : ''}${selected ? ' sel' : ''}${leaving ? ' leaving' : ''}${opened || selected ? ' on-tint' : ''}`;
  return (
    <li class={`resp${state}`} {...place}>
      {box}
      <button
        type="button"
        class="grow pick"
        title={hover.filter(Boolean).join('\n')}
        data-stop={String(index)}
        tabIndex={current ? 0 : -1}
        aria-current={opened ? 'true' : undefined}
        onClick={props.onClick}
      >
        <span class={`who${dot ? ' b' : ''}`}>
          {dot && <i class="dot" />}
          <span class="ell name" dir="auto">
            {name}
          </span>
          {dot && <span class="hidden">{dot}</span>}
        </span>
        <span class="post">
          <Cut class="title" text={title} />
          <span class="facts num">
            <AvoidedChip whom={whom} />
            {facts}
          </span>
        </span>
        {props.children}
      </button>
    </li>
  );
}

type VirtualListProps<R extends Listable> = ComponentProps<typeof VirtualList<R>>;

interface ColumnProps<R extends Listable> extends Pick<VirtualListProps<R>, 'busy' | 'children'> {
  list: InboxList<R>;
  title: string;
  /** Says how many there are. */
  about: ComponentChildren;
  /** The controls that narrow the list. */
  tools?: ComponentChildren;
  /** The problem with what is shown. */
  trouble?: ComponentChildren;
  /** Shown between the title and the rows. */
  above?: ComponentChildren;
  row: (row: R, stop: RowStop) => ComponentChildren;
}

/** A list that is all in memory, in rows of two lines, under its title. A click opens a row. */
export function ListColumn<R extends Listable>(props: ColumnProps<R>) {
  const { list, title, about, tools, trouble, above, busy, row, children } = props;
  const { listKey, layout, walk, opened, open } = list;
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
        class="rows"
        listKey={listKey}
        layout={layout}
        walk={walk}
        label={title}
        busy={busy}
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
      >
        {children}
      </VirtualList>
    </section>
  );
}

interface PaneProps<R extends Listable> {
  list: InboxList<R>;
  label?: string;
  /** The person opened something in it: if there is room for only one column, the pane is shown. */
  isOpen?: boolean;
  /** It begins with a form, so the scroll position is left alone. */
  isBegun?: boolean;
  children: ComponentChildren;
}

/** The column of the open row, with the way back to the list and to the row's neighbours. */
export function PaneColumn<R extends Listable>(props: PaneProps<R>) {
  const { layout, opened: id, open, close } = props.list;
  const { label = t('inbox_pane'), isOpen = id !== null, isBegun, children } = props;
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
          onBack={close}
          at={index === null ? null : { index, count: layout.count, onStep }}
        />
      )}
      {children}
    </section>
  );
}
