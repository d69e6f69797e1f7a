import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../utils/i18n.ts';
import { IconButton } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';

interface Props {
  label: string;
  /** Shown before the label, or instead of it if there is little room. */
  icon?: IconName;
  /** Shows only the icon. */
  bare?: boolean;
  /** The full text, as a tooltip. */
  title?: string;
  onOpen?: () => void;
  children: (close: () => void) => ComponentChildren;
}

/** A button that opens a small card below it; Esc, or leaving the card, closes it. */
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
  useLayoutEffect(() => {
    const place = box.current;
    if (!open || !place) return;
    const leave = ({ relatedTarget }: FocusEvent) => {
      // Without a target, the window lost the focus, or a text in the card was clicked.
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

interface BackProps {
  words: string;
  onBack: () => void;
  /** Its position in the list. */
  at?: { index: number; count: number; onStep: (by: 1 | -1) => void } | null;
}

/** Shown if there is room for only one of list and pane: the way back to the list, and to the neighbours there. */
export const Back = ({ words, onBack, at }: BackProps) => (
  <div class="row back">
    <button type="button" class="btn small flat" onClick={onBack}>
      <Icon name="back" />
      {words}
    </button>
    <span class="grow" />
    {at && (
      <>
        <span class="small muted num">{t('inbox_place', at.index + 1, at.count)}</span>
        <IconButton
          icon="up"
          label={t('inbox_previous')}
          disabled={at.index === 0}
          onClick={() => at.onStep(-1)}
        />
        <IconButton
          icon="down"
          label={t('inbox_next')}
          disabled={at.index + 1 >= at.count}
          onClick={() => at.onStep(1)}
        />
      </>
    )}
  </div>
);
