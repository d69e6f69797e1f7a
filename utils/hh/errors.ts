import * as z from 'zod/mini';
import type { AccountId } from '../ids.ts';
import { type Known, known, unknown } from '../known.ts';
import { browserProblem, type Problem, type ProblemName, type Result } from '../problem.ts';
import { hhUrl } from './pages.ts';
import { id, list, maybe, object, spare, text } from './read.ts';

/**
 * Whether a request may have reached hh and taken effect: `no` it was not sent, `maybe` it is unknown (cut off,
 * timed out, 5xx), `answered` hh refused it (4xx).
 */
type Sent = 'no' | 'maybe' | 'answered';

/** The only error that calls in this folder throw. */
export class HhError extends Error {
  readonly problem: Problem;
  readonly sent: Sent;

  constructor(problem: Problem | ProblemName, sent: Sent, cause?: unknown) {
    const full = typeof problem === 'string' ? { name: problem } : problem;
    super(full.detail ? `${full.name}: ${full.detail}` : full.name, { cause });
    this.name = 'HhError';
    this.problem = full;
    this.sent = sent;
  }
}

/**
 * hh's words for each problem: `value` or `reason` of an error, `type/reason`, `oauth_error`, `type`; from the
 * token endpoint `error_description` (spaces as `_`) and `error`; or the status alone. Sources: hh's documents,
 * "errors", and the errors of each operation.
 */
const table: [ProblemName, string][] = [
  ['signed-out', 'bad_authorization token_expired bad_auth_type oauth 401'],
  [
    'access-revoked',
    'token_revoked password_invalidated token_not_found token_has_already_been_refreshed token_was_revoked bad_token token_deactivated invalid_grant',
  ],
  [
    'application-unknown',
    'application_not_found client_id_deleted account_not_found client_id_or_client_secret_not_found invalid_client',
  ],
  ['wrong-token-kind', 'user_auth_expected application_auth_expected no_scope'],
  ['account-not-found', 'manager_extra_account_not_found manager_extra_accounts'],
  ['account-blocked', 'used_manager_account_forbidden manager_accounts'],
  ['employer-check', 'employer_on_additional_check_restricted'],
  ['captcha', 'captcha_required'],
  ['no-paid-access', 'action_must_be_payed api_access_payment'],
  ['no-services', 'no_available_service not_enough_purchased_services'],
  ['resume-quota', 'quota_exceeded'],
  ['view-limit', 'view_limit_exceeded'],
  ['contacts-closed', 'cant_view_contacts'],
  ['negotiation-not-found', 'topic_not_found'],
  ['resume-not-found', 'resume_not_found'],
  ['resume-deleted', 'resume_deleted'],
  ['resume-not-accessible', 'resume_not_accessible'],
  ['vacancy-invalid', 'vacancy_not_found invalid_vacancy'],
  ['vacancy-archived', 'archived vacancy_archived'],
  ['address-not-found', 'address_not_found'],
  ['already-applied', 'already_applied'],
  ['application-denied', 'application_denied'],
  ['test-required', 'test_required'],
  ['resume-not-visible', 'resume_visibility_conflict'],
  // A redirect, which the browser shows with status 0: only applying may be answered with one.
  ['direct-vacancy', '0 303'],
  ['wrong-state', 'wrong_state'],
  ['limit-exceeded', 'limit_exceeded'],
  ['in-a-row-limit', 'in_a_row_limit'],
  ['messages-limit', 'overall_limit'],
  ['no-invitation', 'no_invitation'],
  ['messages-off', 'disabled_by_employer'],
  ['chat-archived', 'chat_archived topic_archived'],
  ['chat-not-ready', 'chat_is_not_ready 425'],
  ['message-empty', 'message_cannot_be_empty empty_message text/required'],
  ['message-too-long', 'too_long_message bad_json_data/too_long'],
  ['message-language', 'inappropriate_language_message inappropriate_language'],
  ['message-policy', 'resource_policy_violation_message resource_policy_violation'],
  ['message-already-viewed', 'message_already_viewed'],
  ['message-not-editable', 'edit_forbidden message_edit_not_allowed message_delete_not_allowed'],
  ['already-delivered', 'already_exists'],
  ['message-spam', 'spam_detected'],
  ['wrong-variable', 'wrong_variable'],
  ['chat-blocked', 'chat_blocked'],
  ['chat-without-vacancy', 'chat_without_vacancy_forbidden'],
  ['files-off', 'temporary_disabled'],
  ['bad-argument', 'text_or_file_upload_ids bad_argument bad_request bad_json_data unsupported_grant_type'],
  ['bad-client', 'bad_user_agent'],
  ['forbidden', 'forbidden'],
  ['not-found', 'not_found 404'],
  ['account-locked', 'account_is_locked login_not_verified'],
  // Not hh's word but the sign-in service's, if its client id or secret is wrong.
  ['sign-in-service', 'application_refused'],
  ['application-redirect', 'bad_redirect_url'],
  [
    'sign-in-failed',
    'token_is_empty code_not_found token_not_expired code_has_already_been_used code_expired code_was_revoke code_verifier_mismatch invalid_request',
  ],
  ['too-many-requests', 'app_token_refresh_too_early 429'],
];
let names: ReadonlyMap<string, ProblemName> | undefined;
const nameOf = (word: string): ProblemName | undefined => {
  names ??= new Map(table.flatMap(([name, words]) => words.split(' ').map((word) => [word, name] as const)));
  return names.get(word);
};

