import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { codeOf, isDialogOpen, isTyping } from './keys.ts';

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
