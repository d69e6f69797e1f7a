import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import { Key } from './key.tsx';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'size' | 'icon'> {
  tone?: 'plain' | 'primary' | 'danger' | 'flat' | 'link';
  /** 28 px high instead of 36. */
  small?: boolean;
  wide?: boolean;
  /** Only a sign, 28 by 28; give an `aria-label`. */
  icon?: boolean;
  /** The key that does the same, as it is written on the keyboard. */
  shortcut?: string | null;
  children: ComponentChildren;
}

export function Button({ tone = 'plain', small, wide, icon, shortcut, children, ...rest }: ButtonProps) {
  const size = `${small ? ' small' : ''}${wide ? ' wide' : ''}${icon ? ' icon' : ''}`;
  return (
    <button
      type="button"
      title={icon && typeof rest['aria-label'] === 'string' ? rest['aria-label'] : undefined}
      {...rest}
      class={`btn ${tone}${size}`}
      aria-keyshortcuts={rest['aria-keyshortcuts'] ?? shortcut ?? undefined}
    >
      {icon ? children : <span class="ell">{children}</span>}
      {shortcut && !rest.disabled && <Key>{shortcut}</Key>}
    </button>
  );
}
