import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
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

/** Tolerance in px: a fraction of a pixel is no reason to scroll. */
const slack = 1;

/** The scroll container of an element; null if it has none. */
function scrollerOf(element: Element): Element | null {
  for (let one = element.parentElement; one; one = one.parentElement)
    if (/auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
  return null;
}

/** The visible part of a scroll container, in px of the window, without what floats over either end. */
function freeOf(scroller: Element): { top: number; bottom: number } {
  const outer = scroller.getBoundingClientRect();
  const free = { top: Math.max(outer.top, 0), bottom: Math.min(outer.bottom, innerHeight) };
  const middle = (free.top + free.bottom) / 2;
  const root = scroller.getRootNode();
  const floating = root instanceof Document || root instanceof ShadowRoot ? root : document;
  for (const one of floating.querySelectorAll('.undo-place > .undo')) {
    const over = one.getBoundingClientRect();
    if (over.right <= outer.left || over.left >= outer.right) continue;
    if ((over.top + over.bottom) / 2 > middle) free.bottom = Math.min(free.bottom, over.top);
    else free.top = Math.max(free.top, over.bottom);
  }
  return free;
}

/**
 * Scrolls an element into view within its scroll container.
 * @returns whether it was visible already. A key must not act on what the person does not see: the first
 *   press shows it, and the second acts.
 */
export function reveal(element: Element): boolean {
  const scroller = scrollerOf(element);
  if (!scroller) return true;
  const { top, bottom } = freeOf(scroller);
  const box = element.getBoundingClientRect();
  // If the element is higher than the visible part, its top is shown.
  const below = Math.min(box.bottom - bottom, box.top - top);
  const by = box.top < top - slack ? box.top - top : below > slack ? below : 0;
  scroller.scrollTop += by;
  return by === 0;
}

/**
 * Returns what the button with this key (`data-key`) does, if there is such a button. A button that changes
 * something at hh (`data-acts`) is first scrolled into view if it is out of sight.
 */
export function pressed(root: Element | null, code: string): (() => void) | undefined {
  const button = root?.querySelector<HTMLButtonElement>(`[data-key="${code}"]`);
  if (!button || button.disabled) return undefined;
  return () => {
    if (button.dataset.acts === undefined || reveal(button)) button.click();
    else button.focus({ preventScroll: true });
  };
}

/**
 * Keys of a part of the page. They work wherever the focus is, unless another handler took the key, or the
 * focus is in another part that keeps letters to itself (`data-inner`).
 */
export function useKeys(
  root: RefObject<HTMLElement | null>,
  actionOf: (code: string) => (() => void) | undefined,
  /** A key pressed before this part was mounted: it acts as soon as it can, unless another key comes first. */
  before: string | null = null,
): void {
  const latest = useRef(actionOf);
  latest.current = actionOf;
  const waiting = useRef(before);
  useEffect(() => {
    const act = waiting.current === null ? undefined : actionOf(waiting.current);
    if (!act) return;
    waiting.current = null;
    act();
  });
  // Before the paint, so that a negotiation just opened receives the next key.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      waiting.current = null;
      if (event.defaultPrevented || event.repeat || event.shiftKey || isTyping(event) || isDialogOpen())
        return;
      const { target } = event;
      const inner = target instanceof Element && target.closest('[data-inner]');
      if (inner && !root.current?.contains(inner)) return;
      const act = latest.current(codeOf(event));
      if (!act) return;
      event.preventDefault();
      act();
    };
    // On `window`, after all listeners of the document: a key handled there is already marked.
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [root]);
}
