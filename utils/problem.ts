import { type Guarded, isListOf, isNumber, isShape, isText, optional } from './guards.ts';

/**
 * The closed vocabulary of what can go wrong, and what a person can do about it. Plain data: it is stored,
 * crosses messages and is put into words by `problem_<name>` of the locale files (`-` written as `_`).
 */
export const nextStep = {
  // Reaching hh
  offline: 'retry',
  'no-connection': 'retry',
  timeout: 'retry',
  'server-error': 'retry',
  'too-many-requests': 'wait',
  'unreadable-answer': 'retry',
  'answer-too-big': 'open-hh',
  // The page of hh's guard against robots in place of an answer; a visit to the site opens the way.
  guard: 'open-hh',
  // Who we are
  'signed-out': 'sign-in',
  'sign-in-cancelled': 'sign-in',
  'sign-in-failed': 'sign-in',
  'access-revoked': 'sign-in',
  // The company's own, between us and hh: it could not be reached, something else stands there, or hh does not take its secret.
  'sign-in-service': 'none',
  'account-locked': 'open-hh',
  'application-unknown': 'settings',
  'application-missing': 'settings',
  'application-redirect': 'settings',
  'wrong-token-kind': 'settings',
  'not-a-recruiter': 'settings',
  // By the policy of the company whose browser it is.
  'account-not-allowed': 'none',
  'account-blocked': 'choose-account',
  'account-not-found': 'choose-account',
  'employer-check': 'open-hh',
  captcha: 'solve-captcha',
  // What the account may do
  forbidden: 'ask-admin',
  'api-closed': 'open-hh',
  'no-paid-access': 'pay',
  'no-services': 'pay',
  'resume-quota': 'wait',
  'view-limit': 'wait',
  'contacts-closed': 'open-hh',
  // The thing itself
  'not-found': 'open-hh',
  'negotiation-not-found': 'refresh',
  'resume-not-found': 'open-hh',
  'resume-of-other-account': 'choose-account',
  'resume-of-other-company': 'open-hh',
  'resume-deleted': 'none',
  'resume-not-accessible': 'open-hh',
  'vacancy-archived': 'open-hh',
  'vacancy-invalid': 'refresh',
  // Answered at the employer's own site only.
  'direct-vacancy': 'open-hh',
  'address-not-found': 'edit',
  // A write that hh refused
  'wrong-state': 'refresh',
  'already-applied': 'refresh',
  'already-delivered': 'none',
  'application-denied': 'refresh',
  'test-required': 'open-hh',
  'resume-not-visible': 'open-hh',
  'limit-exceeded': 'wait',
  'message-empty': 'edit',
  'message-too-long': 'edit',
  'message-language': 'edit',
  'message-policy': 'edit',
  'message-spam': 'edit',
  // Of a mail template: hh does not know one of its variables.
  'wrong-variable': 'edit',
  'message-not-editable': 'none',
  'message-already-viewed': 'refresh',
  'messages-off': 'none',
  'in-a-row-limit': 'wait',
  'messages-limit': 'open-hh',
  'no-invitation': 'none',
  'chat-archived': 'none',
  'chat-blocked': 'open-hh',
  'chat-not-ready': 'wait',
  'chat-without-vacancy': 'ask-admin',
  'files-off': 'none',
  'files-elsewhere': 'open-hh',
  'file-refused': 'none',
  'file-gone': 'none',
  // The site's own pages, read in the applicant's session
  'page-unreadable': 'open-hh',
  // Ours
  'variables-left': 'edit',
  'day-out-of-range': 'edit',
  'bad-argument': 'report',
  'bad-client': 'report',
  'foreign-address': 'report',
  'trace-refused': 'report',
  'not-sent': 'retry',
  'outcome-unknown': 'open-hh',
  overdue: 'retry',
  'storage-full': 'free-space',
  'too-many-reminders': 'none',
  'too-many-marked': 'none',
  // Asked for while the sample is shown.
  'not-in-sample': 'none',
  // Signing out would lose what could not be sent.
  unsent: 'none',
  unknown: 'report',
} as const satisfies Record<string, NextStep>;

export type NextStep =
  | 'sign-in'
  | 'retry'
  | 'wait'
  | 'open-hh'
  | 'ask-admin'
  | 'pay'
  | 'solve-captcha'
  | 'choose-account'
  | 'settings'
  | 'edit'
  | 'refresh'
  | 'free-space'
  | 'report'
  | 'none';

export type ProblemName = keyof typeof nextStep;

const isProblemName = (value: unknown): value is ProblemName =>
  isText(value) && Object.hasOwn(nextStep, value);

export const isProblem = isShape({
  name: isProblemName,
  /** Unix ms before which a retry is useless. */
  retryAt: optional(isNumber),
  /** Where hh wants the person to go (captcha, its own page). */
  url: optional(isText),
  /** Work accounts that may be used instead of a blocked one. */
  accounts: optional(isListOf(isShape({ id: isText, employer: isText }))),
  /** For "copy details": hh's request id, status and raw type/value. Never holds a body or a token. */
  requestId: optional(isText),
  status: optional(isNumber),
  detail: optional(isText),
  /** What hh itself wrote for a person, where it gave no more than that. */
  words: optional(isText),
});
export type Problem = Guarded<typeof isProblem>;

/** An answer that crosses the wire between worker and views: errors travel as data. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** hh does not know us any more: the one next step that the worker itself takes note of. */
export const needsSignIn = ({ name }: Problem): boolean => nextStep[name] === 'sign-in';

/** The browser's own words. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** An error of the browser's as a problem; its own words on a full disk or quota become `storage-full`. */
export function browserProblem(error: unknown): Problem {
  const detail = wordsOf(error).slice(0, 200);
  return { name: /quota|no space|disk/i.test(detail) ? 'storage-full' : 'unknown', detail };
}
