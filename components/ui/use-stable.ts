import { useRef, useState } from 'preact/hooks';

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
