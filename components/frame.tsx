import type { ComponentChildren } from 'preact';
import { t } from '../utils/i18n.ts';
import { isTyping } from '../utils/keys.ts';

interface FrameProps {
  header: ComponentChildren;
  footer?: ComponentChildren;
  /** Its keys; what it handles it marks by `preventDefault`. */
  onKeyDown?: (event: KeyboardEvent) => void;
  onClose: () => void;
  children: ComponentChildren;
}

/** The card itself: a landmark that takes the focus, so that its keys work, and Esc, which closes it. */
export const Frame = ({ header, footer, onKeyDown, onClose, children }: FrameProps) => (
  // biome-ignore lint/a11y/useSemanticElements: an aside on somebody else's page is still our landmark
  <div
    class="panel"
    role="complementary"
    aria-label={t('panel_name')}
    tabIndex={-1}
    onKeyDown={(event) => {
      onKeyDown?.(event);
      if (event.code !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      event.preventDefault();
      // Out of a field first: what is being written stays in sight.
      if (isTyping(event)) event.currentTarget.focus({ preventScroll: true });
      else onClose();
    }}
  >
    {header}
    <div class="body">{children}</div>
    {footer}
  </div>
);
