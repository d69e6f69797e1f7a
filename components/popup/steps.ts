import { type NextStep, nextStep, type Problem } from '../../utils/problem.ts';
import { responsesUrl } from './addresses.ts';
import type { PopupCalls } from './calls.ts';

export type StepCalls = Pick<PopupCalls, 'refresh' | 'signIn' | 'openOptions' | 'openTab'>;

/** Does the one next step of a problem. */
export function takeStep(step: NextStep, problem: Problem, site: string, calls: StepCalls): void {
  switch (step) {
    case 'sign-in':
      void calls.signIn();
      return;
    case 'settings':
    case 'choose-account':
    case 'free-space':
      void calls.openOptions();
      return;
    case 'open-hh':
    case 'solve-captcha':
    case 'pay':
    case 'ask-admin':
      void calls.openTab(problem.url ?? responsesUrl(site));
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
