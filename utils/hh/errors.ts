import type { Problem, ProblemName } from '../problem.ts';
import { hhUrl } from './pages.ts';
import { errorBody } from './schemas/errors.ts';

/**
 * Whether a request may have reached hh and done its work there:
 * `no` it was not sent, `maybe` nobody knows (cut, timed out, 5xx), `answered` hh refused it (4xx).
 */
export type Sent = 'no' | 'maybe' | 'answered';

/** The one thing every call of this folder throws. */
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

/** Names by hh's words: `value` or `reason` of an error, `type/reason`, then `type`. Sources: api.md §1.3, §4.7, §5. */
const names: Record<string, ProblemName> = {
  // Authorization
  bad_authorization: 'signed-out',
  token_expired: 'signed-out',
  token_revoked: 'access-revoked',
  application_not_found: 'application-unknown',
  user_auth_expected: 'wrong-token-kind',
  application_auth_expected: 'wrong-token-kind',
  no_scope: 'wrong-token-kind',
  manager_extra_account_not_found: 'account-not-found',
  used_manager_account_forbidden: 'account-blocked',
  employer_on_additional_check_restricted: 'employer-check',
  captcha_required: 'captcha',
  // Rights and money
  action_must_be_payed: 'no-paid-access',
  no_available_service: 'no-services',
  not_enough_purchased_services: 'no-services',
  quota_exceeded: 'resume-quota',
  view_limit_exceeded: 'view-limit',
  cant_view_contacts: 'contacts-closed',
  // Negotiations
  topic_not_found: 'negotiation-not-found',
  resume_not_found: 'resume-not-found',
  resume_deleted: 'resume-deleted',
  vacancy_not_found: 'vacancy-invalid',
  invalid_vacancy: 'vacancy-invalid',
  archived: 'vacancy-archived',
  address_not_found: 'address-not-found',
  already_applied: 'already-applied',
  application_denied: 'application-denied',
  test_required: 'application-denied',
  resume_visibility_conflict: 'application-denied',
  wrong_state: 'wrong-state',
  limit_exceeded: 'limit-exceeded',
  in_a_row_limit: 'in-a-row-limit',
  overall_limit: 'messages-limit',
  no_invitation: 'no-invitation',
  disabled_by_employer: 'messages-off',
  chat_archived: 'chat-archived',
  topic_archived: 'chat-archived',
  chat_is_not_ready: 'chat-not-ready',
  message_cannot_be_empty: 'message-empty',
  empty_message: 'message-empty',
  too_long_message: 'message-too-long',
  inappropriate_language_message: 'message-language',
  inappropriate_language: 'message-language',
  resource_policy_violation_message: 'message-policy',
  resource_policy_violation: 'message-policy',
  edit_forbidden: 'message-not-editable',
  message_already_viewed: 'message-not-editable',
  // Chats
  already_exists: 'already-delivered',
  spam_detected: 'message-spam',
  chat_blocked: 'chat-blocked',
  message_edit_not_allowed: 'message-not-editable',
  message_delete_not_allowed: 'message-not-editable',
  chat_without_vacancy_forbidden: 'chat-without-vacancy',
  temporary_disabled: 'files-off',
  text_or_file_upload_ids: 'bad-argument',
  'text/required': 'message-empty',
  'bad_json_data/too_long': 'message-too-long',
  // Kinds, where hh says no more
  bad_argument: 'bad-argument',
  bad_json_data: 'bad-argument',
  bad_user_agent: 'bad-client',
  api_access_payment: 'no-paid-access',
  manager_extra_accounts: 'account-not-found',
  manager_accounts: 'account-blocked',
  forbidden: 'forbidden',
  not_found: 'not-found',
  // `oauth_error`, beside the errors
  'token-revoked': 'access-revoked',
  'token-expired': 'signed-out',
  'bad-auth-type': 'signed-out',
  'client-id-deleted': 'application-unknown',
  // The token endpoint: `error_description`, then `error`. Source: operation `authorize`.
  'account not found': 'application-unknown',
  'account is locked': 'account-locked',
  'password invalidated': 'access-revoked',
  'login not verified': 'account-locked',
  'bad redirect url': 'application-redirect',
  'token is empty': 'sign-in-failed',
  'token not found': 'access-revoked',
  'code not found': 'sign-in-failed',
  'client_id or client_secret not found': 'application-unknown',
  'app token refresh too early': 'too-many-requests',
  'token has already been refreshed': 'access-revoked',
  'token not expired': 'sign-in-failed',
  'token was revoked': 'access-revoked',
  'bad token': 'access-revoked',
  'code has already been used': 'sign-in-failed',
  'code expired': 'sign-in-failed',
  'code was revoke': 'sign-in-failed',
  'token deactivated': 'access-revoked',
  'code verifier mismatch': 'sign-in-failed',
  unsupported_grant_type: 'bad-argument',
  invalid_client: 'application-unknown',
  invalid_request: 'sign-in-failed',
  invalid_grant: 'access-revoked',
  oauth: 'signed-out',
  // By status alone
  401: 'signed-out',
  404: 'not-found',
  425: 'chat-not-ready',
  429: 'too-many-requests',
};

