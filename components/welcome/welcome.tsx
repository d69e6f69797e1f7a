import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { OwnApplication as Application } from '../../utils/application.ts';
import type { Account } from '../../utils/domain/account.ts';
import type { Applicant } from '../../utils/domain/applicant/applicant.ts';
import type { Settings } from '../../utils/domain/settings.ts';
import { sumOf, sumText } from '../../utils/domain/sum.ts';
import { sampleHash } from '../../utils/domain/view.ts';
import { negotiationsUrl } from '../../utils/hh/pages.ts';
import { dotted, plural, t } from '../../utils/i18n.ts';
import { known } from '../../utils/known.ts';
import { ApplicationForm, CopyField } from '../ui/application.tsx';
import { Button } from '../ui/button.tsx';
import { Explained } from '../ui/card.tsx';
import { useSending } from '../ui/form.tsx';
import { Icon, Logo } from '../ui/icon.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { companyName, stepOf } from '../ui/words.ts';
import { useWorker } from '../worker.ts';

type Role = 'recruiter' | 'applicant';

interface Props {
  account: Account;
  applicant: Applicant;
  settings: Settings;
  /** Whether an application for the sign-in is known, from the policy, the build or the options. */
  hasApplication: boolean;
  /** The redirect address of the sign-in. */
  redirect: string;
}

/** The welcome page: what Otklik does for each role, and the steps to set it up. */
export function Welcome(props: Props) {
  const { account, settings } = props;
  const [chosen, setChosen] = useState<Role | null>(null);
  const seeks = settings.readPages && account.state === 'signed-out';
  const role = chosen ?? (seeks ? 'applicant' : 'recruiter');
  return (
    <main class="welcome stack">
      <header class="row">
        <Logo />
        <h1>{t('welcome_title')}</h1>
        <span class="small muted">{t('welcome_both')}</span>
      </header>
      <fieldset class="pair" aria-label={t('welcome_role')}>
        {(['recruiter', 'applicant'] as const).map((each) => (
          <label key={each} class="sheet row role">
            <Icon name={each === 'recruiter' ? 'case' : 'person'} />
            <span class="grow">
              <b class="h16">{t(each === 'recruiter' ? 'popup_hire' : 'popup_seek')}</b>
              <span class="small muted">{t(`welcome_${each}_note`)}</span>
            </span>
            <input type="radio" name="role" checked={each === role} onChange={() => setChosen(each)} />
          </label>
        ))}
      </fieldset>
      {role === 'recruiter' ? <RecruiterSteps {...props} /> : <ApplicantSteps {...props} />}
      <Gains role={role} />
      <div class="pair">
        <Points icon="eye" title={t('welcome_reads')} text={t(`welcome_reads_${role}`)} />
        <Points icon="shield" title={t('welcome_never')} text={t(`welcome_never_${role}`)} />
      </div>
    </main>
  );
}

interface StepProps {
  number: number;
  title: string;
  note: string;
  isDone?: boolean;
  children?: ComponentChildren;
}

/** One step of the setup; a tick replaces its number once it is done. */
const Step = ({ number, title, note, isDone = false, children }: StepProps) => (
  <li class={isDone ? 'row step done' : 'row step'}>
    <span class="number num b" aria-hidden={isDone}>
      {isDone ? <Icon name="check" /> : number}
    </span>
    <div class="grow stack">
      <h2 class="b">
        {title}
        {isDone && <span class="hidden"> — {t('welcome_done')}</span>}
      </h2>
      {note && <p class="small muted">{note}</p>}
      {children}
    </div>
  </li>
);

type Way = 'ask' | 'own';

