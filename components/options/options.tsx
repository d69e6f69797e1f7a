import { useLayoutEffect, useState } from 'preact/hooks';
import { shownAs } from '../../utils/domain/account.ts';
import { isApplicant, isRecruiter } from '../../utils/domain/applicant/applicant.ts';
import { type OptionsSubject, optionsSubjects } from '../../utils/domain/settings.ts';
import { type MessageKey, t } from '../../utils/i18n.ts';
import { Button } from '../ui/button.tsx';
import { Icon, type IconName, Logo } from '../ui/icon.tsx';
import { KeysTable } from '../ui/keymap.tsx';
import { useWorker } from '../worker.ts';
import { AccountSection, ApplicationSection } from './account.tsx';
import { ApplicantSection } from './applicant.tsx';
import { Counting } from './counting.tsx';
import { Data } from './data.tsx';
import {
  Check,
  Choice,
  NumberSection,
  OptionsContext,
  type OptionsStore,
  Section,
  SettingsSection,
  useOptions,
} from './fields.tsx';

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

interface Props extends OptionsStore {
  redirect: string;
  version: string;
  /** The part after `#` in the page's address: a subject or a section. */
  place: string;
}

/** The options page, one subject at a time. Every change is saved at once. */
export function Options({ place, version, redirect, ...store }: Props) {
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
        <OptionsContext.Provider value={{ ...store, save: () => {} }}>
          <Sections {...{ subject, place, redirect }} />
        </OptionsContext.Provider>
      </main>
    </div>
  );
}

interface SectionsProps extends Pick<Props, 'place' | 'redirect'> {
  subject: OptionsSubject;
}

function Sections({ subject, place, redirect }: SectionsProps) {
  const { account, applicant, settings } = useOptions();
  // As long as the role is unknown, show the settings of both roles.
  const hires = isRecruiter(shownAs(account)) || !isApplicant(account, applicant, settings);
  switch (subject) {
    case 'account':
      return (
        <>
          <AccountSection />
          <ApplicationSection
            redirect={redirect}
            isFolded={account.state === 'signed-in' && place !== 'application'}
          />
        </>
      );
    case 'counting':
      return <Counting hires={hires} />;
    case 'work':
      return <Work hires={hires} />;
    case 'applicant':
      return <ApplicantSection />;
    case 'data':
      return <Data />;
    case 'about':
      return <About />;
  }
}

/** Main news of this version; CHANGELOG.md lists all changes. */
const news: readonly MessageKey[] = [
  'options_news_return',
  'options_news_notifications',
  'options_news_search',
  'options_news_sample',
];

function UndoSection() {
  const isAtOnce = useOptions().settings.undoSeconds === 0;
  return <NumberSection name="undoSeconds" label="undo" {...(isAtOnce && { note: 'options_undo_zero' })} />;
}

/** Undo window and theme; for recruiters also resumes on the inbox page, and the panel and marks on hh's pages. */
const Work = ({ hires }: { hires: boolean }) => (
  <>
    <UndoSection />
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

/** The report, the news and the keys. */
const About = () => (
  <>
    <DiagnosticsSection />
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

/** A report that the user can send for the analysis of a failure; it is not sent by itself. */
function DiagnosticsSection() {
  const { report } = useOptions();
  const { copy } = useWorker();
  const [isCopied, setIsCopied] = useState(false);
  return (
    <Section title={t('options_report')} note={t('options_report_note')}>
      <div class="row wrap">
        <Button tone="primary" onClick={async () => setIsCopied(await copy(report))}>
          {t('options_report_copy')}
        </Button>
        <span class="small muted" role="status">
          {t(isCopied ? 'common_copied' : 'options_report_stays')}
        </span>
      </div>
      <pre class="calm mono">{report}</pre>
      <p class="small muted">{t('options_report_without')}</p>
    </Section>
  );
}
