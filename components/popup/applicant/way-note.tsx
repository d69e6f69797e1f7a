import type { Applicant } from '../../../utils/domain/applicant/applicant.ts';
import type { Settings } from '../../../utils/domain/inbox.ts';
import { t } from '../../../utils/i18n.ts';
import { OptIn } from '../../ui/opt-in.tsx';
import type { PopupCalls } from '../calls.ts';

interface Props {
  applicant: Pick<Applicant, 'api' | 'freshAt'>;
  settings: Settings;
  calls: Pick<PopupCalls, 'saveSettings'>;
}

/** Which way is in use, and what it does; what hh has closed is said calmly, once. */
export function WayNote({ applicant: { api, freshAt }, settings, calls }: Props) {
  const { readPages, fetchPages, intervalMinutes } = settings;
  const pages = fetchPages ? 'fetch' : readPages ? 'open' : null;
  const closed = api.state === 'closed';
  if (api.state === 'on') return <Way words={t('applicant_way_api', intervalMinutes)} />;
  if (pages) return <Way closed={closed} words={t(`applicant_way_${pages}`)} />;
  // Before anything was read, the list's own place says it.
  if (freshAt === null) return null;
  return (
    <div class="way stack">
      <Words closed={closed} words={t('applicant_way_off')} />
      <details>
        <summary class="small">{t('applicant_opt_in')}…</summary>
        <div class="stack">
          <OptIn calls={calls} />
        </div>
      </details>
    </div>
  );
}

interface WayProps {
  closed?: boolean;
  words: string;
}

const Way = (props: WayProps) => (
  <div class="way">
    <Words {...props} />
  </div>
);

const Words = ({ closed, words }: WayProps) => (
  <p class="small">
    {closed && <b class="b">{t('applicant_closed')} </b>}
    <span class="muted">{words}</span>
  </p>
);