function RecruiterSteps({ account, hasApplication, redirect }: Props) {
  const worker = useWorker();
  const [way, setWay] = useState<Way>('ask');
  const { busy, problem, run } = useSending();
  const isIn = account.state === 'signed-in';
  const enter = () =>
    run(async () => {
      const answer = await worker.signIn('employer');
      // Show the form for the missing application beside the steps.
      if (!answer.ok && stepOf(answer.problem) === 'settings') setWay('own');
      return answer;
    });
  const choice = (name: Way, text: string) => (
    <Button small aria-pressed={way === name} onClick={() => setWay(name)}>
      {text}
    </Button>
  );
  return (
    <div class="pair">
      <ol class="sheet">
        <Step
          number={1}
          title={t('welcome_connect')}
          note={t(hasApplication || isIn ? 'welcome_connected' : 'welcome_connect_note')}
          isDone={hasApplication || isIn}
        >
          {!hasApplication && !isIn && (
            <div class="row wrap">
              {choice('ask', t('welcome_ask'))}
              {choice('own', t('welcome_have'))}
              <a class="btn small" href={`inbox.html${sampleHash}`}>
                {t('sample_see')}
              </a>
            </div>
          )}
        </Step>
        <Step
          number={2}
          title={t('welcome_enter')}
          note={
            isIn
              ? dotted(account.name || t('unknown_person'), account.employer && companyName(account.employer))
              : t('welcome_enter_note')
          }
          isDone={isIn}
        >
          {!isIn && (
            <>
              {problem && !busy && <ProblemNote problem={problem} wordsOnly />}
              <div class="row wrap">
                <Button small tone={hasApplication ? 'primary' : 'plain'} disabled={busy} onClick={enter}>
                  {t('options_account_sign_in')}
                </Button>
                <span class="small muted" role="status">
                  {busy && t('common_signing_in')}
                </span>
              </div>
            </>
          )}
        </Step>
        <Step number={3} title={t('welcome_pin')} note={t('welcome_pin_recruiter')}>
          {isIn && (
            <div class="row">
              <Button small tone="primary" onClick={() => worker.openInbox()}>
                {t('welcome_open_inbox')}
              </Button>
            </div>
          )}
        </Step>
      </ol>
      {isIn || (hasApplication && way === 'ask') ? (
        <Points icon="list" title={t('welcome_day')} text={t('welcome_day_points')} />
      ) : way === 'ask' ? (
        <Letter redirect={redirect} />
      ) : (
        <OwnApplication redirect={redirect} onSaved={enter} />
      )}
    </div>
  );
}

interface OwnProps {
  redirect: string;
  /** Called when the application is saved, to sign in with it at once. */
  onSaved: () => unknown;
}

/** Three steps to one's own application: create it, give it the redirect address, try its id and secret. */
function OwnApplication({ redirect, onSaved }: OwnProps) {
  const worker = useWorker();
  const [at, setAt] = useState(1);
  const { problem, run } = useSending();
  const list = useRef<HTMLOListElement>(null);
  // The pressed button disappears with its step: move the focus to the next step.
  useEffect(() => {
    if (at > 1) list.current?.querySelector<HTMLElement>('li:not(.done) :is(input, button)')?.focus();
  }, [at]);
  const save = async (application: Application) => {
    const isSaved = await run(() => worker.saveApplication(application));
    if (isSaved) onSaved();
    return isSaved;
  };
  const step = (number: number, title: string, note: string, content: ComponentChildren) => (
    <Step number={number} title={title} note={at === number ? note : ''} isDone={at > number}>
      {at === number && content}
    </Step>
  );
  return (
    <ol ref={list} class="sheet" aria-label={t('welcome_have')}>
      {step(
        1,
        t('welcome_own_make'),
        t('options_application_step1'),
        <div class="row wrap">
          <Button small onClick={() => worker.openTab('https://dev.hh.ru/admin')}>
            {t('options_application_open')}
          </Button>
          <Button small tone="primary" onClick={() => setAt(2)}>
            {t('welcome_own_made')}
          </Button>
        </div>,
      )}
      {step(
        2,
        t('welcome_own_address'),
        t('options_application_step2_note'),
        <>
          <CopyField label={t('options_application_redirect')} value={redirect} onCopied={() => setAt(3)} />
          <div class="row">
            <Button tone="link" onClick={() => setAt(3)}>
              {t('welcome_own_set')}
            </Button>
          </div>
        </>,
      )}
      {step(
        3,
        t('welcome_own_try'),
        t('options_application_kept'),
        <>
          {problem && <ProblemNote problem={problem} />}
          <ApplicationForm submit={t('welcome_own_enter')} onSave={save} />
        </>,
      )}
    </ol>
  );
}

