/** What a key asks of the popup. By `code`, so that the Russian layout works the same. */
export type Command =
  | 'down'
  | 'up'
  | 'first'
  | 'last'
  | 'open'
  | 'read'
  | 'reject'
  | 'more'
  | 'write'
  | 'undo'
  | 'search'
  | 'help'
  | 'close'
  | 'vacancy'
  | TabCommand;

/** One of the tabs, by its place. */
type TabCommand = `tab-${1 | 2 | 3 | 4}`;
const tabCommands: readonly string[] = ['tab-1', 'tab-2', 'tab-3', 'tab-4'];

/** Which tab a command asks for; undefined when it is none, or there are not as many. */
export const tabOf = <Name>(tabs: readonly Name[], command: Command): Name | undefined =>
  tabs[tabCommands.indexOf(command)];

const commands: Record<string, Command> = {
  KeyJ: 'down',
  ArrowDown: 'down',
  KeyK: 'up',
  ArrowUp: 'up',
  Home: 'first',
  End: 'last',
  Enter: 'open',
  NumpadEnter: 'open',
  KeyE: 'read',
  KeyR: 'reject',
  KeyM: 'more',
  KeyC: 'write',
  KeyZ: 'undo',
  Slash: 'search',
  KeyV: 'vacancy',
  Digit1: 'tab-1',
  Digit2: 'tab-2',
  Digit3: 'tab-3',
  Digit4: 'tab-4',
  Numpad1: 'tab-1',
  Numpad2: 'tab-2',
  Numpad3: 'tab-3',
  Numpad4: 'tab-4',
  Escape: 'close',
};

/** Where the key was pressed: in a text, on a control that has its own keys, or on the list. */
export type Place = 'field' | 'inner' | 'control' | 'list';

interface Press {
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing: boolean;
  repeat: boolean;
}

/** Keys that may be held down; a held E must not mark the whole list as read. */
const repeatable = new Set<Command>(['down', 'up']);
/** Keys a button answers to by itself. */
const ownKeys = new Set<Command>(['open']);

export function commandOf(press: Press, place: Place): Command | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return null;
  const command = Object.hasOwn(commands, press.code) ? commands[press.code] : undefined;
  if (!command) return null;
  if (place === 'field' || place === 'inner') return command === 'close' ? command : null;
  if (place === 'control' && ownKeys.has(command)) return null;
  if (press.repeat && !repeatable.has(command)) return null;
  if (press.shiftKey) return command === 'search' ? 'help' : null;
  return command;
}

/** `inner`: inside an opened form or conversation, where letters belong to it. */
export function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof Element)) return 'list';
  if (target.closest('input, textarea, select, [contenteditable]')) return 'field';
  if (target.closest('[data-inner]')) return 'inner';
  if (target.closest('[data-stop]')) return 'list';
  return target.closest('button, a, [role=tab]') ? 'control' : 'list';
}
