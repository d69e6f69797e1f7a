import { useLayoutEffect, useRef } from 'preact/hooks';
import { type MessageKey, t } from '../../utils/i18n.ts';
import { codeOf, isDialogOpen } from './keys.ts';
import { Dialog } from './section.tsx';

/** Where the keys below work: on lists (`back` is the inbox page's «Вернуться») and in the panel on hh's page of a resume or a vacancy. */
export type Surface =
  | 'popup'
  | 'applicant-popup'
  | 'inbox'
  | 'back'
  | 'applicant-inbox'
  | 'panel'
  | 'vacancy';

/** What a key asks of a list or of its page. */
export type Command =
  | 'down'
  | 'up'
  | 'page-down'
  | 'page-up'
  | 'first'
  | 'last'
  | 'open'
  | 'vacancy'
  | 'invite'
  | 'reject'
  | 'hold'
  | 'resume'
  | 'read'
  | 'more'
  | 'write'
  | 'later'
  | 'select'
  | 'select-all'
  | 'next-collection'
  | 'previous-collection'
  | 'next-vacancy'
  | 'previous-vacancy'
  | 'search'
  | 'filters'
  | 'only-new'
  | 'undo'
  | 'help'
  | 'close'
  | TabCommand;

/** One of the tabs, by its place. */
type TabCommand = `tab-${1 | 2 | 3 | 4 | 5}`;

interface Line {
  /** As they are written on the keyboard. */
  signs: string[];
  /** By `code`, the place on the keyboard, so that the Russian layout works the same. */
  keys: Record<string, Command>;
  /** Only with shift, or with it as well as without. */
  shift?: 'only' | 'too';
  /** May be held down; a held E must not mark the whole list as read. */
  held?: boolean;
  /** The surfaces it works on, with its words in the help; null: it works without being listed. */
  on: Partial<Record<Surface, MessageKey | null>>;
}

/** A key that a part of the page handles itself: listed in the help only. */
const elsewhere = {};

/** Wherever a recruiter acts on one person it means the same. */
const onOne = (does: MessageKey) => ({ popup: does, inbox: does, back: does, panel: does });

/** Every key of the lists, in the order of the help. */
const keymap: readonly Line[] = [
  {
    signs: ['J', 'K', '↓', '↑'],
    keys: { KeyJ: 'down', ArrowDown: 'down', KeyK: 'up', ArrowUp: 'up' },
    shift: 'too',
    held: true,
    on: {
      popup: 'popup_key_walk',
      'applicant-popup': 'popup_key_walk',
      inbox: 'inbox_key_walk',
      back: 'applicant_key_walk',
      'applicant-inbox': 'applicant_key_walk',
    },
  },
  {
    signs: ['PgUp', 'PgDn', 'Home', 'End'],
    keys: { PageUp: 'page-up', PageDown: 'page-down' },
    shift: 'too',
    held: true,
    on: { inbox: 'inbox_key_page', back: 'inbox_key_page', 'applicant-inbox': 'inbox_key_page' },
  },
  {
    signs: [],
    keys: { Home: 'first', End: 'last' },
    shift: 'too',
    on: { popup: null, 'applicant-popup': null, inbox: null, back: null, 'applicant-inbox': null },
  },
  {
    signs: ['↵'],
    keys: { Enter: 'open', NumpadEnter: 'open' },
    on: {
      popup: 'popup_key_open',
      'applicant-popup': 'applicant_key_open',
      inbox: 'inbox_key_open',
      back: 'inbox_key_open',
      'applicant-inbox': 'inbox_key_open',
    },
  },
  { signs: ['V'], keys: { KeyV: 'vacancy' }, on: { 'applicant-popup': 'applicant_key_vacancy' } },
  { signs: ['I'], keys: { KeyI: 'invite' }, on: onOne('key_invite') },
  { signs: ['R'], keys: { KeyR: 'reject' }, on: onOne('key_reject') },
  { signs: ['H'], keys: { KeyH: 'hold' }, on: onOne('key_hold') },
  { signs: ['M'], keys: { KeyM: 'more' }, on: onOne('key_more') },
  { signs: ['1', '2', '3', '4'], keys: elsewhere, on: { inbox: 'inbox_key_tabs', back: 'inbox_key_tabs' } },
  { signs: ['1–9'], keys: elsewhere, on: onOne('key_digit') },
  { signs: ['↵', 'Ctrl ↵'], keys: elsewhere, on: onOne('key_sends') },
  {
    signs: ['E'],
    keys: { KeyE: 'read' },
    on: { ...onOne('inbox_key_read'), back: 'key_done', 'applicant-popup': 'key_done' },
  },
  { signs: ['V'], keys: { KeyV: 'resume' }, on: { inbox: 'inbox_key_resume', back: 'inbox_key_resume' } },
  {
    signs: ['C'],
    keys: { KeyC: 'write' },
    on: { ...onOne('popup_key_write'), inbox: 'inbox_key_write', back: 'inbox_key_write' },
  },
  {
    signs: ['B'],
    keys: { KeyB: 'later' },
    on: {
      ...onOne('key_later'),
      'applicant-popup': 'key_later',
      'applicant-inbox': 'key_later',
      vacancy: 'key_later',
    },
  },
  { signs: ['C'], keys: elsewhere, on: { 'applicant-inbox': 'applicant_key_talk' } },
  { signs: ['X'], keys: { KeyX: 'select' }, on: { popup: 'inbox_key_select', inbox: 'inbox_key_select' } },
  {
    signs: ['A'],
    keys: { KeyA: 'select-all' },
    on: { popup: 'inbox_key_select_all', inbox: 'inbox_key_select_all' },
  },
  {
    signs: ['[', ']'],
    keys: { BracketRight: 'next-collection', BracketLeft: 'previous-collection' },
    on: { inbox: 'inbox_key_collections', 'applicant-inbox': 'inbox_key_collections' },
  },
  {
    signs: ['Shift [', 'Shift ]'],
    keys: { BracketRight: 'next-vacancy', BracketLeft: 'previous-vacancy' },
    shift: 'only',
    on: { inbox: 'inbox_key_vacancies', back: 'inbox_key_vacancies' },
  },
  {
    signs: ['/'],
    keys: { Slash: 'search' },
    on: {
      popup: 'popup_key_search',
      'applicant-popup': 'popup_key_search',
      inbox: 'inbox_key_search',
      'applicant-inbox': 'inbox_key_search',
    },
  },
  // Heard by the page itself (`inbox-page.tsx`): with Ctrl or ⌘, in fields as well.
  {
    signs: ['Ctrl K'],
    keys: {},
    on: { inbox: 'palette_key', back: 'palette_key', 'applicant-inbox': 'palette_key' },
  },
  {
    signs: ['F'],
    keys: { KeyF: 'filters' },
    on: { inbox: 'inbox_key_filters', 'applicant-inbox': 'inbox_key_filters' },
  },
  {
    signs: ['N'],
    keys: { KeyN: 'only-new' },
    on: { inbox: 'inbox_key_new', 'applicant-inbox': 'inbox_key_new' },
  },
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
  {
    signs: ['Z'],
    keys: { KeyZ: 'undo' },
    on: {
      popup: 'popup_key_undo',
      'applicant-popup': 'popup_key_undo',
      inbox: 'popup_key_undo',
      back: 'popup_key_undo',
      'applicant-inbox': 'popup_key_undo',
      panel: 'popup_key_undo',
      vacancy: 'popup_key_undo',
    },
  },
  {
    signs: ['?'],
    keys: { Slash: 'help' },
    shift: 'only',
    on: {
      popup: 'popup_key_help',
      'applicant-popup': 'popup_key_help',
      inbox: 'popup_key_help',
      back: 'popup_key_help',
      'applicant-inbox': 'popup_key_help',
      panel: 'popup_key_help',
      vacancy: 'popup_key_help',
    },
  },
  {
    signs: ['Esc'],
    keys: { Escape: 'close' },
    on: {
      popup: 'popup_key_close',
      'applicant-popup': 'popup_key_close',
      inbox: 'inbox_key_close',
      back: 'popup_key_close',
      'applicant-inbox': 'applicant_key_close',
      panel: 'panel_key_close',
      vacancy: 'panel_key_close',
    },
  },
];

