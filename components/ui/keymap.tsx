import { useLayoutEffect, useRef } from 'preact/hooks';
import { type MessageKey, t } from '../../utils/i18n.ts';
import { codeOf, isDialogOpen } from './keys.ts';
import { Dialog } from './section.tsx';

/**
 * Where the keys below work: in lists (`back` and `chats` belong to the inbox page), and in the panel on hh's
 * page of a resume or a vacancy.
 */
export type Surface =
  | 'popup'
  | 'applicant-popup'
  | 'inbox'
  | 'back'
  | 'chats'
  | 'applicant-inbox'
  | 'panel'
  | 'vacancy';

interface Line<Does extends string = string> {
  /** The keys as labelled on the keyboard. */
  signs: readonly string[];
  /** The command of each key, by its `code`: by position, so that the Russian layout works the same. */
  keys: Readonly<Record<string, Does>>;
  /** Only with shift, or both with and without; by default only without. */
  shift?: 'only' | 'too';
  /** May be held down. A held E, for instance, must not mark the whole list as read. */
  held?: boolean;
  /** The surfaces where it works, each with its text in the help. */
  on: Partial<Record<Surface, MessageKey>>;
}

/** For keys that a part of the page handles itself: they are only listed in the help. */
const elsewhere = {};

/** Gives several surfaces the same text. */
const on = (surfaces: readonly Surface[], does: MessageKey): Line['on'] =>
  Object.fromEntries(surfaces.map((surface) => [surface, does]));

const popups: readonly Surface[] = ['popup', 'applicant-popup'];
const inboxes: readonly Surface[] = ['inbox', 'back'];
const wide: readonly Surface[] = [...inboxes, 'chats', 'applicant-inbox'];
const lists: readonly Surface[] = [...popups, ...wide];
const all: readonly Surface[] = [...lists, 'panel', 'vacancy'];
const ofNegotiation = all.filter((one) => one !== 'chats');
/** The surfaces where a recruiter acts on one person. */
const ofPerson: readonly Surface[] = ['popup', ...inboxes, 'panel'];

