import { type ComponentType, type FunctionComponent, h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

let ids = 0;
/** An id unique in the page. Preact's own ids start again with each render of the whole page. */
export const useUniqueId = (): string => useState(() => `o${ids++}`)[0];

/** The current time for texts like «5 минут назад»; updated twice a minute while the page is open. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/**
 * Stable handlers: one object for the life of the view, whose functions are those of the latest draw. Rows
 * that receive it need not be drawn again while their data stay the same. Look a function up when you call
 * it, not earlier.
 */
export function useStable<Handlers extends object>(handlers: Handlers): Handlers {
  const latest = useRef(handlers);
  latest.current = handlers;
  const [stable] = useState(
    () => new Proxy(handlers, { get: (_, name) => Reflect.get(latest.current, name) }),
  );
  return stable;
}

/**
 * The text of a field whose value is stored elsewhere. Texts reported by the field come back as its value,
 * maybe late, and do not overwrite what was typed meanwhile. Any other value, for instance an empty one after
 * clearing, replaces the text.
 */
export function useTyped(value: string) {
  const [typed, setTyped] = useState(value);
  const [given, setGiven] = useState(value);
  /** The value, followed by the texts that were reported and have not come back yet, in order. */
  const said = useRef<readonly string[]>([value]);
  if (value !== given) {
    setGiven(value);
    const at = said.current.indexOf(value, 1);
    if (at === -1) setTyped(value);
    said.current = at === -1 ? [value] : said.current.slice(at);
  }
  /** Call before the value is changed. @returns whether there is anything to change */
  const say = (words: string): boolean => {
    const { current } = said;
    if (current.at(-1) !== words) said.current = [...current, words];
    return said.current.length > 1;
  };
  return { typed, setTyped, say };
}

/**
 * A view whose code is loaded when it is first drawn, so that the rest is painted sooner; draws nothing until
 * then.
 */
export function lazy<Props extends object>(
  read: () => Promise<ComponentType<Props>>,
): FunctionComponent<Props> {
  let known: ComponentType<Props> | null = null;
  return function Lazy(props) {
    const [view, setView] = useState(() => known);
    useEffect(() => {
      if (view) return;
      void read().then((loaded) => {
        known = loaded;
        setView(() => loaded);
      });
    }, [view]);
    return view && h(view, props);
  };
}

/** Whether `now` is true, or was true in an earlier draw. */
export function useEver(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return now || ever;
}
