import type { Millis } from '../../utils/domain/negotiation.ts';
import { t } from '../../utils/i18n.ts';
import { ago, moment } from '../../utils/time.ts';
import { Button } from './button.tsx';

interface ReloadProps {
  label: string;
  disabled: boolean;
  onClick: () => void;
}

/** Asks hh again. */
export const Reload = ({ label, ...rest }: ReloadProps) => (
  <Button icon tone="flat" aria-label={label} {...rest}>
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d="M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.5V4.5h-3" />
    </svg>
  </Button>
);

interface Props {
  class: string;
  freshAt: Millis | null;
  now: number;
  busy: boolean;
  /** What the first button does, where that is not to ask hh again. */
  label?: string;
  onRefresh: () => void;
  onSettings: () => void;
}

/** How fresh the numbers are, and the two buttons that are always there. */
export const Fresh = ({ class: look, freshAt, now, busy, label, onRefresh, onSettings }: Props) => (
  <>
    <span
      class={`num fresh ${look}`}
      role="status"
      title={freshAt === null ? undefined : t('popup_fresh_at', moment(freshAt))}
    >
      {busy ? t('popup_refreshing') : freshAt === null ? t('popup_never') : ago(freshAt, now)}
    </span>
    <div class="row signs">
      <Reload label={label ?? t('popup_refresh')} disabled={busy} onClick={onRefresh} />
      <Button icon tone="flat" aria-label={t('popup_settings')} onClick={onSettings}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2 4.5h5m4 0h3M2 11.5h3m4 0h5" />
          <circle cx="9" cy="4.5" r="2" />
          <circle cx="7" cy="11.5" r="2" />
        </svg>
      </Button>
    </div>
  </>
);
