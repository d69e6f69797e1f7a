import type { ComponentChildren, Ref } from 'preact';
import type { Panel } from '../../utils/domain/panel.ts';
import { t } from '../../utils/i18n.ts';
import { ago } from '../../utils/time.ts';
import { Button } from '../ui/button.tsx';
import { Icon, Logo } from '../ui/icon.tsx';
import { isTyping } from '../ui/keys.ts';
import { OwnPage } from '../ui/section.tsx';

export interface PanelProps<P = Panel> {
  panel: P;
  now: number;
  /** It is being read again; what is shown is the last known state. */
  busy: boolean;
  /** hh's site, as the person uses it. */
  site: string;
  /** Of the address: also where nothing else of the candidate is known. */
  resumeId: string;
  onRefresh: () => void;
  onClose: () => void;
}

interface FrameProps extends PanelProps {
  /** Above and below what is scrolled. */
  top?: ComponentChildren;
  foot?: ComponentChildren;
  root?: Ref<HTMLDivElement>;
  /** Its keys; what it handles it marks by `preventDefault`. */
  onKeyDown?: (event: KeyboardEvent) => void;
  /** Shows all of them. */
  onHelp?: () => void;
  children: ComponentChildren;
}

/** The card itself: a landmark that takes the focus, so that its keys work, and Esc, which closes it. */
export function Frame(props: FrameProps) {
  const { panel, now, busy, top, foot, root, onKeyDown, onHelp, onRefresh, onClose, children } = props;
  return (
    <OwnPage.Provider value={false}>
      {/* biome-ignore lint/a11y/useSemanticElements: an aside on somebody else's page is still our landmark */}
      <div
        class="panel neg stack"
        ref={root}
        role="complementary"
        aria-label={t('panel_name')}
        tabIndex={-1}
        onKeyDown={(event) => {
          // The browser closes a dialog by itself.
          if (event.target instanceof Element && event.target.closest('dialog')) return;
          onKeyDown?.(event);
          if (event.code !== 'Escape' || event.defaultPrevented || event.isComposing) return;
          event.preventDefault();
          // Out of a field first: what is being written stays in sight.
          if (isTyping(event)) event.currentTarget.focus({ preventScroll: true });
          else onClose();
        }}
      >
        <div class="head row">
          <Logo />
          <b class="b grow">{t('panel_name')}</b>
          {panel.state !== 'mark' && (
            <span
              class="small muted"
              role="status"
              title={panel.state === 'ready' ? t('panel_fresh', ago(panel.fetchedAt, now)) : undefined}
            >
              {busy ? t('panel_refreshing') : panel.state === 'ready' && ago(panel.fetchedAt, now)}
            </span>
          )}
          {onHelp && (
            <Button icon tone="flat" aria-label={t('popup_help')} aria-keyshortcuts="?" onClick={onHelp}>
              <Icon name="help" />
            </Button>
          )}
          {panel.state !== 'mark' && (
            <Button icon tone="flat" aria-label={t('panel_refresh')} disabled={busy} onClick={onRefresh}>
              <Icon name="refresh" />
            </Button>
          )}
          <Button icon tone="flat" aria-label={t('panel_close')} aria-keyshortcuts="Escape" onClick={onClose}>
            <Icon name="close" />
          </Button>
        </div>
        {top}
        <div class="body">{children}</div>
        {foot && <div class="foot row">{foot}</div>}
      </div>
    </OwnPage.Provider>
  );
}
