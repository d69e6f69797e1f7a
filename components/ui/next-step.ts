import type { OptionsSection } from '../../utils/messaging/protocol.ts';
import { type NextStep, nextStep, type Problem, type Result } from '../../utils/problem.ts';

/** What the next steps of problems ask for; each surface has its own hands for it. */
export interface StepCalls {
  /** Reads again what the problem was about. */
  refresh: () => unknown;
  signIn: (role?: 'employer' | 'applicant') => Promise<Result<void>>;
  /** The options page, at one of its sections when one is named. */
  openOptions: (section?: OptionsSection) => unknown;
  /** An address of hh, in a tab that shows it already if there is one. */
  openTab: (url: string) => unknown;
}

/** The section of the options where a problem is put right. */
function sectionOf({ name }: Problem): OptionsSection {
  switch (nextStep[name]) {
    case 'choose-account':
      return 'account';
    case 'free-space':
      return 'data';
    default:
      return name === 'not-a-recruiter' ? 'account' : 'application';
  }
}

/**
 * Signs in. Where the application to sign in with is missing or wrong, the section of the options that takes it is
 * opened; the caller shows the problem of the answer, which says what is missing.
 */
export async function signIn(
  calls: Pick<StepCalls, 'signIn' | 'openOptions'>,
  role?: 'employer' | 'applicant',
): Promise<Result<void>> {
  const answer = await calls.signIn(role);
  if (!answer.ok && nextStep[answer.problem.name] === 'settings')
    await calls.openOptions(sectionOf(answer.problem));
  return answer;
}

/** What takes a step from here; null: it is taken elsewhere, or there is none. */
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
export const wayOf = ({ name }: Problem) => ways[nextStep[name]];

/**
 * Does the one next step of a problem.
 *
 * @param hhUrl the page of hh that concerns it, where the problem names none
 * @param role whose half of the extension has the problem
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
