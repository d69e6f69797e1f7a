import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import type { Tone } from '../../utils/domain/stage.ts';
import { Icon, type IconName } from './icon.tsx';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  tone?: 'plain' | 'primary' | 'danger' | 'flat' | 'link';
  /** 28 px high instead of 36. */
  small?: boolean;
  wide?: boolean;
  /** The key that does the same, as labelled on the keyboard. */
  shortcut?: string | null;
  children: ComponentChildren;
}

export const Button = ({ tone = 'plain', small, wide, shortcut, children, ...rest }: ButtonProps) => (
  <button
    type="button"
    {...rest}
    class={`btn ${tone}${small ? ' small' : ''}${wide ? ' wide' : ''}`}
    aria-keyshortcuts={rest['aria-keyshortcuts'] ?? shortcut ?? undefined}
  >
    <span class="ell">{children}</span>
    {shortcut && !rest.disabled && <Key>{shortcut}</Key>}
  </button>
);

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'label'> {
  icon: IconName;
  label: string;
}

/** An icon alone, 28 by 28 px; the label is its tooltip and its name for screen readers. */
export const IconButton = ({ icon, label, ...rest }: IconButtonProps) => (
  <button type="button" title={label} aria-label={label} {...rest} class="btn flat icon">
    <Icon name={icon} />
  </button>
);

/** The key of an action, shown on its button. Screen readers get it from `aria-keyshortcuts` instead. */
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

/** A short fact in a pill. The colour only repeats what the text says. */
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

/** The address if it is a plain web address (https), otherwise null: nothing else may become a link. */
export const webUrl = (url: string | null | undefined): string | null =>
  url && /^https:\/\//i.test(url) ? url : null;

/** A link that opens a web page in a new tab; only the text if the address is not a plain web address. */
export const Link = ({ href, ...rest }: LinkProps) =>
  webUrl(href) ? <a {...rest} href={href ?? ''} target="_blank" rel="noreferrer" /> : <span {...rest} />;
