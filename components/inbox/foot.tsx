import { useState } from 'preact/hooks';
import type { Inbox } from '../../utils/domain/inbox.ts';
import { t } from '../../utils/i18n.ts';
import { Key } from '../ui/button.tsx';
import { Fresh } from '../ui/fresh.tsx';
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
      <Fresh
        class="grow ell"
        freshAt={freshAt}
        now={now}
        busy={busy}
        onRefresh={() => void refresh()}
        onSettings={() => void worker.openOptions()}
      />
    </footer>
  );
}
