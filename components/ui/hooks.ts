import { useEffect, useRef, useState } from 'preact/hooks';

let ids = 0;
/** An id that nothing else in the page has. Preact's own begins again with each drawing of the whole page. */
export const useUniqueId = (): string => useState(() => `o${ids++}`)[0];

/** The time for words like «5 минут назад»; moves on twice a minute while the page is open. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/**
 * One object for the life of the view, whose functions are those of the latest draw: rows that get it need not be
 * drawn again while their data stay the same. Take a function from it when it is called, not before.
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
 * What stands in a field whose value is kept elsewhere. What the field itself has said comes back as its value, maybe
 * late, and leaves alone what was typed meanwhile; any other value, such as none when all is cleared, takes its place.
 */
export function useTyped(value: string) {
  const [typed, setTyped] = useState(value);
  const [given, setGiven] = useState(value);
  /** The value, and then, in order, what was said and has not come back yet. */
  const said = useRef<readonly string[]>([value]);
  if (value !== given) {
    setGiven(value);
    const at = said.current.indexOf(value, 1);
    if (at === -1) setTyped(value);
    said.current = at === -1 ? [value] : said.current.slice(at);
  }
  /** Call it before the value is changed. @returns whether there is anything to change */
  const say = (words: string): boolean => {
    const { current } = said;
    if (current.at(-1) !== words) said.current = [...current, words];
    return said.current.length > 1;
  };
  return { typed, setTyped, say };
}