/** Every key of the lists, in the order of the help. */
const keymap = [
  {
    signs: ['J', 'K', '↓', '↑'],
    keys: { KeyJ: 'down', ArrowDown: 'down', KeyK: 'up', ArrowUp: 'up' },
    shift: 'too',
    held: true,
    on: { ...on(lists, 'applicant_key_walk'), ...on(['popup', 'inbox'], 'inbox_key_walk') },
  },
  {
    signs: ['PgUp', 'PgDn', 'Home', 'End'],
    keys: { PageUp: 'page-up', PageDown: 'page-down', Home: 'first', End: 'last' },
    shift: 'too',
    held: true,
    on: on(wide, 'inbox_key_page'),
  },
  {
    signs: ['Home', 'End'],
    keys: { Home: 'first', End: 'last' },
    shift: 'too',
    on: on(popups, 'popup_key_ends'),
  },
  {
    signs: ['↵'],
    keys: { Enter: 'open', NumpadEnter: 'open' },
    on: {
      ...on(wide, 'inbox_key_open'),
      popup: 'popup_key_open',
      'applicant-popup': 'applicant_key_open',
      chats: 'chats_key_open',
    },
  },
  { signs: ['V'], keys: { KeyV: 'vacancy' }, on: { 'applicant-popup': 'applicant_key_vacancy' } },
  { signs: ['I'], keys: { KeyI: 'invite' }, on: on(ofPerson, 'key_invite') },
  { signs: ['R'], keys: { KeyR: 'reject' }, on: on(ofPerson, 'key_reject') },
  { signs: ['H'], keys: { KeyH: 'hold' }, on: on(ofPerson, 'key_hold') },
  { signs: ['M'], keys: { KeyM: 'more' }, on: on(ofPerson, 'key_more') },
  { signs: ['1', '2', '3', '4'], keys: elsewhere, on: on(inboxes, 'inbox_key_tabs') },
  { signs: ['1–9'], keys: elsewhere, on: { ...on(ofPerson, 'key_digit'), popup: 'popup_key_digit' } },
  { signs: ['↵', 'Ctrl ↵'], keys: elsewhere, on: on(ofPerson, 'key_sends') },
  {
    signs: ['E'],
    keys: { KeyE: 'read' },
    on: {
      ...on(ofPerson, 'inbox_key_read'),
      ...on(['back', 'applicant-popup'], 'key_done'),
      chats: 'chats_key_read',
    },
  },
  { signs: ['V'], keys: { KeyV: 'resume' }, on: on(inboxes, 'inbox_key_resume') },
  {
    signs: ['C'],
    keys: { KeyC: 'write' },
    on: { ...on(ofPerson, 'popup_key_write'), ...on(inboxes, 'inbox_key_write') },
  },
  { signs: ['B'], keys: { KeyB: 'later' }, on: on(ofNegotiation, 'key_later') },
  {
    signs: ['C'],
    keys: elsewhere,
    on: { chats: 'inbox_key_write', 'applicant-inbox': 'applicant_key_talk' },
  },
  { signs: ['X'], keys: { KeyX: 'select' }, on: on(['popup', 'inbox'], 'inbox_key_select') },
  { signs: ['A'], keys: { KeyA: 'select-all' }, on: on(['popup', 'inbox'], 'inbox_key_select_all') },
  {
    signs: ['[', ']'],
    keys: { BracketRight: 'next-collection', BracketLeft: 'previous-collection' },
    on: on(['inbox', 'applicant-inbox'], 'inbox_key_collections'),
  },
  {
    signs: ['Shift [', 'Shift ]'],
    keys: { BracketRight: 'next-vacancy', BracketLeft: 'previous-vacancy' },
    shift: 'only',
    on: on(inboxes, 'inbox_key_vacancies'),
  },
  {
    signs: ['/'],
    keys: { Slash: 'search' },
    on: { ...on(popups, 'popup_key_search'), ...on(['inbox', 'applicant-inbox'], 'inbox_key_search') },
  },
  // Handled by the page itself (`inbox-page.tsx`): with Ctrl or ⌘, also in fields.
  { signs: ['Ctrl K'], keys: elsewhere, on: on(wide, 'palette_key') },
  { signs: ['F'], keys: { KeyF: 'filters' }, on: on(['inbox', 'applicant-inbox'], 'inbox_key_filters') },
  { signs: ['N'], keys: { KeyN: 'only-new' }, on: on(['inbox', 'applicant-inbox'], 'inbox_key_new') },
  {
    signs: ['1', '2', '3', '4'],
    keys: { Digit1: 'tab-1', Digit2: 'tab-2', Digit3: 'tab-3', Digit4: 'tab-4' },
    on: { popup: 'popup_key_tabs' },
  },
  {
    signs: ['1', '2', '3', '4', '5'],
    keys: { Digit1: 'tab-1', Digit2: 'tab-2', Digit3: 'tab-3', Digit4: 'tab-4', Digit5: 'tab-5' },
    on: { 'applicant-popup': 'applicant_key_tabs' },
  },
  { signs: ['Z'], keys: { KeyZ: 'undo' }, on: on(all, 'popup_key_undo') },
  { signs: ['?'], keys: { Slash: 'help' }, shift: 'only', on: on(all, 'popup_key_help') },
  {
    signs: ['Esc'],
    keys: { Escape: 'close' },
    on: {
      ...on([...popups, 'back', 'chats'], 'popup_key_close'),
      ...on(['panel', 'vacancy'], 'panel_key_close'),
      inbox: 'inbox_key_close',
      'applicant-inbox': 'applicant_key_close',
    },
  },
] as const satisfies readonly Line[];

