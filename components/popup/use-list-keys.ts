import { useRef, useState } from 'preact/hooks';
import type { Entry } from '../../utils/domain/write-request.ts';
import { takeBack } from '../outbox/undo-bar.tsx';
import type { PopupCalls } from './calls.ts';
import { type Command, tabOf } from './keys.ts';
import { useCommands } from './use-commands.ts';
import type { useWalk } from './use-walk.ts';

interface Given<Name> {
  tabs: readonly Name[];
  /** `focus`: the keyboard goes into the list. */
  show: (tab: Name, focus: boolean) => void;
  walk: Pick<ReturnType<typeof useWalk>, 'step' | 'first' | 'last'>;
  entries: Entry[];
  calls: Pick<PopupCalls, 'undo' | 'stop'>;
  /** The keys of this list alone; says whether the key was one. */
  own: (command: Command) => boolean;
}

/** What the keys do in either half of the popup; also where they lead: the field of the search, and the help. */
export function useListKeys<Name>({ tabs, show, walk, entries, calls, own }: Given<Name>) {
  const [help, setHelp] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useCommands((command) => {
    // The dialog has its own Escape.
    if (help) return false;
    const tab = tabOf(tabs, command);
    if (tab) show(tab, true);
    else if (command === 'help') setHelp(true);
    else if (command === 'search') field.current?.focus();
    else if (command === 'down') walk.step(1);
    else if (command === 'up') walk.step(-1);
    else if (command === 'first') walk.first();
    else if (command === 'last') walk.last();
    else if (command === 'undo') return takeBack(entries, calls);
    else return own(command);
    return true;
  });
  return { field, help, setHelp };
}
