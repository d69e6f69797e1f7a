import { refuses, type Stage, toneOf } from '../../utils/domain/stage.ts';

/** A key by its position on the keyboard, so that it works on the Russian layout, too, and its label. */
interface ShortKey {
  code: string;
  label: string;
}

export const letter = (label: string): ShortKey => ({ code: `Key${label}`, label });
const digit = (label: number): ShortKey => ({ code: `Digit${label}`, label: String(label) });

export interface Keyed<T> {
  item: T;
  /** The letter, or the digit; null if there are no more keys. */
  key: ShortKey | null;
  /** The digit of its position: selects the action while a form, or the list of all actions, is open. */
  digit: ShortKey | null;
}

const later = new Set(['consider', 'hold']);

/**
 * hh's actions in the order of display, each with its key: I invites (the first good action), R refuses (the
 * first refusal), H holds. All others, including those that hh may add, have only the digit of their
 * position, in hh's order.
 */
export function keysFor<T extends { id: string; resulting?: Stage | null }>(
  actions: readonly T[],
): Keyed<T>[] {
  const named = [
    { key: letter('I'), item: actions.find(({ id }) => toneOf(id) === 'good') },
    { key: letter('R'), item: actions.find(refuses) },
    { key: letter('H'), item: actions.find(({ id }) => later.has(id)) },
  ].flatMap(({ key, item }) => (item ? [{ key, item }] : []));
  const rest = actions.filter((action) => !named.some(({ item }) => item === action));
  return [...named, ...rest.map((item) => ({ item, key: null }))].map(({ item, key }, index) => {
    const place = index < 9 ? digit(index + 1) : null;
    return { item, key: key ?? place, digit: place };
  });
}

/** hh's names of the actions that have a letter, by letter. */
export const namesByLetter = (actions: readonly { id: string; name: string; resulting?: Stage | null }[]) =>
  new Map(
    keysFor(actions).flatMap(({ item, key, digit }) =>
      key && key !== digit ? [[key.label, item.name] as const] : [],
    ),
  );

/** The `code` of a key; digits on the numeric keypad count as plain digits. */
export const codeOf = (event: Pick<KeyboardEvent, 'code'>): string =>
  event.code.replace(/^Numpad(?=\d$)/, 'Digit');

/**
 * While a dialog is open, all keys belong to it, wherever the focus is; above all Esc, with which the browser
 * closes it.
 */
export const isDialogOpen = (): boolean => document.querySelector('dialog[open]') !== null;

/** Whether a key press belongs to the browser, to the system, or to a text being written. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return (
    event.isComposing ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    (target instanceof Element && target.matches('input, textarea, select, [contenteditable]'))
  );
}
