import type { Millis } from '../../utils/domain/negotiation.ts';
import { t } from '../../utils/i18n.ts';
import { ago, moment } from '../../utils/time.ts';
import { IconButton } from './button.tsx';

/** When hh is read next: «Следующая проверка через 4 мин»; if that is overdue, how often it is read. */
export function nextCheckText(
  { freshAt }: { freshAt: Millis | null },
  now: number,
  intervalMinutes: number,
): string {
  const left = freshAt === null ? 0 : Math.ceil((freshAt - now) / 60_000 + intervalMinutes);
  return left > 0 && left <= intervalMinutes
    ? t('popup_quiet_next', left)
    : t('popup_quiet_soon', intervalMinutes);
}

interface Props {
  class: string;
  freshAt: Millis | null;
  now: number;
  busy: boolean;
  /** Label of the first button, if it does something else than reading hh again. */
  label?: string;
  onRefresh: () => void;
  onSettings: () => void;
}

/** The age of the data, and the two buttons that are always there. */
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
      <IconButton icon="refresh" label={label ?? t('popup_refresh')} disabled={busy} onClick={onRefresh} />
      <IconButton icon="settings" label={t('popup_settings')} onClick={onSettings} />
    </div>
  </>
);
