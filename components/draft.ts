import { useLayoutEffect, useRef } from 'preact/hooks';

const quietMs = 400;

/**
 * Keeps a text that is being written: 400 ms after the last key, and when its view goes. `forget` drops what
 * was not saved yet, because the text has been sent.
 */
export function useDraft(save: (text: string) => void) {
  const pending = useRef<{ text: string; timer: ReturnType<typeof setTimeout> } | null>(null);
  const saving = useRef(save);
  saving.current = save;

  const forget = () => {
    if (pending.current) clearTimeout(pending.current.timer);
    pending.current = null;
  };
  const flush = () => {
    const text = pending.current?.text;
    forget();
    if (text !== undefined) saving.current(text);
  };
  const keep = (text: string) => {
    forget();
    pending.current = { text, timer: setTimeout(flush, quietMs) };
  };
  // At once when the view goes: the clean-up of a plain effect waits for a frame that may never come.
  useLayoutEffect(() => flush, []);
  return { keep, forget };
}

/** Ctrl+Enter or ⌘+Enter, on any keyboard layout. */
export const isSendKey = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) &&
  (event.code === 'Enter' || event.code === 'NumpadEnter') &&
  !event.isComposing;