type ValuesOf<T> = T extends unknown ? T[keyof T] : never;
/** The command that a key gives to a list or to its page. */
export type Command = ValuesOf<(typeof keymap)[number]['keys']>;
const lines: readonly Line<Command>[] = keymap;

const ofOne: readonly Command[] = ['invite', 'reject', 'hold', 'more', 'read', 'resume', 'write', 'later'];
/** Whether a command acts on one person: on the open one, otherwise on the current row. */
export const isOfOne = (command: Command): boolean => ofOne.includes(command);

/** The tab that a command selects; undefined if it selects none, or there are fewer tabs. */
export const tabOf = <Name,>(tabs: readonly Name[], command: Command): Name | undefined =>
  command.startsWith('tab-') ? tabs[Number(command.slice(4)) - 1] : undefined;

/**
 * Where the key was pressed: in a text field, inside an open form, on a control with its own keys, or in the
 * list.
 */
export type Place = 'field' | 'inner' | 'control' | 'list';

type Press = Pick<
  KeyboardEvent,
  'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'repeat'
>;

/** The command of a key press; null if the key is not ours. */
export function commandOf(surface: Surface, press: Press, place: Place): Command | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return null;
  const code = codeOf(press);
  const line = lines.find(
    ({ on, keys, shift }) =>
      on[surface] !== undefined &&
      Object.hasOwn(keys, code) &&
      (press.shiftKey ? shift !== undefined : shift !== 'only'),
  );
  const command = line?.keys[code];
  if (!line || !command || (press.repeat && !line.held)) return null;
  if (place === 'field' || place === 'inner') return command === 'close' ? command : null;
  // A button handles Enter itself.
  return place === 'control' && command === 'open' ? null : command;
}

/** Letters inside a form or a conversation (`data-inner`) belong to it; the checkbox of a row takes no letters. */
export function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof Element) || target.matches('.box')) return 'list';
  if (target.closest('input, textarea, select, [contenteditable]')) return 'field';
  if (target.closest('[data-inner]')) return 'inner';
  if (target.closest('[data-stop]')) return 'list';
  return target.closest('button, a, [role=tab]') ? 'control' : 'list';
}

/** Listens for the keys of a surface. `run` returns whether it handled the key; others are left to the browser. */
export function useCommands(
  surface: Surface,
  run: (command: Command, event: KeyboardEvent) => boolean,
): void {
  const latest = useRef(run);
  latest.current = run;
  // Before the paint, so that what is visible already reacts to keys.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isDialogOpen()) return;
      const command = commandOf(surface, event, placeOf(event.target));
      if (command && latest.current(command, event)) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [surface]);
}

/** hh's names of the actions that have a letter, by letter; they differ from vacancy to vacancy. */
type ActionNames = ReadonlyMap<string, string>;
const noNames: ActionNames = new Map();

interface KeysProps {
  surface: Surface;
  names?: ActionNames;
}

/** Every key of a surface and what it does. */
export const KeysTable = ({ surface, names = noNames }: KeysProps) => (
  <dl class="keys stack">
    {lines.map(({ signs, on }) => {
      const does = on[surface];
      const name = names.get(signs[0] ?? '');
      return (
        does && (
          <div key={does} class="row">
            <dt>
              {signs.map((sign) => (
                <kbd key={sign} class="kbd">
                  {sign}
                </kbd>
              ))}
            </dt>
            <dd class="grow">{name ? t('key_named', name) : t(does)}</dd>
          </div>
        )
      );
    })}
  </dl>
);

/** The help: all keys in a dialog over the page. */
export const KeysDialog = ({ onClose, ...keys }: KeysProps & { onClose: () => void }) => (
  <Dialog title={t('common_keys')} isLight onClose={onClose}>
    <KeysTable {...keys} />
    <p class="small muted">{t(lists.includes(keys.surface) ? 'options_keys_note' : 'panel_keys_note')}</p>
  </Dialog>
);
