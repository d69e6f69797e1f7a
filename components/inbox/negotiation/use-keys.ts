import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { codeOf, isTyping } from '../../ui/keys.ts';

type Deed = (() => void) | undefined;

/**
 * Keys of a part of the page that work wherever the focus is, unless somebody else took them or keeps letters to
 * itself (`data-inner`) outside of it.
 */
export function useKeys(root: RefObject<HTMLElement | null>, deedOf: (code: string) => Deed): void {
  const latest = useRef(deedOf);
  latest.current = deedOf;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.shiftKey || isTyping(event)) return;
      const { target } = event;
      const inner = target instanceof Element && target.closest('[data-inner], dialog');
      if (inner && !root.current?.contains(inner)) return;
      const deed = latest.current(codeOf(event));
      if (!deed) return;
      event.preventDefault();
      deed();
    };
    // After all that listens at the document: whoever took the key has said so by then.
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [root]);
}
