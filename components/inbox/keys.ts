import { type Place, placeOf as placeIn } from '../popup/keys.ts';

/** What a key asks of the inbox page. By `code`, so that the Russian layout works the same. */
export type Command =
  | 'down'
  | 'up'
  | 'page-down'
  | 'page-up'
  | 'first'
  | 'last'
  | 'open'
  | 'select'
  | 'select-all'
  | 'search'
  | 'filters'
  | 'only-new'
  | 'next-collection'
  | 'previous-collection'
  | 'next-vacancy'
  | 'previous-vacancy'
  | 'undo'
  | 'help'
  | 'close';

const plain: Record<string, Command> = {
  KeyJ: 'down',
  ArrowDown: 'down',
  KeyK: 'up',
  ArrowUp: 'up',
  PageDown: 'page-down',
  PageUp: 'page-up',
  Home: 'first',
  End: 'last',
  Enter: 'open',
  NumpadEnter: 'open',
  KeyX: 'select',
  KeyA: 'select-all',
  KeyF: 'filters',
  KeyN: 'only-new',
  KeyZ: 'undo',
  Slash: 'search',
  BracketRight: 'next-collection',
  BracketLeft: 'previous-collection',
  Escape: 'close',
};
/** With shift: walking selects, the brackets go over vacancies. */
const shifted: Record<string, Command> = {
  KeyJ: 'down',
  ArrowDown: 'down',
  KeyK: 'up',
  ArrowUp: 'up',
  PageDown: 'page-down',
  PageUp: 'page-up',
  Home: 'first',
  End: 'last',
  BracketRight: 'next-vacancy',
  BracketLeft: 'previous-vacancy',
  Slash: 'help',
};

const walking = new Set<Command>(['down', 'up', 'page-down', 'page-up']);

type Press = Pick<
  KeyboardEvent,
  'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'repeat'
>;

export function commandOf(press: Press, place: Place): Command | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return null;
  const table = press.shiftKey ? shifted : plain;
  const command = Object.hasOwn(table, press.code) ? table[press.code] : undefined;
  if (!command) return null;
  if (place === 'field' || place === 'inner') return command === 'close' ? command : null;
  // A button answers to Enter by itself.
  if (place === 'control' && command === 'open') return null;
  if (press.repeat && !walking.has(command)) return null;
  return command;
}

/** The box of a row takes no letters: its keys are the list's. */
export const placeOf = (target: EventTarget | null): Place =>
  target instanceof Element && target.matches('.box') ? 'list' : placeIn(target);
