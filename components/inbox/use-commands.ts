import { useEffect, useRef } from 'preact/hooks';
import { type Command, commandOf, placeOf } from './keys.ts';

/** Listens for the page's keys. `run` says whether the key was its; one nobody wants stays the browser's. */
export function useCommands(run: (command: Command, event: KeyboardEvent) => boolean): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const command = commandOf(event, placeOf(event.target));
      if (command && latest.current(command, event)) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
