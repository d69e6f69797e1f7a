import { useLayoutEffect, useState } from 'preact/hooks';
import type { Applicant } from '../../utils/domain/applicant/applicant.ts';
import {
  type Account,
  type NumberSetting,
  type OptionsSubject,
  optionsSubjects,
  type Settings,
} from '../../utils/domain/inbox.ts';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import type { Policy } from '../../utils/domain/policy.ts';
import { type MessageKey, t } from '../../utils/i18n.ts';
import type { MayNotify } from '../../utils/messaging/notifications.ts';
import { Button } from '../ui/button.tsx';
import { Switch } from '../ui/fields.tsx';
import { Icon, type IconName, Logo } from '../ui/icon.tsx';
import { KeysTable } from '../ui/keymap.tsx';
import { useWorker } from '../worker.ts';
import { AccountSection, ApplicationSection } from './account.tsx';
import { ApplicantSection } from './applicant.tsx';
import { BackupSection } from './backup.tsx';
import { CountSection } from './count.tsx';
import { type Stored, StoredSection, WipeSection } from './data.tsx';
import { Check, Fixed, NumberField, Section, SettingsSection } from './fields.tsx';
import { FollowUpsSection, NotificationsSection, QuietSection } from './notifications.tsx';

const icons: Record<OptionsSubject, IconName> = {
  account: 'person',
  counting: 'bell',
  work: 'list',
  applicant: 'case',
  data: 'shield',
  about: 'info',
};

/** @param place what stands behind `#` in the address of the page: a subject; the application is part of the account */
const subjectAt = (place: string): OptionsSubject =>
  optionsSubjects.find((one) => one === place) ?? 'account';

/** What of the store the options show. */
export interface OptionsStore {
  account: Account;
  applicant: Applicant;
  /** Whether the browser lets us fetch hh's pages. */
  mayFetch: boolean;
  mayNotify: MayNotify;
  settings: Settings;
  policy: Policy;
  vacancies: VacancyCount[];
  stored: Stored;
  /** For whoever looks into a failure: `diagnostics`. */
  report: string;
}

interface Props extends OptionsStore {
  redirect: string;
  version: string;
  /** What stands behind `#` in the address of the page: a subject, or a section of one. */
  place: string;
}

/** The options page, one subject at a time. Every change is saved at once. */
export function Options({ place, version, ...of }: Props) {
  const subject = subjectAt(place);
  // However far the last one was scrolled.
  useLayoutEffect(() => scrollTo(0, 0), [subject]);
  return (
    <div class="options">
      <nav class="column" aria-labelledby="options-title">
        <h1 id="options-title" class="row b">
          <Logo />
          <span>{t('options_title')}</span>
        </h1>
        <ul>
          {optionsSubjects.map((each) => (
            <li key={each}>
              <a class="row" href={`#${each}`} aria-current={each === subject ? 'page' : undefined}>
                <Icon name={icons[each]} />
                <span class="grow ell">{t(`options_${each}_title`)}</span>
              </a>
            </li>
          ))}
        </ul>
        <div class="foot small muted">
          <a href="welcome.html">{t('popup_begin')}</a>
          <p>{t('options_foot', version)}</p>
        </div>
      </nav>
      <main class="column" key={subject}>
        <h2 class="h18">{t(`options_${subject}_title`)}</h2>
        <Fixed.Provider value={of.policy.settings}>
          <Sections subject={subject} place={place} {...of} />
        </Fixed.Provider>
      </main>
    </div>
  );
}

interface SectionsProps extends Omit<Props, 'version'> {
  subject: OptionsSubject;
}

function Sections({ subject, place, ...of }: SectionsProps) {
  const { account, applicant, mayFetch, mayNotify, settings, policy, vacancies, stored, redirect, report } =
    of;
  switch (subject) {
    case 'account':
      return (
        <>
          <AccountSection account={account} policy={policy} />
          <ApplicationSection
            fixed={policy.application}
            redirect={redirect}
            isFolded={account.state === 'signed-in' && place !== 'application'}
          />
        </>
      );
    case 'counting':
      return (
        <>
          <CountSection settings={settings} vacancies={vacancies} />
          <NotificationsSection settings={settings} account={account} applicant={applicant} may={mayNotify} />
          <QuietSection settings={settings} />
          <FollowUpsSection settings={settings} account={account} applicant={applicant} />
          <NumberSection name="waitHours" label="wait" settings={settings} />
          <NumberSection name="intervalMinutes" label="pace" settings={settings} />
        </>
      );
    case 'work':
      return <WorkSections settings={settings} />;
    case 'applicant':
      return <ApplicantSection settings={settings} applicant={applicant} mayFetch={mayFetch} />;
    case 'data':
      return (
        <>
          <StoredSection stored={stored} />
          <NumberSection name="keepDays" label="keep" settings={settings} />
          <BackupSection />
          <WipeSection />
        </>
      );
    case 'about':
      return (
        <>
          <DiagnosticsSection report={report} />
          <Section title={t('options_news')} note={t('options_about_who')}>
            <ul class="bullets">
              {news.map((one) => (
                <li key={one}>{t(one)}</li>
              ))}
            </ul>
            <p class="small">
              <a href="licenses.txt" target="_blank" rel="noopener">
                {t('options_licenses')}
              </a>
            </p>
          </Section>
          <Section title={t('options_keys')} note={t('options_keys_note')}>
            <KeysTable surface="popup" />
          </Section>
        </>
      );
  }
}

