import type { ComponentChildren, Ref } from 'preact';
import type { Panel } from '../../utils/domain/panel.ts';
import { t } from '../../utils/i18n.ts';
import { ago } from '../../utils/time.ts';
import type { TabLine } from '../negotiation/verdict.tsx';
import { Button } from '../ui/button.tsx';
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

interface TabProps extends TabLine {
  onOpen: () => void;
}

/** The panel when it is closed: a tab at the edge that says the verdict in two words. */
export const Tab = ({ text, word, when, tone, onOpen }: TabProps) => (
  <button
    type="button"
    class={`tab ${tone}`}
    aria-expanded="false"
    aria-label={t('panel_open', text)}
    title={text}
    onClick={onOpen}
  >
    <Brand />
    <span class="b ell">{word}</span>
    {when && <span class="ell">{when}</span>}
  </button>
);

/** Our sign; in a tab it has the tab's colour. */
const Brand = () => (
  <svg class="brand" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
    <path
      class="face"
      d="M4 1.5h12A2.5 2.5 0 0 1 18.5 4v8.5A2.5 2.5 0 0 1 16 15H9.5l-4 3.8V15H4a2.5 2.5 0 0 1-2.5-2.5V4A2.5 2.5 0 0 1 4 1.5z"
    />
    <path d="M8.3 4.8 5 7.8l3.3 3M5.4 7.8H11c2.6 0 4 1.3 4 3.6" />
  </svg>
);

interface FrameProps extends PanelProps {
  /** Above and below what is scrolled. */
  top?: ComponentChildren;
  foot?: ComponentChildren;
  root?: Ref<HTMLDivElement>;
  /** Its keys; what it handles it marks by `preventDefault`. */
  onKeyDown?: (event: KeyboardEvent) => void;
  children: ComponentChildren;
}

const sign = (path: string) => (
  <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    <path d={path} />
  </svg>
);

/** The card itself: a landmark that takes the focus, so that its keys work, and Esc, which closes it. */
export function Frame(props: FrameProps) {
  const { panel, now, busy, top, foot, root, onKeyDown, onRefresh, onClose, children } = props;
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
          onKeyDown?.(event);
          if (event.code !== 'Escape' || event.defaultPrevented || event.isComposing) return;
          event.preventDefault();
          // Out of a field first: what is being written stays in sight.
          if (isTyping(event)) event.currentTarget.focus({ preventScroll: true });
          else onClose();
        }}
      >
        <div class="head row">
          <Brand />
          <b class="b grow">{t('panel_name')}</b>
          {panel.state !== 'mark' && (
            <>
              <span
                class="small muted"
                role="status"
                title={panel.state === 'ready' ? t('panel_fresh', ago(panel.fetchedAt, now)) : undefined}
              >
                {busy ? t('panel_refreshing') : panel.state === 'ready' && ago(panel.fetchedAt, now)}
              </span>
              <Button icon tone="flat" aria-label={t('panel_refresh')} disabled={busy} onClick={onRefresh}>
                {sign('M13.5 8A5.5 5.5 0 1 1 11.6 3.8M13.5 1.8v3h-3')}
              </Button>
            </>
          )}
          <Button icon tone="flat" aria-label={t('panel_close')} aria-keyshortcuts="Escape" onClick={onClose}>
            {sign('M3.5 3.5l9 9m0-9l-9 9')}
          </Button>
        </div>
        {top}
        <div class="body">{children}</div>
        {foot && <div class="foot row">{foot}</div>}
      </div>
    </OwnPage.Provider>
  );
}