/** What of hh's words may be copied into a report: short, and no more than words. */
const clean = (value: string, length: number) => value.replace(/[^\w /.,:-]/g, '').slice(0, length);

/**
 * What an answer that is not 2xx means.
 *
 * @param body the parsed JSON, or undefined when it was none (5xx often are not).
 * @param now Unix ms, to turn `Retry-After` into `retryAt`.
 */
export function problemOf(status: number, body: unknown, headers?: Headers, now = Date.now()): Problem {
  const { errors, error, error_description, oauth_error, request_id, bad_argument } = errorBody(body);
  const words = [
    ...errors.map((one) => one.value),
    ...errors.map((one) => `${one.type}/${one.reason}`),
    ...errors.map((one) => one.reason),
    error_description?.toLowerCase(),
    oauth_error,
    ...errors.map((one) => one.type),
    error,
    String(status),
  ];
  const known = words.find((word) => word && Object.hasOwn(names, word));
  // A gateway's page in place of an answer is no word of hh's about our rights.
  const fallback: ProblemName =
    status > 499
      ? 'server-error'
      : body === undefined
        ? 'unreadable-answer'
        : status === 403 && !errors.length
          ? 'forbidden'
          : 'unknown';
  const name = (known && names[known]) || fallback;
  const first = errors[0];
  const detail = first
    ? [first.type, first.value ?? first.reason ?? bad_argument].filter(Boolean).join('/')
    : [error, error_description].filter(Boolean).join('/');
  const wait = retryAfter(headers, now);
  const accounts = errors.flatMap((one) => one.allowed_accounts.items);
  const url = errors.map((one) => hhUrl(one.captcha_url) ?? hhUrl(one.fallback_url)).find(Boolean);
  return {
    name,
    status,
    ...(detail && { detail: clean(detail, 200) }),
    ...(request_id && { requestId: clean(request_id, 100) }),
    ...(wait !== null && { retryAt: now + wait }),
    ...(url && { url }),
    ...(accounts.length && {
      accounts: accounts.map((one) => ({ id: one.id, employer: one.employer?.name ?? '' })),
    }),
  };
}

/** The same for `/token`, whose errors are `{ error, error_description }`. */
export const problemOfToken = (status: number, body: unknown): Problem => problemOf(status, body);

/** Whether an access token is refused only because it is old: the one refusal that is worth a renewal. */
export function isExpired(body: unknown): boolean {
  const { errors, oauth_error } = errorBody(body);
  return oauth_error === 'token-expired' || errors.some((one) => one.value === 'token_expired');
}

/** `Retry-After` (seconds or a date) as ms from now; null when absent or unreadable. */
export function retryAfter(headers: Headers | undefined, now: number): number | null {
  const value = headers?.get('Retry-After');
  if (!value) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
