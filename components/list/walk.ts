import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ListRow } from '../../utils/domain/collection.ts';
import { indexOf, type Layout, type Listable, type Placed, placedAt } from '../../utils/domain/row-pages.ts';
import { type Command, commandOf, isOfOne, placeOf, type Surface, useCommands } from '../ui/keymap.tsx';
import { isTyping, reveal } from '../ui/keys.ts';

export type Walk<R extends Listable = ListRow> = ReturnType<typeof useWalk<R>>;

const hasFocus = (box: Element): boolean => box.contains(document.activeElement);
export const isFocusLost = (): boolean => !document.activeElement || document.activeElement === document.body;

/**
 * The keyboard's current row in a list, or its position if that row has gone.
 * @param listKey identifies the list: another list starts at its top
 * @param home the list is the main content of the page: it takes the focus when nothing else has it
 */
export function useWalk<R extends Listable>(layout: Layout<R>, listKey: string, home = false) {
  const top = { listKey, index: 0, id: null };
  const [stood, setPlace] = useState<{ listKey: string; index: number; id: R['id'] | null }>(top);
  const box = useRef<HTMLDivElement>(null);
  /**
   * `now`: a key asked for the focus. `later`: the row is not in memory yet; it takes the focus then if
   * nothing else has it.
   */
  const wanted = useRef<'now' | 'later' | null>(null);

  const place = stood.listKey === listKey ? stood : top;
  const index = Math.min(indexOf(layout, place.id) ?? place.index, Math.max(0, layout.count - 1));
  const current = placedAt(layout, index);
  const id = current?.row?.id ?? place.id;
  // The awaited row has loaded, another one has taken its place, or it has moved.
  if (layout.count > 0 && (stood.listKey !== listKey || index !== place.index || id !== place.id))
    setPlace({ listKey, index, id });

  const rowElement = () => box.current?.querySelector(`li[aria-posinset="${index + 1}"]`);

  /** Makes a row current without focusing it: a click sets the focus itself. */
  const pick = (to: number) => setPlace({ listKey, index: to, id: placedAt(layout, to)?.row?.id ?? null });

  /** Makes a row current and focuses it. */
  const goTo = (to: number): Placed<R> | null => {
    wanted.current = 'now';
    const placed = placedAt(layout, to);
    if (placed) pick(placed.index);
    return placed;
  };

  const screen = () =>
    Math.max(
      1,
      Math.floor((box.current?.clientHeight ?? 0) / (current?.height ?? Number.POSITIVE_INFINITY)) - 1,
    );

  return {
    index,
    current,
    pick,
    goTo,
    step: (by: number) => goTo(index + by),
    page: (by: 1 | -1) => goTo(index + by * screen()),
    first: () => goTo(0),
    last: () => goTo(layout.count - 1),
    /** Gives the focus back to the list. */
    focus: () => goTo(index),
    /**
     * Whether a key may act on the current row: not while the row is out of sight. In that case the row is
     * scrolled into view and focused, and the next key acts.
     */
    ready: (): boolean => {
      const row = rowElement();
      if (row && reveal(row)) return true;
      goTo(index);
      return false;
    },
    /** The scroll container, which the list draws. */
    box,
    /**
     * Called by the list after each draw: focuses the row that waits for it, and scrolls it into view.
     * @returns a row that is wanted but not drawn, for the list to scroll to
     */
    settle: (): Placed<R> | null => {
      const { current: list } = box;
      if (!list || (!wanted.current && !(home && isFocusLost()))) return null;
      const row = rowElement();
      if (!row) return wanted.current === 'now' ? current : null;
      const stop = row.querySelector<HTMLElement>('[data-stop]');
      const elsewhere = !isFocusLost() && !hasFocus(list);
      if (wanted.current === 'now' || !elsewhere) stop?.focus({ preventScroll: true });
      if (wanted.current === 'now') reveal(row);
      wanted.current = stop || elsewhere ? null : 'later';
      return null;
    },
  };
}

/** Moves as a navigation key says, and returns the row reached; undefined for any other key. */
function walked<R extends Listable>(walk: Walk<R>, command: Command): Placed<R> | null | undefined {
  switch (command) {
    case 'down':
      return walk.step(1);
    case 'up':
      return walk.step(-1);
    case 'page-down':
      return walk.page(1);
    case 'page-up':
      return walk.page(-1);
    case 'first':
      return walk.first();
    case 'last':
      return walk.last();
    default:
      return undefined;
  }
}

interface ListCommands<R extends Listable> {
  walk: Walk<R>;
  /** Absent if the list cannot be searched. */
  search?: RefObject<HTMLInputElement | null>;
  /** Called when the keyboard has moved to another row. */
  onStep?: (to: Placed<R>, event: KeyboardEvent) => void;
  /** Handles all other keys of the surface; returns whether the key was used. */
  own: (command: Command, event: KeyboardEvent) => boolean;
}

/** The keys of a list: those for moving and searching are the same everywhere, the others are the list's own. */
export function useListCommands<R extends Listable>(surface: Surface, given: ListCommands<R>): void {
  const { walk, search, onStep, own } = given;
  useCommands(surface, (command, event) => {
    if (command === 'search') {
      search?.current?.focus();
      return Boolean(search?.current);
    }
    const to = walked(walk, command);
    if (to === undefined) return own(command, event);
    if (to) onStep?.(to, event);
    return to !== null;
  });
}

/** How long what the keys opened must stay open before it reads what only it shows, in ms. */
export const passingMs = 250;

/** While a key is held down, the open negotiation follows only after the keyboard has rested this long, ms. */
const restMs = 300;

/**
 * Lets the open negotiation follow the keyboard. Until it does, a key for the pane would act on the previous
 * negotiation: the first such key only opens the pane, and the next one acts.
 * @param address of what is shown: if it changes meanwhile, nothing follows
 * @returns a function that takes the next negotiation to follow
 */
export function useFollow<Id>(
  surface: Surface,
  address: string,
  open: (id: Id, replace: true) => void,
): (id: Id) => void {
  // Kept with the address it was asked at. An effect that cleared it would also clear what a quick key asks
  // for before the effect has run.
  const [asked, setAsked] = useState<{ id: Id; address: string } | null>(null);
  const follow = asked?.address === address ? asked.id : null;
  useLayoutEffect(() => {
    if (follow === null) return;
    const arrive = () => open(follow, true);
    const timer = setTimeout(arrive, restMs);
    const press = (event: KeyboardEvent) => {
      const forPane = !event.defaultPrevented && !event.repeat && /^(Key|Digit|Numpad\d)/.test(event.code);
      const command = commandOf(surface, event, placeOf(event.target));
      if (!forPane || isTyping(event) || (command && !isOfOne(command))) return;
      event.preventDefault();
      clearTimeout(timer);
      arrive();
    };
    document.addEventListener('keydown', press);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', press);
    };
  }, [follow, address]);
  return (id) => setAsked({ id, address });
}
