import type { ComponentChildren } from 'preact';
import { t } from '../../utils/i18n.ts';
import { Button, type ButtonProps } from '../ui/button.tsx';

/** The ways to send a form: its button, and Ctrl+Enter or ⌘+Enter on any keyboard layout. Esc leaves it. */
export function formKeys(send: () => void, leave?: () => void) {
  const done = (event: Event, deed: () => void) => {
    event.preventDefault();
    event.stopPropagation();
    deed();
  };
  return {
    onSubmit: (event: Event) => done(event, send),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.isComposing) return;
      if (/Enter$/.test(event.code) && (event.ctrlKey || event.metaKey)) done(event, send);
      else if (leave && event.code === 'Escape') done(event, leave);
    },
  };
}

export const SendButton = (props: Pick<ButtonProps, 'tone' | 'wide' | 'disabled' | 'children'>) => (
  <Button type="submit" shortcut={t('key_send')} aria-keyshortcuts="Control+Enter" {...props} />
);

/** What keeps a form from being sent, or why hh refused it. */
export const Fault = ({ children }: { children: ComponentChildren }) =>
  children ? (
    <p class="small bad said" role="alert">
      {children}
    </p>
  ) : null;
