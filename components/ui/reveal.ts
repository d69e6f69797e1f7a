import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { codeOf, isDialogOpen, isTyping } from './keys.ts';

/** A fraction of a pixel is no reason to scroll. */
const slack = 1;

/** What scrolls the element; null where nothing does. */
function scrollerOf(element: Element): Element | null {
  for (let one = element.parentElement; one; one = one.parentElement)
    if (/auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
  return null;
}

/** The part of a scroller that can be seen, in px of the window: what floats over one of its ends is taken off. */
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
 * Brings an element into sight within what scrolls it.
 *
 * @returns whether it was in sight already: a key must not act on what the person does not see, so the first press
 * shows it and the second acts
 */
export function reveal(element: Element): boolean {
  const scroller = scrollerOf(element);
  if (!scroller) return true;
  const { top, bottom } = freeOf(scroller);
  const box = element.getBoundingClientRect();
  // Of what is higher than the room there is, its beginning.
  const below = Math.min(box.bottom - bottom, box.top - top);
  const by = box.top < top - slack ? box.top - top : below > slack ? below : 0;
  scroller.scrollTop += by;
  return by === 0;
}

/**
 * What the button with this key (`data-key`) does, where there is one. What changes something at hh (`data-acts`) is
 * shown first when it is out of sight.
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
 * Keys of a part of the page that work wherever the focus is, unless something else took the key, or the focus is in
 * another part that keeps letters to itself (`data-inner`).
 */
export function useKeys(
  root: RefObject<HTMLElement | null>,
  actionOf: (code: string) => (() => void) | undefined,
  /** A key that was pressed before the part stood: it acts as soon as it can, unless another one comes first. */
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
  // Before anything is painted: who was just opened hears the next key.
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
    // After all that listens at the document: a key that was taken there is marked by then.
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [root]);
}