/** What is new in this version; CHANGELOG.md has all of it. */
const news: readonly MessageKey[] = [
  'options_news_return',
  'options_news_notifications',
  'options_news_search',
  'options_news_sample',
];

interface NumberSectionProps {
  name: NumberSetting;
  label: 'wait' | 'pace' | 'undo' | 'keep';
  /** In place of its usual note. */
  note?: MessageKey;
  settings: Settings;
}

/** A section of one number. */
const NumberSection = ({ name, label, note = `options_${label}_note`, settings }: NumberSectionProps) => (
  <SettingsSection title={t(`options_${label}`)}>
    {(save) => (
      <NumberField
        name={name}
        label={t(`options_${label}_label`)}
        note={t(note)}
        settings={settings}
        onSave={(value) => save({ [name]: value })}
      />
    )}
  </SettingsSection>
);

/** What a recruiter works with: undo, the resume in the inbox page, what stands on hh's pages, and the look. */
function WorkSections({ settings }: { settings: Settings }) {
  return (
    <>
      <NumberSection
        name="undoSeconds"
        label="undo"
        settings={settings}
        {...(settings.undoSeconds === 0 && { note: 'options_undo_zero' })}
      />
      <SettingsSection title={t('options_resumes')}>
        {(save) => (
          <Check
            name="openResumes"
            label={t('options_resumes_label')}
            note={t('options_resumes_note')}
            checked={settings.openResumes}
            onChange={(openResumes) => save({ openResumes })}
          />
        )}
      </SettingsSection>
      <SettingsSection title={t('options_panel')}>
        {(save) => (
          <>
            <Switch
              label={t('options_panel')}
              value={settings.placement}
              options={(['docked', 'inline'] as const).map((one) => [one, t(`options_panel_${one}`)])}
              onPick={(placement) => save({ placement })}
            />
            <p class="small muted">{t('options_panel_note')}</p>
          </>
        )}
      </SettingsSection>
      <MarksSection settings={settings} />
      <SettingsSection title={t('options_theme')}>
        {(save) => (
          <Switch
            label={t('options_theme')}
            value={settings.theme}
            options={(['auto', 'day', 'night'] as const).map((one) => [one, t(`options_theme_${one}`)])}
            onPick={(theme) => save({ theme })}
          />
        )}
      </SettingsSection>
    </>
  );
}

/** What to send to whoever looks into a failure; it goes nowhere by itself. */
function DiagnosticsSection({ report }: { report: string }) {
  const { copy } = useWorker();
  const [isCopied, setIsCopied] = useState(false);
  return (
    <Section title={t('options_report')} note={t('options_report_note')}>
      <div class="row wrap">
        <Button tone="primary" onClick={async () => setIsCopied(await copy(report))}>
          {t('options_report_copy')}
        </Button>
        <span class="small muted" role="status">
          {t(isCopied ? 'options_application_copied' : 'options_report_stays')}
        </span>
      </div>
      <pre class="calm mono">{report}</pre>
      <p class="small muted">{t('options_report_without')}</p>
    </Section>
  );
}

/** What is added to hh's lists of people. */
function MarksSection({ settings: { marks, cards } }: { settings: Settings }) {
  return (
    <SettingsSection title={t('options_marks')}>
      {(save) => (
        <>
          <Check
            name="marks"
            label={t('options_marks_on')}
            note={t('options_marks_note')}
            checked={marks}
            onChange={(on) => save({ marks: on })}
          />
          <Check
            name="cards"
            label={t('options_cards_on')}
            note={t('options_cards_note')}
            checked={marks && cards}
            disabled={!marks}
            onChange={(on) => save({ cards: on })}
          />
        </>
      )}
    </SettingsSection>
  );
}
