import { type Guarded, isListOf, isNumber, isShape, isText, optional } from './guards.ts';

/**
 * The closed vocabulary of what can go wrong, and what a person can do about it. Plain data: it is stored and
 * sent in messages. Its text is the message `problem_<name>` in the locale files (with `-` written as `_`).
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
  // hh's anti-bot page instead of an answer; a visit to the site unblocks us.
  guard: 'open-hh',
  // Identity
  'signed-out': 'sign-in',
  'sign-in-cancelled': 'sign-in',
  'sign-in-failed': 'sign-in',
  'access-revoked': 'sign-in',
  // The company's own sign-in service failed: unreachable, something else at its address, or hh rejects its
  // secret.
  'sign-in-service': 'none',
  'account-locked': 'open-hh',
  'application-unknown': 'settings',
  'application-missing': 'settings',
  'application-redirect': 'settings',
  'wrong-token-kind': 'settings',
  'not-a-recruiter': 'settings',
  // Ruled out by the managed policy of the company.
  'account-not-allowed': 'none',
  'account-blocked': 'choose-account',
  'account-not-found': 'choose-account',
  'employer-check': 'open-hh',
  captcha: 'solve-captcha',
  // Account limits
  forbidden: 'ask-admin',
  'api-closed': 'open-hh',
  'no-paid-access': 'pay',
  'no-services': 'pay',
  'resume-quota': 'wait',
  'view-limit': 'wait',
  'contacts-closed': 'open-hh',
  // The resource itself
  'not-found': 'open-hh',
  'negotiation-not-found': 'refresh',
  'resume-not-found': 'open-hh',
  'resume-of-other-account': 'choose-account',
  'resume-of-other-company': 'open-hh',
  'resume-deleted': 'none',
  'resume-not-accessible': 'open-hh',
  'vacancy-archived': 'open-hh',
  'vacancy-invalid': 'refresh',
  // Responses are accepted only on the employer's own site.
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
  // hh does not know a variable used in a mail template.
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
  // hh's own pages, read in the applicant's session
  'page-unreadable': 'open-hh',
  // Otklik's own
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
  // Requested while the sample data is shown.
  'not-in-sample': 'none',
  // Signing out would lose unsent writes.
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
  /** Unix ms; a retry before then is useless. */
  retryAt: optional(isNumber),
  /** Where hh sends the person (captcha, its own page). */
  url: optional(isText),
  /** Work accounts that can be used instead of a blocked one. */
  accounts: optional(isListOf(isShape({ id: isText, employer: isText }))),
  /** For "copy details": hh's request id, status and raw type/value. Never contains a body or a token. */
  requestId: optional(isText),
  status: optional(isNumber),
  detail: optional(isText),
  /** hh's own text for the user, if it gave nothing more specific. */
  words: optional(isText),
});
export type Problem = Guarded<typeof isProblem>;

/** The answer of a message between worker and views: errors travel as data. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** hh no longer accepts our credentials: the only next step that the worker itself acts on. */
export const needsSignIn = ({ name }: Problem): boolean => nextStep[name] === 'sign-in';

/** The browser's own error message. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A browser error as a problem; a message about a full disk or quota becomes `storage-full`. */
export function browserProblem(error: unknown): Problem {
  const detail = wordsOf(error).slice(0, 200);
  return { name: /quota|no space|disk/i.test(detail) ? 'storage-full' : 'unknown', detail };
}
