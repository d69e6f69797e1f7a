import { useLayoutEffect, useState } from 'preact/hooks';
import { type Account, shownAs } from '../../utils/domain/account.ts';
import { type Applicant, isApplicant, isRecruiter } from '../../utils/domain/applicant/applicant.ts';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import {
  type NumberSetting,
  type OptionsSubject,
  optionsSubjects,
  type Policy,
  type Settings,
} from '../../utils/domain/settings.ts';
import { type MessageKey, t } from '../../utils/i18n.ts';
import type { MayNotify } from '../../utils/messaging/notifications.ts';
import { Button } from '../ui/button.tsx';
import { Icon, type IconName, Logo } from '../ui/icon.tsx';
import { KeysTable } from '../ui/keymap.tsx';
import { useWorker } from '../worker.ts';
import { AccountSection, ApplicationSection } from './account.tsx';
import { ApplicantSection } from './applicant.tsx';
import { BackupSection } from './backup.tsx';
import { CountSection } from './count.tsx';
import { type Stored, StoredSection, WipeSection } from './data.tsx';
import { Check, Choice, NumberField, Section, SettingsContext, SettingsSection } from './fields.tsx';
import { FollowUpsSection, NotificationsSection, QuietSection } from './notifications.tsx';

const icons: Record<OptionsSubject, IconName> = {
  account: 'person',
  counting: 'bell',
  work: 'list',
  applicant: 'case',
  data: 'shield',
  about: 'info',
};

/** The subject at a `place` (see `Props`); any other place, such as the section `application`, is in `account`. */
const subjectAt = (place: string): OptionsSubject =>
  optionsSubjects.find((one) => one === place) ?? 'account';

/** What the options show from the store. */
export interface OptionsStore {
  account: Account;
  applicant: Applicant;
  /** Whether we have the permission to fetch hh's pages. */
  mayFetch: boolean;
  mayNotify: MayNotify;
  settings: Settings;
  policy: Policy;
  vacancies: VacancyCount[];
  stored: Stored;
  /** Report for the analysis of a failure, made by `diagnostics`. */
  report: string;
}

interface Props extends OptionsStore {
  redirect: string;
  version: string;
  /** The part after `#` in the page's address: a subject or a section. */
  place: string;
}

/** The options page, one subject at a time. Every change is saved at once. */
export function Options({ place, version, ...of }: Props) {
  const subject = subjectAt(place);
  // A new subject starts at the top, however far the last one was scrolled.
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
        <SettingsContext.Provider
          value={{ settings: of.settings, fixed: of.policy.settings, save: () => {} }}
        >
          <Sections subject={subject} place={place} {...of} />
        </SettingsContext.Provider>
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
  // As long as the role is unknown, show the settings of both roles.
  const hires = isRecruiter(shownAs(account)) || !isApplicant(account, applicant, settings);
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
          {hires && <CountSection vacancies={vacancies} />}
          <NotificationsSection account={account} applicant={applicant} may={mayNotify} />
          <QuietSection />
          <FollowUpsSection account={account} applicant={applicant} />
          {hires && <NumberSection name="waitHours" label="wait" />}
          <NumberSection name="intervalMinutes" label="pace" />
        </>
      );
    case 'work':
      return <WorkSections isAtOnce={settings.undoSeconds === 0} hires={hires} />;
    case 'applicant':
      return <ApplicantSection applicant={applicant} mayFetch={mayFetch} />;
    case 'data':
      return (
        <>
          <StoredSection stored={stored} />
          <NumberSection name="keepDays" label="keep" />
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

/** Main news of this version; CHANGELOG.md lists all changes. */
const news: readonly MessageKey[] = [
  'options_news_return',
  'options_news_notifications',
  'options_news_search',
  'options_news_sample',
];

interface NumberSectionProps {
  name: NumberSetting;
  label: 'wait' | 'pace' | 'undo' | 'keep';
  /** Replaces the usual note. */
  note?: MessageKey;
}

/** A section with one number. */
const NumberSection = ({ name, label, note = `options_${label}_note` }: NumberSectionProps) => (
  <SettingsSection title={t(`options_${label}`)}>
    <NumberField name={name} label={`options_${label}_label`} note={note} />
  </SettingsSection>
);

/**
 * Undo window and theme; for recruiters also resumes on the inbox page, and the panel and marks on hh's pages.
 * @param isAtOnce whether the undo window is 0 s
 */
const WorkSections = ({ isAtOnce, hires }: { isAtOnce: boolean; hires: boolean }) => (
  <>
    <NumberSection name="undoSeconds" label="undo" {...(isAtOnce && { note: 'options_undo_zero' })} />
    {hires && (
      <>
        <SettingsSection title={t('options_resumes')}>
          <Check name="openResumes" label="options_resumes_label" note="options_resumes_note" />
        </SettingsSection>
        <SettingsSection title={t('options_panel')}>
          <Choice
            name="placement"
            label="options_panel"
            options={[
              ['docked', 'options_panel_docked'],
              ['inline', 'options_panel_inline'],
            ]}
          />
          <p class="small muted">{t('options_panel_note')}</p>
        </SettingsSection>
        <SettingsSection title={t('options_marks')}>
          <Check name="marks" label="options_marks_on" note="options_marks_note" />
          <Check name="cards" label="options_cards_on" note="options_cards_note" needs="marks" />
        </SettingsSection>
      </>
    )}
    <SettingsSection title={t('options_theme')}>
      <Choice
        name="theme"
        label="options_theme"
        options={[
          ['auto', 'options_theme_auto'],
          ['day', 'options_theme_day'],
          ['night', 'options_theme_night'],
        ]}
      />
    </SettingsSection>
  </>
);

/** A report that the user can send for the analysis of a failure; it is not sent by itself. */
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