/** A letter to the administrator about what to do, ready to be copied. */
function Letter({ redirect }: { redirect: string }) {
  const { copy } = useWorker();
  const [isCopied, setIsCopied] = useState(false);
  const text = t('welcome_letter', redirect);
  return (
    <section class="sheet stack" aria-label={t('welcome_letter_title')}>
      <div class="row">
        <h2 class="b grow">{t('welcome_letter_title')}</h2>
        <Button small tone="primary" onClick={async () => setIsCopied(await copy(text))}>
          {t(isCopied ? 'common_copied' : 'common_copy')}
        </Button>
      </div>
      <p class="calm letter">{text}</p>
      <p class="small muted">{t('welcome_letter_note')}</p>
    </section>
  );
}

function ApplicantSteps({ applicant, settings }: Props) {
  const worker = useWorker();
  const { problem, run } = useSending();
  const isRead = applicant.freshAt !== null;
  const read = async () => {
    const isAllowed = await run(() => worker.saveSettings({ readPages: true }));
    if (isAllowed) await worker.openTab(negotiationsUrl(settings.site));
  };
  return (
    <div class="pair">
      <ol class="sheet">
        <Step
          number={1}
          title={t('welcome_allow')}
          note={t('welcome_allow_note')}
          isDone={settings.readPages}
        >
          {!settings.readPages && (
            <>
              {problem && <ProblemNote problem={problem} />}
              <div class="row">
                <Button small tone="primary" onClick={read}>
                  {t('applicant_opt_in')}
                </Button>
              </div>
            </>
          )}
        </Step>
        <Step
          number={2}
          title={t('welcome_list')}
          note={isRead ? found(applicant) : t('welcome_list_note')}
          isDone={isRead}
        >
          {settings.readPages && (
            <div class="row">
              <Button
                small
                tone="primary"
                onClick={() =>
                  isRead ? worker.openInbox('page=applicant') : worker.openTab(negotiationsUrl(settings.site))
                }
              >
                {t(isRead ? 'welcome_open_mine' : 'applicant_open_page')}
              </Button>
            </div>
          )}
        </Step>
        <Step number={3} title={t('welcome_pin')} note={t('welcome_pin_applicant')}>
          <div class="row">
            <Button tone="link" onClick={() => worker.openOptions('applicant')}>
              {t('welcome_background')}
            </Button>
          </div>
        </Step>
      </ol>
      <section class="sheet stack">
        <h2 class="b row">
          <Icon name="list" />
          {t('welcome_how')}
        </h2>
        <Explained />
      </section>
    </div>
  );
}

/** «12 откликов, 3 ответа»: the number of responses read and of new answers among them. */
const found = ({ counts, skipped }: Applicant): string =>
  [
    plural('welcome_found', counts.all),
    sumText('applicant_answers', sumOf([known(counts.new)], counts.unsure + skipped === 0)).toLowerCase(),
  ].join(', ');

const gains = {
  recruiter: ['panel', 'popup', 'marks'],
  applicant: ['answers', 'silent', 'vacancy'],
} as const;

/** What the user will see: screenshots taken by `scripts/store-pictures.ts`. */
const Gains = ({ role }: { role: Role }) => (
  <section class="sheet stack">
    <h2 class="small muted b">{t('welcome_gains')}</h2>
    <div class="gains">
      {gains[role].map((name) => (
        <figure key={name} class="stack">
          <img src={`welcome/${name}.webp`} width={400} height={180} alt="" />
          <figcaption class="small">{t(`welcome_gain_${name}`)}</figcaption>
        </figure>
      ))}
    </div>
  </section>
);

interface PointsProps {
  icon: 'eye' | 'shield' | 'list';
  title: string;
  /** One point per line. */
  text: string;
}

/** A titled list of points. */
const Points = ({ icon, title, text }: PointsProps) => (
  <section class="sheet stack">
    <h2 class="b row">
      <Icon name={icon} />
      {title}
    </h2>
    <ul class="bullets small">
      {text.split('\n').map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </section>
);
