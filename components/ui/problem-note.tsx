import { useContext, useState } from 'preact/hooks';
import type { Inbox } from '../../utils/domain/inbox.ts';
import { dotted, type MessageKey, t } from '../../utils/i18n.ts';
import type { OptionsSection } from '../../utils/messaging/protocol.ts';
import type { NextStep, Problem, Result } from '../../utils/problem.ts';
import { timeOf } from '../../utils/time.ts';
import { MessagesContext } from '../worker.ts';
import { Button, IconButton, Link, webUrl } from './button.tsx';
import { Icon } from './icon.tsx';
import { nextText, problemDetails, problemText, stepOf } from './words.ts';

/** What the next steps of problems call; each surface implements it in its own way. */
export interface StepCalls {
  /** Reads again what the problem was about. */
  refresh: () => unknown;
  signIn: (role?: 'employer' | 'applicant') => Promise<Result<void>>;
  /** Opens the options page, at a section if one is given. */
  openOptions: (section?: OptionsSection) => unknown;
  /** Opens an address of hh, in a tab that shows it already if there is one. */
  openTab: (url: string) => unknown;
}

/** The section of the options where a problem can be solved. */
function sectionOf(problem: Problem): OptionsSection {
  switch (stepOf(problem)) {
    case 'choose-account':
      return 'account';
    case 'free-space':
      return 'data';
    default:
      return problem.name === 'not-a-recruiter' ? 'account' : 'application';
  }
}

/**
 * Signs in. If the application is missing or wrong, also opens the section of the options where it is
 * entered. The caller shows the problem in the answer, which says what is missing.
 */
export async function signIn(
  calls: Pick<StepCalls, 'signIn' | 'openOptions'>,
  role?: 'employer' | 'applicant',
): Promise<Result<void>> {
  const answer = await calls.signIn(role);
  if (!answer.ok && stepOf(answer.problem) === 'settings') await calls.openOptions(sectionOf(answer.problem));
  return answer;
}

/** What carries out a next step; null if it is done elsewhere, or there is none. */
const ways: Record<NextStep, 'sign-in' | 'options' | 'page' | 'reading' | null> = {
  'sign-in': 'sign-in',
  settings: 'options',
  'choose-account': 'options',
  'free-space': 'options',
  'open-hh': 'page',
  'solve-captcha': 'page',
  pay: 'page',
  retry: 'reading',
  wait: 'reading',
  refresh: 'reading',
  'ask-admin': null,
  edit: null,
  report: null,
  none: null,
};
const wayOf = (problem: Problem) => ways[stepOf(problem)];

/**
 * Carries out the next step of a problem.
 * @param hhUrl the page of hh that the problem concerns, used if the problem names none
 * @param role the role whose surface has the problem
 */
export function takeStep(
  problem: Problem,
  hhUrl: string,
  calls: StepCalls,
  role: 'employer' | 'applicant' = 'employer',
): void {
  const way = wayOf(problem);
  if (way === 'sign-in') void signIn(calls, role);
  else if (way === 'options') void calls.openOptions(sectionOf(problem));
  else if (way === 'page') void calls.openTab(problem.url ?? hhUrl);
  else if (way === 'reading') void calls.refresh();
}

interface Props {
  problem: Problem;
  /** Since when the problem has lasted, if older data is shown meanwhile. */
  since?: string | null;
  /** The page that "open hh" leads to if hh named none. */
  hhUrl?: string;
  /** Reads again what the problem is about. */
  again?: () => void;
  /** The role whose surface has the problem. */
  account?: 'employer' | 'applicant';
  /** Shows no button: the next step is offered elsewhere. */
  wordsOnly?: boolean;
}

/**
 * Says what happened, since when, and one next step, in one line if there is room. Its arrow shows the whole
 * text and the details for a report. Without a worker above, only the text is shown.
 */
export function ProblemNote({ problem, since, hhUrl, again, account, wordsOnly }: Props) {
  const worker = useContext(MessagesContext);
  const [open, setOpen] = useState(false);
  const [copied, setCopied] = useState(false);
  const step = stepOf(problem);
  const next = nextText(step);
  const way = wayOf(problem);
  const url = way === 'page' && webUrl(problem.url ?? hhUrl);
  const words = problemText(problem);
  // A step taken elsewhere is named, but has no button.
  const whole = dotted(words, since, (step === 'ask-admin' || step === 'report') && next);
  // If the age of the list follows, there is room for the first sentence only.
  const said = since && !open ? [words.split('. ')[0], since].join(' · ') : whole;
  const takesStep = way && !wordsOnly && (again || way !== 'reading');
  return (
    <div class={`note strip${open ? ' open' : ''}`} role="status">
      <Icon name="warning" />
      <p class="said" title={open ? undefined : whole}>
        {said}
      </p>
      {url ? (
        <Link class="btn small" href={url}>
          {next}
        </Link>
      ) : (
        worker &&
        takesStep && (
          <Button
            small
            onClick={() =>
              takeStep(problem, hhUrl ?? 'https://hh.ru/', { ...worker, refresh: () => again?.() }, account)
            }
          >
            {next}
          </Button>
        )
      )}
      {worker && (
        <IconButton
          icon={open ? 'up' : 'down'}
          label={t('problem_details')}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
      )}
      {worker && open && (
        <Button small onClick={async () => setCopied(await worker.copy(problemDetails(problem)))}>
          {t(copied ? 'common_copied' : 'problem_copy')}
        </Button>
      )}
    </div>
  );
}

interface TroubleProps extends Pick<Props, 'hhUrl' | 'again' | 'account'> {
  inbox: Pick<Inbox, 'problem' | 'problemSince' | 'freshAt'>;
  now: number;
}

/** Why the list is not fresh, since when, and what to do. The list below stays as it was. */
export function Trouble({ inbox: { problem, problemSince, freshAt }, now, ...step }: TroubleProps) {
  if (!problem) return null;
  const since = problemSince ?? freshAt;
  return (
    <div class="trouble">
      <ProblemNote
        problem={problem}
        since={since === null ? null : t('popup_stale_since', timeOf(since, now))}
        {...step}
      />
    </div>
  );
}

interface LossesProps {
  /** The names of what was discarded. */
  names: MessageKey[];
  onClose: () => void;
}

/** Says which stored data could not be read, and that the rest is intact. */
export const Losses = ({ names, onClose }: LossesProps) => (
  <section class="note losses" role="alert">
    <p class="b">{t('losses_title')}</p>
    <ul class="bullets small">
      {names.map((name) => (
        <li key={name}>{t(name)}</li>
      ))}
    </ul>
    <p class="small muted">{t('losses_note')}</p>
    <Button onClick={onClose}>{t('losses_ok')}</Button>
  </section>
);