/** The part of hh's words that may go into a report: short and without special characters. */
const clean = (value: string, length: number) => value.replace(/[^\w /.,:-]/g, '').slice(0, length);

/** hh's text for the user, on one line and of readable length. */
const sentence = (words: string | null | undefined) => words?.replace(/\s+/g, ' ').trim().slice(0, 300);

/** hh's anti-bot page (ddos-guard), which comes with any status and says nothing about the request. */
export const isGuardPage = (text: string): boolean => /^\s*</.test(text) && /ddos-guard/i.test(text);

/**
 * The problem in an answer that is not 2xx.
 *
 * @param body the parsed JSON, or undefined if it was not JSON (5xx often are not).
 * @param now Unix ms, to turn `Retry-After` into `retryAt`.
 */
export function problemOf(status: number, body: unknown, headers?: Headers, now = Date.now()): Problem {
  const { errors, error, error_description, oauth_error, request_id, bad_argument, description } =
    errorBody(body);
  const said = [
    ...errors.map((one) => one.value),
    ...errors.map((one) => `${one.type}/${one.reason}`),
    ...errors.map((one) => one.reason),
    error_description?.toLowerCase(),
    oauth_error,
    ...errors.map((one) => one.type),
    error,
    String(status),
  ];
  const known = said.map((word) => nameOf(word?.replace(/[ -]/g, '_') ?? '')).find(Boolean);
  // A gateway's page instead of an answer says nothing about our rights.
  const fallback: ProblemName =
    status > 499
      ? 'server-error'
      : body === undefined
        ? 'unreadable-answer'
        : status === 403 && !errors.length
          ? 'forbidden'
          : 'unknown';
  const name = known ?? fallback;
  const first = errors[0];
  const detail = first
    ? [first.type, first.value ?? first.reason ?? bad_argument].filter(Boolean).join('/')
    : [error, error_description].filter(Boolean).join('/');
  const words = sentence(description || errors.map((one) => one.description).find(Boolean));
  const wait = retryAfter(headers, now);
  const accounts = errors.flatMap((one) => one.allowed_accounts.items);
  const url = errors.map((one) => hhUrl(one.captcha_url) ?? hhUrl(one.fallback_url)).find(Boolean);
  return {
    name,
    status,
    ...(detail && { detail: clean(detail, 200) }),
    ...(words && { words }),
    ...(request_id && { requestId: clean(request_id, 100) }),
    ...(wait !== null && { retryAt: now + wait }),
    ...(url && { url }),
    ...(accounts.length && {
      accounts: accounts.map((one) => ({ id: one.id, employer: one.employer?.name ?? '' })),
    }),
  };
}

/** Whether an access token was refused only because it has expired: the only refusal that justifies a renewal. */
export function isExpired(body: unknown): boolean {
  const { errors, oauth_error } = errorBody(body);
  return oauth_error === 'token-expired' || errors.some((one) => one.value === 'token_expired');
}

/** `Retry-After` (seconds or a date) as ms from now; null if absent or unreadable. */
function retryAfter(headers: Headers | undefined, now: number): number | null {
  const value = headers?.get('Retry-After');
  if (!value) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

const maybeText = spare(text);

const error = object(() => ({
  type: maybeText,
  description: maybeText,
  value: maybeText,
  reason: maybeText,
  captcha_url: maybeText,
  fallback_url: maybeText,
  allowed_accounts: list(z.object({ id: id<AccountId>(), employer: maybe(z.object({ name: text })) })),
}));

const body = object(() => ({
  errors: list(error),
  request_id: maybeText,
  description: maybeText,
  bad_argument: maybeText,
  oauth_error: maybeText,
  error: maybeText,
  error_description: maybeText,
}));

/** Reads the body of an error (`ErrorsCommon*`, or the token endpoint's); never fails. */
function errorBody(json: unknown) {
  const { errors, ...rest } = body.safeParse(json).data ?? body.parse({});
  return { ...rest, errors: errors.items };
}

/** The answer of a message handler: errors become data. */
export async function toResult<T>(run: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    return { ok: false, problem: problemIn(error) };
  }
}

/**
 * Reads a part of something; a failure becomes an unknown fact.
 * @param refusals the problems that may affect this part alone; default: any of hh's. Anything else is rethrown
 */
export async function toFact<T>(
  run: () => Promise<T>,
  refusals?: ReadonlySet<ProblemName>,
): Promise<Known<T>> {
  try {
    return known(await run());
  } catch (error) {
    if (!(error instanceof HhError) || refusals?.has(error.problem.name) === false) throw error;
    return unknown(error.problem);
  }
}

/**
 * The value of a fact.
 * @throws {HhError} the reason why it is unknown
 */
export function valueOrThrow<T>(fact: Known<T>): T {
  if (!fact.known) throw new HhError(fact.why, 'no');
  return fact.value;
}

/** Any error as a problem. */
export function problemIn(error: unknown): Problem {
  return error instanceof HhError ? error.problem : browserProblem(error);
}
