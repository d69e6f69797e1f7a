import { t } from '../utils/i18n.ts';
import { ago } from '../utils/time.ts';
import { Button } from './button.tsx';

interface Props {
  /** null where there is nothing to be fresh. */
  fetchedAt: number | null;
  now: number;
  busy: boolean;
  onRefresh: () => void;
  onClose: () => void;
}

export const Header = ({ fetchedAt, now, busy, onRefresh, onClose }: Props) => (
  <div class="head row">
    <h1 class="b grow">{t('panel_name')}</h1>
    <span class="small muted" role="status">
      {busy ? t('panel_refreshing') : fetchedAt !== null && t('panel_fresh', ago(fetchedAt, now))}
    </span>
    <Button icon tone="flat" aria-label={t('panel_refresh')} disabled={busy} onClick={onRefresh}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path
          d="M13.5 8A5.5 5.5 0 1 1 11.6 3.8M13.5 1.8v3h-3"
          fill="none"
          stroke="currentColor"
          stroke-width="1.5"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
    </Button>
    <Button icon tone="flat" aria-label={t('panel_close')} aria-keyshortcuts="Escape" onClick={onClose}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path d="M3.5 3.5l9 9m0-9l-9 9" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />
      </svg>
    </Button>
  </div>
);
