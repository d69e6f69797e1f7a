import { useId, useState } from 'preact/hooks';
import type { Applicant } from '../../utils/domain/applicant/applicant.ts';
import type { Settings } from '../../utils/domain/inbox.ts';
import { t } from '../../utils/i18n.ts';
import { negotiationsUrl } from '../ui/addresses.ts';
import { Button } from '../ui/button.tsx';
import { Explained } from '../ui/opt-in.tsx';
import type { OptionsCalls } from './calls.ts';
import { silentBounds } from './check.ts';
import { NumberField } from './number-field.tsx';
import { Section } from './section.tsx';
import type { Saving } from './use-saving.ts';
import { Ways } from './ways.tsx';

interface Props {
  settings: Settings;
  applicant: Applicant;
  /** Whether the browser lets us fetch hh's pages now; a person can take that back elsewhere. */
  mayFetch: boolean;
  saving: Saving;
  calls: Pick<OptionsCalls, 'permitPages' | 'openTab' | 'refresh'>;
  onSave: (change: Partial<Settings>) => void;
}

/** An applicant's two opt-ins, each with what it means, and the state of both ways to the negotiations. */
export function ApplicantSection({ settings, applicant, mayFetch, saving, calls, onSave }: Props) {
  const id = useId();
  const [refused, setRefused] = useState(false);
  const { readPages, fetchPages, silentDays, site } = settings;
  const fetching = fetchPages && mayFetch;

  const setFetch = async (on: boolean, change: Partial<Settings>) => {
    // Asked in the click itself: the browser hears it from nowhere else.
    const permitted = await calls.permitPages(on);
    setRefused(on && !permitted);
    if (!on || permitted) onSave({ fetchPages: on, ...change });
  };

  return (
    <Section title={t('options_seek')} saving={saving}>
      <p class="muted">{t('options_seek_why')}</p>
      <label class="check">
        <input
          type="checkbox"
          checked={readPages}
          aria-describedby={`${id}-read`}
          onChange={({ currentTarget: { checked } }) =>
            // The second stands on the first.
            checked || !fetchPages
              ? onSave({ readPages: checked })
              : void setFetch(false, { readPages: false })
          }
        />
        {t('options_seek_read')}
      </label>
      <div id={`${id}-read`}>
        <Explained />
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={fetching}
          aria-describedby={`${id}-fetch`}
          onChange={({ currentTarget: { checked } }) =>
            void setFetch(checked, checked ? { readPages: true } : {})
          }
        />
        {t('options_seek_fetch')}
      </label>
      <p class="small bad" role="alert">
        {refused && t('options_seek_refused')}
      </p>
      <ul id={`${id}-fetch`} class="bullets small muted">
        <li>{t('options_seek_fetch_what')}</li>
        <li>{t('options_seek_fetch_when')}</li>
        <li>{t('options_seek_fetch_stop')}</li>
      </ul>
      <NumberField
        label={t('options_seek_silent')}
        note={t('options_seek_silent_note')}
        value={silentDays}
        bounds={silentBounds}
        onChange={(days) => onSave({ silentDays: days })}
      />
      <Ways applicant={applicant} site={site} calls={calls} />
      <Button tone="link" onClick={() => calls.openTab(negotiationsUrl(site))}>
        {t('applicant_open_page')}
      </Button>
    </Section>
  );
}
