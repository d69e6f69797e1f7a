import { useEffect, useRef } from 'preact/hooks';
import { type Command, commandOf, placeOf } from './keys.ts';

/** Listens for the popup's keys. `run` says whether the key was its: a key nobody wants stays the browser's. */
export function useCommands(run: (command: Command) => boolean): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const command = commandOf(event, placeOf(event.target));
      if (command && latest.current(command)) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
