import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ListRow } from '../../utils/domain/collection.ts';
import { indexOf, type Layout, type Listable, type Placed, placedAt } from '../../utils/domain/row-pages.ts';
import { type Command, commandOf, isOfOne, placeOf, type Surface, useCommands } from '../ui/keymap.tsx';
import { isTyping } from '../ui/keys.ts';
import { reveal } from '../ui/reveal.ts';

export type Walk<R extends Listable = ListRow> = ReturnType<typeof useWalk<R>>;

const hasFocus = (box: Element): boolean => box.contains(document.activeElement);
export const isFocusLost = (): boolean => !document.activeElement || document.activeElement === document.body;

/**
 * Where the keyboard stands in a list: on a row, and where it stood when that row went away.
 *
 * @param listKey another list begins at its top
 * @param home the list is what the page is for: it has the focus when nothing else has
 */
export function useWalk<R extends Listable>(layout: Layout<R>, listKey: string, home = false) {
  const top = { listKey, index: 0, id: null };
  const [stood, setPlace] = useState<{ listKey: string; index: number; id: R['id'] | null }>(top);
  const box = useRef<HTMLDivElement>(null);
  /** `now`: a key asked for the focus; `later`: its row is not in memory yet, and takes it if nothing else has. */
  const wanted = useRef<'now' | 'later' | null>(null);

  const place = stood.listKey === listKey ? stood : top;
  const index = Math.min(indexOf(layout, place.id) ?? place.index, Math.max(0, layout.count - 1));
  const current = placedAt(layout, index);
  const id = current?.row?.id ?? place.id;
  // The row it waited for has come, another one took its place, or it moved.
  if (layout.count > 0 && (stood.listKey !== listKey || index !== place.index || id !== place.id))
    setPlace({ listKey, index, id });

  const rowElement = () => box.current?.querySelector(`li[aria-posinset="${index + 1}"]`);

  /** Without the focus: a click keeps it. */
  const pick = (to: number) => setPlace({ listKey, index: to, id: placedAt(layout, to)?.row?.id ?? null });

  /** Goes to a row, with the focus. */
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
     * Whether a key may act on the current row: not while it is out of sight. Then it is brought there and takes the
     * focus, and the next key acts.
     */
    ready: (): boolean => {
      const row = rowElement();
      if (row && reveal(row)) return true;
      goTo(index);
      return false;
    },
    /** The scrolled box, which the list draws. */
    box,
    /**
     * For the list, after each draw: the row that waits for the focus takes it and is brought into sight.
     *
     * @returns a row that is asked for and not drawn: the list scrolls there
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

/** Where a walking key leads; undefined for any other key. */
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
  /** Absent where nothing is searched. */
  search?: RefObject<HTMLInputElement | null>;
  /** The keyboard went to another row. */
  onStep?: (to: Placed<R>, event: KeyboardEvent) => void;
  /** All other keys of the surface; says whether the key was wanted. */
  own: (command: Command, event: KeyboardEvent) => boolean;
}

/** The keys of a list: those that walk and that search are the same everywhere, the others are its own. */
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

/** While a key is held down, the open negotiation follows the keyboard once it rests so long. */
const restMs = 300;

/**
 * Lets the open negotiation follow the keyboard. Until it has, the keys of the pane would act on the one before: the
 * first such key only brings the pane up, and the next one acts.
 *
 * @param address of what is shown: what is opened or closed meanwhile ends it
 * @returns what is to be followed next
 */
export function useFollow<Id>(
  surface: Surface,
  address: string,
  open: (id: Id, replace: true) => void,
): (id: Id) => void {
  // It belongs to the address it was asked at. An effect that ended it would also end what a quick key asks for before the effect has run.
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
