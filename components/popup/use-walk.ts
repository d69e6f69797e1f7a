import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { reveal } from '../ui/reveal.ts';
import { neighbour } from './list.ts';

/** Rows drawn at first, and added each time the end comes near. */
const portion = 40;

const elementOf = (key: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-stop="${CSS.escape(key)}"]`);

/** @returns whether its row was in sight already */
const showStop = (element: HTMLElement | null): boolean => {
  const row = element?.closest('li');
  return row ? reveal(row) : false;
};

/** Where the keyboard stands in the list, and how much of the list is drawn. */
export function useWalk<Stop extends { key: string }>(stops: readonly Stop[]) {
  const [key, setKey] = useState<string | null>(null);
  const [limit, setLimit] = useState(portion);
  const lastIndex = useRef(0);
  /** What a step of the keyboard asks for once it is drawn: to be focused and in sight; of another list, its top. */
  const wanted = useRef<'focus' | 'top' | null>('focus');

  const at = stops.findIndex((stop) => stop.key === key);
  // A row that went away leaves the keyboard where it stood.
  const index = at >= 0 ? at : Math.min(lastIndex.current, stops.length - 1);
  const current = stops[Math.max(0, index)];
  lastIndex.current = Math.max(0, index);

  useLayoutEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    const asked = wanted.current;
    if (!current || (!asked && !lost)) return;
    const element = elementOf(current.key);
    if (asked === 'focus' || lost) element?.focus({ preventScroll: true });
    const list = asked === 'top' && element?.closest('.list');
    if (list) list.scrollTop = 0;
    if (asked === 'focus') showStop(element);
    wanted.current = null;
  });

  const goTo = (stop: Stop | undefined) => {
    if (!stop) return;
    wanted.current = 'focus';
    setKey(stop.key);
    const place = stops.indexOf(stop);
    setLimit((drawn) => Math.max(drawn, place + portion));
  };

  return {
    current,
    limit,
    pick: setKey,
    step: (by: 1 | -1) => goTo(neighbour(stops, current?.key ?? null, by)),
    first: () => goTo(stops[0]),
    last: () => goTo(stops.at(-1)),
    /** Gives the focus back to the list. */
    focus: () => goTo(current),
    grow: () => setLimit((drawn) => drawn + portion),
    /**
     * Whether a key may act on the current stop: not while it is out of sight. Then it is brought there and takes the
     * focus, and the next key acts.
     */
    ready: (): boolean => {
      const element = current && elementOf(current.key);
      if (element && showStop(element)) return true;
      goTo(current);
      return false;
    },
    /** Another list: from its top. `focus`: a key asked for it, so the keyboard stands on its first stop. */
    reset: (focus: boolean) => {
      wanted.current = focus ? 'focus' : 'top';
      lastIndex.current = 0;
      setKey(null);
      setLimit(portion);
    },
  };
}
