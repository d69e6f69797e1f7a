import type { ComponentChildren, Ref } from 'preact';
import type { Panel } from '../../utils/domain/panel.ts';
import type { Tone } from '../../utils/domain/stage.ts';
import { t } from '../../utils/i18n.ts';
import { ago } from '../../utils/time.ts';
import { Button } from '../ui/button.tsx';
import { isTyping } from '../ui/keys.ts';

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

interface TabProps {
  /** The verdict, or "…" before anything is known. */
  text: string;
  tone: Tone;
  onOpen: () => void;
}

/** The panel when it is closed: a slim tab at the edge that says the verdict. */
export const Tab = ({ text, tone, onOpen }: TabProps) => (
  <button
    type="button"
    class={`tab b ${tone}`}
    aria-expanded="false"
    aria-label={t('panel_open', text)}
    title={text}
    onClick={onOpen}
  >
    <span class="ell">{text}</span>
  </button>
);

interface FrameProps extends PanelProps {
  /** Above what is scrolled. */
  top?: ComponentChildren;
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
  const { panel, now, busy, top, root, onKeyDown, onRefresh, onClose, children } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: an aside on somebody else's page is still our landmark
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
        <h1 class="b grow">{t('panel_name')}</h1>
        {panel.state !== 'mark' && (
          <>
            <span class="small muted" role="status">
              {busy
                ? t('panel_refreshing')
                : panel.state === 'ready' && t('panel_fresh', ago(panel.fetchedAt, now))}
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
    </div>
  );
}
