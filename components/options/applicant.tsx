import { useState } from 'preact/hooks';
import type { Way } from '../../utils/domain/applicant/applicant.ts';
import type { Settings } from '../../utils/domain/settings.ts';
import { negotiationsUrl } from '../../utils/hh/pages.ts';
import { t } from '../../utils/i18n.ts';
import { ago, dateAndTime } from '../../utils/time.ts';
import { placedAt, Stopped } from '../applicant/status.tsx';
import { Button } from '../ui/button.tsx';
import { Explained } from '../ui/card.tsx';
import { Fault, Tick } from '../ui/form.tsx';
import { useNow, useUniqueId } from '../ui/hooks.ts';
import { useWorker } from '../worker.ts';
import { NumberField, SettingsSection, useOptions } from './fields.tsx';

/** The applicant's two opt-ins with their explanations, and the state of both sources of the negotiations. */
export const ApplicantSection = () => (
  <SettingsSection title={t('options_seek')} note={t('options_seek_why')}>
    <OptIns />
    <NumberField name="silentDays" label="options_seek_silent" note="options_seek_silent_note" />
    <Sources />
  </SettingsSection>
);

function OptIns() {
  const { mayFetch, settings, save } = useOptions();
  const { permitPages, returnPages } = useWorker();
  const id = useUniqueId();
  const [refused, setRefused] = useState(false);
  const { readPages, fetchPages } = settings;
  const fetching = fetchPages && mayFetch;

  const setFetch = async (on: boolean, change: Partial<Settings>) => {
    // The browser allows a permission request only in a click.
    const permitted = on && (await permitPages());
    if (!on) await returnPages();
    setRefused(on && !permitted);
    if (!on || permitted) save({ fetchPages: on, ...change });
  };

  return (
    <>
      <Tick
        checked={readPages}
        aria-describedby={`${id}-read`}
        onTick={(on) =>
          // Switching off the first opt-in switches off the second, too.
          on || !fetchPages ? save({ readPages: on }) : void setFetch(false, { readPages: false })
        }
      >
        {t('options_seek_read')}
      </Tick>
      <div id={`${id}-read`}>
        <Explained />
      </div>
      <Tick
        checked={fetching}
        aria-describedby={`${id}-fetch`}
        onTick={(on) => void setFetch(on, on ? { readPages: true } : {})}
      >
        {t('options_seek_fetch')}
      </Tick>
      <Fault>{refused && t('options_seek_refused')}</Fault>
      <ul id={`${id}-fetch`} class="bullets small muted">
        <li>{t('options_seek_fetch_what')}</li>
        <li>{t('options_seek_fetch_when')}</li>
        <li>{t('options_seek_fetch_stop')}</li>
      </ul>
    </>
  );
}

/** The two sources of an applicant's negotiations, and the state of each. */
function Sources() {
  const {
    applicant: { api, pages },
    settings: { site },
  } = useOptions();
  const { openTab, refresh } = useWorker();
  const now = useNow();
  return (
    <>
      <h4 class="b">{t('options_seek_ways')}</h4>
      <ul class="bullets">
        <li>
          {t('options_way_api')}: {wayText('api', api, now)}
        </li>
        <li>
          {t('options_way_pages')}: {wayText('pages', pages, now)}
        </li>
      </ul>
      {pages.state === 'stopped' && (
        <Stopped
          {...pages}
          now={now}
          onOpen={() => void openTab(placedAt(site, pages.problem))}
          onRetry={() => void refresh()}
        />
      )}
      <Button tone="link" onClick={() => openTab(negotiationsUrl(site))}>
        {t('applicant_open_page')}
      </Button>
    </>
  );
}

function wayText(name: 'api' | 'pages', way: Way, now: number): string {
  switch (way.state) {
    case 'off':
      return t(`options_way_${name}_off`);
    case 'on':
      return way.at === null ? t(`options_way_${name}_on`) : t('options_way_read', ago(way.at, now));
    case 'closed':
      return t('options_way_closed', dateAndTime(way.until, now));
    case 'stopped':
      return t('options_way_stopped', ago(way.at, now));
  }
}
