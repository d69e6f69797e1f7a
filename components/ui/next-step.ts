import type { OptionsSection } from '../../utils/messaging/protocol.ts';
import { type NextStep, nextStep, type Problem, type Result } from '../../utils/problem.ts';

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
 * Signs in. If the application is missing or wrong, also opens the section of the options where it is
 * entered. The caller shows the problem in the answer, which says what is missing.
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
export const wayOf = ({ name }: Problem) => ways[nextStep[name]];

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