const ofOne: ReadonlySet<Command> = new Set([
  'invite',
  'reject',
  'hold',
  'more',
  'read',
  'resume',
  'write',
  'later',
]);
/** Whether a command acts on one person: on who is open, else on the row. */
export const isOfOne = (command: Command): boolean => ofOne.has(command);

/** Which tab a command asks for; undefined when it is none, or there are not as many. */
export const tabOf = <Name,>(tabs: readonly Name[], command: Command): Name | undefined =>
  command.startsWith('tab-') ? tabs[Number(command.slice(4)) - 1] : undefined;

/** Where the key was pressed: in a text, inside an opened form, on a control with keys of its own, or on the list. */
export type Place = 'field' | 'inner' | 'control' | 'list';

type Press = Pick<
  KeyboardEvent,
  'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'repeat'
>;

/** What a key asks for; null where it is not ours. */
export function commandOf(surface: Surface, press: Press, place: Place): Command | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return null;
  const code = codeOf(press);
  const line = keymap.find(
    ({ on, keys, shift }) =>
      on[surface] !== undefined &&
      Object.hasOwn(keys, code) &&
      (press.shiftKey ? shift !== undefined : shift !== 'only'),
  );
  const command = line?.keys[code];
  if (!line || !command || (press.repeat && !line.held)) return null;
  if (place === 'field' || place === 'inner') return command === 'close' ? command : null;
  // A button answers to Enter by itself.
  return place === 'control' && command === 'open' ? null : command;
}

/** Letters inside a form or a conversation (`data-inner`) belong to it; the box of a row takes none. */
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
  // Before it is painted: what can be seen hears keys.
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

/** hh's names of the actions that letters stand for, by letter; they differ from vacancy to vacancy. */
type ActionNames = ReadonlyMap<string, string>;
const noNames: ActionNames = new Map();

interface KeysProps {
  surface: Surface;
  names?: ActionNames;
}

/** Every key of a surface and what it does. */
export const KeysTable = ({ surface, names = noNames }: KeysProps) => (
  <dl class="keys">
    {keymap.map(({ signs, on }) => {
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

/** On these a key works only while the panel has the focus. */
const onHh: ReadonlySet<Surface> = new Set(['panel', 'vacancy']);

/** The keys, over the page. */
export const KeysDialog = ({ onClose, ...keys }: KeysProps & { onClose: () => void }) => (
  <Dialog title={t('popup_help')} isLight onClose={onClose}>
    <KeysTable {...keys} />
    <p class="small muted">{t(onHh.has(keys.surface) ? 'panel_keys_note' : 'options_keys_note')}</p>
  </Dialog>
);
