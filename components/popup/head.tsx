import type { Millis } from '../../utils/domain/negotiation.ts';
import { t } from '../../utils/i18n.ts';
import { ago, moment } from '../../utils/time.ts';
import { Button } from '../ui/button.tsx';

interface Props {
  title: string;
  freshAt: Millis | null;
  now: number;
  refreshing: boolean;
  /** What its button does, where that is not to ask hh again. */
  refreshLabel?: string;
  onRefresh: () => void;
  onSettings: () => void;
}

/** How much waits, how fresh that is, and the two buttons that are always there. */
export function Head({ title, freshAt, now, refreshing, refreshLabel, onRefresh, onSettings }: Props) {
  return (
    <header class="row head">
      <h1 class="b grow ell" title={title}>
        {title}
      </h1>
      <span
        class="small muted num fresh"
        role="status"
        title={freshAt === null ? undefined : t('popup_fresh_at', moment(freshAt))}
      >
        {refreshing ? t('popup_refreshing') : freshAt === null ? t('popup_never') : ago(freshAt, now)}
      </span>
      <div class="row signs">
        <Button
          icon
          tone="flat"
          aria-label={refreshLabel ?? t('popup_refresh')}
          disabled={refreshing}
          onClick={onRefresh}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.5V4.5h-3" />
          </svg>
        </Button>
        <Button icon tone="flat" aria-label={t('popup_settings')} onClick={onSettings}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2 4.5h5m4 0h3M2 11.5h3m4 0h5" />
            <circle cx="9" cy="4.5" r="2" />
            <circle cx="7" cy="11.5" r="2" />
          </svg>
        </Button>
      </div>
    </header>
  );
}
