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
  const step: NextStep = nextStep[problem.name];
  switch (step) {
    case 'sign-in':
      void signIn(calls, role);
      return;
    case 'settings':
    case 'choose-account':
    case 'free-space':
      void calls.openOptions(sectionOf(problem));
      return;
    case 'open-hh':
    case 'solve-captcha':
    case 'pay':
    case 'ask-admin':
      void calls.openTab(problem.url ?? hhUrl);
      return;
    case 'retry':
    case 'wait':
    case 'refresh':
      void calls.refresh();
      return;
    case 'edit':
    case 'report':
    case 'none':
      return;
  }
}

/** Steps that a press can take from here; the others are only words. */
export const canStep = (problem: Problem): boolean =>
  !['edit', 'report', 'none', 'ask-admin'].includes(nextStep[problem.name]);
