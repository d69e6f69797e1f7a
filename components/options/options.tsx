import type { Applicant } from '../../utils/domain/applicant/applicant.ts';
import type { Account, Settings } from '../../utils/domain/inbox.ts';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import { t } from '../../utils/i18n.ts';
import { keyLines } from '../popup/key-lines.ts';
import { KeysTable } from '../ui/keys-table.tsx';
import { AccountSection } from './account.tsx';
import { ApplicantSection } from './applicant.tsx';
import { ApplicationSection } from './application.tsx';
import type { OptionsCalls } from './calls.ts';
import { intervalBounds, undoBounds, waitBounds } from './check.ts';
import { Choice } from './choice.tsx';
import { CountSection } from './count.tsx';
import { NumberField } from './number-field.tsx';
import { Section } from './section.tsx';
import { type Stored, StoredSection } from './stored.tsx';
import { useSaving } from './use-saving.ts';
import { WipeSection } from './wipe.tsx';

interface Props {
  account: Account;
  applicant: Applicant;
  mayFetch: boolean;
  settings: Settings;
  vacancies: VacancyCount[];
  stored: Stored;
  redirect: string;
  version: string;
  calls: OptionsCalls;
}

/** The options page, top to bottom. Every change is saved at once. */
export function Options(props: Props) {
  const { account, applicant, mayFetch, settings, vacancies, stored, redirect, version, calls } = props;
  const count = useSave(calls);
  const pace = useSave(calls);
  const undo = useSave(calls);
  const wait = useSave(calls);
  const panel = useSave(calls);
  const theme = useSave(calls);
  const seek = useSave(calls);
  return (
    <main class="options">
      <h1>{t('options_title')}</h1>
      <AccountSection account={account} calls={calls} />
      <ApplicationSection redirect={redirect} calls={calls} />
      <ApplicantSection
        settings={settings}
        applicant={applicant}
        mayFetch={mayFetch}
        calls={calls}
        {...seek}
      />
      <CountSection settings={settings} vacancies={vacancies} {...count} />
      <Section title={t('options_pace')} saving={pace.saving}>
        <NumberField
          label={t('options_pace_label')}
          note={t('options_pace_note')}
          value={settings.intervalMinutes}
          bounds={intervalBounds}
          onChange={(intervalMinutes) => pace.onSave({ intervalMinutes })}
        />
      </Section>
      <Section title={t('options_wait')} saving={wait.saving}>
        <NumberField
          label={t('options_wait_label')}
          note={t('options_wait_note')}
          value={settings.waitHours}
          bounds={waitBounds}
          onChange={(waitHours) => wait.onSave({ waitHours })}
        />
      </Section>
      <Section title={t('options_undo')} saving={undo.saving}>
        <NumberField
          label={t('options_undo_label')}
          note={t(settings.undoSeconds === 0 ? 'options_undo_zero' : 'options_undo_note')}
          value={settings.undoSeconds}
          bounds={undoBounds}
          onChange={(undoSeconds) => undo.onSave({ undoSeconds })}
        />
      </Section>
      <Section title={t('options_panel')} saving={panel.saving}>
        <Choice
          label={t('options_panel')}
          value={settings.placement}
          options={[
            { value: 'docked', label: t('options_panel_docked') },
            { value: 'inline', label: t('options_panel_inline') },
          ]}
          onChange={(placement) => panel.onSave({ placement })}
        />
        <p class="small muted">{t('options_panel_note')}</p>
      </Section>
      <Section title={t('options_theme')} saving={theme.saving}>
        <Choice
          label={t('options_theme')}
          value={settings.theme}
          options={[
            { value: 'auto', label: t('options_theme_auto') },
            { value: 'day', label: t('options_theme_day') },
            { value: 'night', label: t('options_theme_night') },
          ]}
          onChange={(chosen) => theme.onSave({ theme: chosen })}
        />
      </Section>
      <Section title={t('options_keys')}>
        <KeysTable lines={keyLines.recruiter} />
        <p class="small muted">{t('options_keys_note')}</p>
      </Section>
      <StoredSection stored={stored} />
      <WipeSection onWipe={calls.wipe} />
      <p class="small muted">{t('options_version', version)}</p>
    </main>
  );
}

/** A section's own state of saving, so that «Сохранено» stands where the change was made. */
function useSave(calls: OptionsCalls) {
  const saving = useSaving();
  return { saving, onSave: (change: Partial<Settings>) => void saving.run(calls.saveSettings(change)) };
}
