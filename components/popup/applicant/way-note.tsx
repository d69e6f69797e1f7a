import { t } from '../../../utils/i18n.ts';
import type { Applicant } from '../../../utils/inbox/applicant/applicant.ts';
import type { Settings } from '../../../utils/inbox/inbox.ts';
import type { PopupCalls } from '../calls.ts';
import { OptIn } from './opt-in.tsx';

interface Props {
  applicant: Pick<Applicant, 'api' | 'pages'>;
  settings: Settings;
  calls: Pick<PopupCalls, 'saveSettings'>;
}

/** Which way is in use, and what it does; what hh has closed is said calmly, once. */
export function WayNote({ applicant: { api }, settings, calls }: Props) {
  const { readPages, fetchPages, intervalMinutes } = settings;
  const pages = fetchPages ? 'fetch' : readPages ? 'open' : null;
  if (api.state === 'on') return <Way words={t('applicant_way_api', intervalMinutes)} />;
  if (pages) return <Way closed={api.state === 'closed'} words={t(`applicant_way_${pages}`)} />;
  return (
    <div class="way stack">
      <Words closed={api.state === 'closed'} words={t('applicant_way_off')} />
      <OptIn calls={calls} />
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
