import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { neighbour } from './list.ts';

/** Rows drawn at first, and added each time the end comes near. */
const portion = 40;

/** Where the keyboard stands in the list, and how much of the list is drawn. */
export function useWalk<Stop extends { key: string }>(stops: readonly Stop[]) {
  const [key, setKey] = useState<string | null>(null);
  const [limit, setLimit] = useState(portion);
  const lastIndex = useRef(0);
  const wanted = useRef(true);

  const at = stops.findIndex((stop) => stop.key === key);
  // A row that went away leaves the keyboard where it stood.
  const index = at >= 0 ? at : Math.min(lastIndex.current, stops.length - 1);
  const current = stops[Math.max(0, index)];
  lastIndex.current = Math.max(0, index);

  useLayoutEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (!current || (!wanted.current && !lost)) return;
    const element = document.querySelector<HTMLElement>(`[data-stop="${CSS.escape(current.key)}"]`);
    element?.focus({ preventScroll: true });
    if (wanted.current) element?.closest('li')?.scrollIntoView?.({ block: 'nearest' });
    wanted.current = false;
  });

  const goTo = (stop: Stop | undefined) => {
    if (!stop) return;
    wanted.current = true;
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
    /** Another list: from its top. */
    reset: () => {
      lastIndex.current = 0;
      setKey(null);
      setLimit(portion);
    },
  };
}
