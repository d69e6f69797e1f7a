import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from './button.tsx';

interface Props {
  label: string;
  /** What the button says in full. */
  title?: string;
  onOpen?: () => void;
  children: (close: () => void) => ComponentChildren;
}

/** A button with a small card below it; Esc or leaving it closes the card. */
export function Menu({ label, title, onOpen, children }: Props) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    box.current?.querySelector('button')?.focus();
  };
  const toggle = () => {
    if (!open) onOpen?.();
    setOpen(!open);
  };
  useEffect(() => {
    const place = box.current;
    if (!open || !place) return;
    const leave = ({ relatedTarget }: FocusEvent) => {
      // Without a target the window lost the focus, or a word in the card was clicked.
      if (relatedTarget instanceof Node && !place.contains(relatedTarget)) setOpen(false);
    };
    const press = (event: KeyboardEvent) => {
      if (event.code !== 'Escape') return;
      event.preventDefault();
      close();
    };
    const point = ({ target }: PointerEvent) => {
      if (target instanceof Node && !place.contains(target)) setOpen(false);
    };
    place.addEventListener('focusout', leave);
    place.addEventListener('keydown', press);
    document.addEventListener('pointerdown', point);
    return () => {
      place.removeEventListener('focusout', leave);
      place.removeEventListener('keydown', press);
      document.removeEventListener('pointerdown', point);
    };
  }, [open]);
  return (
    <div ref={box} class="menu">
      <Button aria-expanded={open} aria-haspopup="true" title={title ?? label} onClick={toggle}>
        {label}
      </Button>
      {open && (
        <div class="card stack" data-inner tabIndex={-1}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

/** Where there is room for one column only: the way back. */
export const Back = ({ words, onBack }: { words: string; onBack: () => void }) => (
  <button type="button" class="bare back" onClick={onBack}>
    <span aria-hidden="true">‹ </span>
    {words}
  </button>
);
