import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import type { Tone } from '../../utils/domain/stage.ts';

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

/** The key of an action, shown where it acts. Screen readers get it from `aria-keyshortcuts` instead. */
export const Key = ({ children }: { children: string }) => (
  <span class="kbd" aria-hidden="true">
    {children}
  </span>
);

interface Props {
  tone?: Tone | 'accent';
  title?: string;
  children: ComponentChildren;
}

/** A short fact in a pill. Its colour only repeats what its word says. */
export const Chip = ({ tone = 'neutral', title, children }: Props) => (
  <span class={`chip ell ${tone}`} title={title} dir="auto">
    {children}
  </span>
);

interface LinkProps {
  href: string | null | undefined;
  class?: string;
  children: ComponentChildren;
}

/** Only a plain web address may become a link. */
export const webUrl = (url: string | null | undefined): string | null =>
  url && /^https:\/\//i.test(url) ? url : null;

/** A page on the web, in a tab of its own; without a plain web address only its words. */
export const Link = ({ href, ...rest }: LinkProps) =>
  webUrl(href) ? <a {...rest} href={href ?? ''} target="_blank" rel="noreferrer" /> : <span {...rest} />;
