import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from './icon.tsx';

interface Props {
  label: string;
  /** Stands before the label, or in its place where there is little room. */
  icon?: IconName;
  /** Only the icon. */
  bare?: boolean;
  /** What the button says in full. */
  title?: string;
  onOpen?: () => void;
  children: (close: () => void) => ComponentChildren;
}

/** A button with a small card below it; Esc or leaving it closes the card. */
export function Menu({ label, icon, bare, title, onOpen, children }: Props) {
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
      <button
        type="button"
        class={`btn small ${bare ? 'flat icon' : 'plain'}`}
        aria-expanded={open}
        aria-haspopup="true"
        aria-label={bare || icon ? label : undefined}
        title={title ?? label}
        onClick={toggle}
      >
        {icon && <Icon name={icon} />}
        {!bare && (
          <>
            <span class="ell">{label}</span>
            <Icon name="down" />
          </>
        )}
      </button>
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
