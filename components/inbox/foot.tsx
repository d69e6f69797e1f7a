import { useState } from 'preact/hooks';
import type { Inbox } from '../../utils/domain/inbox.ts';
import { t } from '../../utils/i18n.ts';
import { ago, moment } from '../../utils/time.ts';
import { Button, Key } from '../ui/button.tsx';
import { useWorker } from '../worker.ts';

interface Props {
  inbox: Pick<Inbox, 'freshAt'>;
  now: number;
  onHelp: () => void;
}

/** How fresh the numbers are, the keys, the settings. */
export function Foot({ inbox: { freshAt }, now, onHelp }: Props) {
  const worker = useWorker();
  const [busy, setBusy] = useState(false);
  const refresh = async () => {
    setBusy(true);
    // What went wrong comes back through the store.
    await worker.refresh();
    setBusy(false);
  };
  return (
    <footer class="row foot small muted">
      <button type="button" class="row bare" aria-keyshortcuts="?" onClick={onHelp}>
        <Key>?</Key>
        {t('inbox_help')}
      </button>
      <span
        class="grow ell num fresh"
        role="status"
        title={freshAt === null ? undefined : t('popup_fresh_at', moment(freshAt))}
      >
        {busy ? t('popup_refreshing') : freshAt === null ? t('popup_never') : ago(freshAt, now)}
      </span>
      <Button icon tone="flat" aria-label={t('popup_refresh')} disabled={busy} onClick={() => void refresh()}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.5V4.5h-3" />
        </svg>
      </Button>
      <Button icon tone="flat" aria-label={t('popup_settings')} onClick={() => void worker.openOptions()}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2 4.5h5m4 0h3M2 11.5h3m4 0h5" />
          <circle cx="9" cy="4.5" r="2" />
          <circle cx="7" cy="11.5" r="2" />
        </svg>
      </Button>
    </footer>
  );
}
