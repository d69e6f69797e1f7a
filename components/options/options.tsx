import { useId } from 'preact/hooks';
import type { Applicant } from '../../utils/domain/applicant/applicant.ts';
import type { Account, Settings } from '../../utils/domain/inbox.ts';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import { t } from '../../utils/i18n.ts';
import { KeysTable } from '../ui/keymap.tsx';
import { AccountSection, ApplicationSection } from './account.tsx';
import { ApplicantSection } from './applicant.tsx';
import { CountSection } from './count.tsx';
import { type Stored, StoredSection, WipeSection } from './data.tsx';
import { Choice, NumberField, Section, SettingsSection } from './fields.tsx';

interface Props {
  account: Account;
  applicant: Applicant;
  mayFetch: boolean;
  settings: Settings;
  vacancies: VacancyCount[];
  stored: Stored;
  redirect: string;
  version: string;
}

/** The options page. Every change is saved at once. */
export function Options(props: Props) {
  const { account, applicant, mayFetch, settings, vacancies, stored, redirect, version } = props;
  return (
    <main class="options">
      <h1>{t('options_title')}</h1>
      <AccountSection account={account} />
      <ApplicationSection redirect={redirect} />
      <ApplicantSection settings={settings} applicant={applicant} mayFetch={mayFetch} />
      <CountSection settings={settings} vacancies={vacancies} />
      <SettingsSection title={t('options_pace')}>
        {(save) => (
          <NumberField
            name="intervalMinutes"
            label={t('options_pace_label')}
            note={t('options_pace_note')}
            settings={settings}
            onSave={(intervalMinutes) => save({ intervalMinutes })}
          />
        )}
      </SettingsSection>
      <SettingsSection title={t('options_wait')}>
        {(save) => (
          <NumberField
            name="waitHours"
            label={t('options_wait_label')}
            note={t('options_wait_note')}
            settings={settings}
            onSave={(waitHours) => save({ waitHours })}
          />
        )}
      </SettingsSection>
      <SettingsSection title={t('options_resumes')}>
        {(save) => (
          <>
            <label class="check">
              <input
                type="checkbox"
                checked={settings.openResumes}
                onChange={({ currentTarget }) => save({ openResumes: currentTarget.checked })}
              />
              <span>{t('options_resumes_label')}</span>
            </label>
            <p class="small muted">{t('options_resumes_note')}</p>
          </>
        )}
      </SettingsSection>
      <SettingsSection title={t('options_undo')}>
        {(save) => (
          <NumberField
            name="undoSeconds"
            label={t('options_undo_label')}
            note={t(settings.undoSeconds === 0 ? 'options_undo_zero' : 'options_undo_note')}
            settings={settings}
            onSave={(undoSeconds) => save({ undoSeconds })}
          />
        )}
      </SettingsSection>
      <SettingsSection title={t('options_panel')}>
        {(save) => (
          <>
            <Choice
              label={t('options_panel')}
              value={settings.placement}
              options={[
                { value: 'docked', label: t('options_panel_docked') },
                { value: 'inline', label: t('options_panel_inline') },
              ]}
              onChange={(placement) => save({ placement })}
            />
            <p class="small muted">{t('options_panel_note')}</p>
          </>
        )}
      </SettingsSection>
      <MarksSection settings={settings} />
      <SettingsSection title={t('options_theme')}>
        {(save) => (
          <Choice
            label={t('options_theme')}
            value={settings.theme}
            options={[
              { value: 'auto', label: t('options_theme_auto') },
              { value: 'day', label: t('options_theme_day') },
              { value: 'night', label: t('options_theme_night') },
            ]}
            onChange={(theme) => save({ theme })}
          />
        )}
      </SettingsSection>
      <Section title={t('options_keys')}>
        <KeysTable surface="popup" />
        <p class="small muted">{t('options_keys_note')}</p>
      </Section>
      <StoredSection stored={stored} />
      <WipeSection />
      <p class="small muted">{t('options_version', version)}</p>
    </main>
  );
}

/** What is added to hh's lists of people. */
function MarksSection({ settings: { marks, cards } }: { settings: Settings }) {
  const id = useId();
  return (
    <SettingsSection title={t('options_marks')}>
      {(save) => (
        <>
          <Check
            label={t('options_marks_on')}
            note={`${id}-marks`}
            checked={marks}
            onChange={(on) => save({ marks: on })}
          />
          <p id={`${id}-marks`} class="small muted">
            {t('options_marks_note')}
          </p>
          <Check
            label={t('options_cards_on')}
            note={`${id}-cards`}
            checked={marks && cards}
            disabled={!marks}
            onChange={(on) => save({ cards: on })}
          />
          <p id={`${id}-cards`} class="small muted">
            {t('options_cards_note')}
          </p>
        </>
      )}
    </SettingsSection>
  );
}

interface CheckProps {
  label: string;
  /** Id of what explains it. */
  note: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

const Check = ({ label, note, checked, disabled, onChange }: CheckProps) => (
  <label class="check">
    <input
      type="checkbox"
      checked={checked}
      disabled={disabled}
      aria-describedby={note}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
    {label}
  </label>
);
