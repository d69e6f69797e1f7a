import { describe, expect, it } from 'vitest';
import { nextStep, type ProblemName } from '../problem.ts';
import { HhError, isExpired, isGuardPage, problemOf } from './errors.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const one = (error: object) => ({ request_id: 'q1', errors: [error] });

/** Every row of hh's documentation: status, error, name. */
const rows: [number, object, ProblemName][] = [
  [400, { type: 'bad_user_agent', value: 'unset' }, 'bad-client'],
  [400, { type: 'bad_user_agent', value: 'blacklisted' }, 'bad-client'],
  [400, { type: 'bad_argument', value: 'vacancy_id', reason: 'invalid' }, 'bad-argument'],
  [400, { type: 'bad_request' }, 'bad-argument'],
  [400, { type: 'bad_json_data', value: 'text', reason: 'too_long', pointer: '/text' }, 'message-too-long'],
  [
    400,
    { type: 'bad_json_data', value: 'text', reason: 'wrong_variable', pointer: '/text' },
    'wrong-variable',
  ],
  [400, { type: 'bad_json_data', value: 'text', reason: 'unexpected' }, 'bad-argument'],
  [403, { type: 'oauth', value: 'bad_authorization' }, 'signed-out'],
  [403, { type: 'oauth', value: 'token_expired' }, 'signed-out'],
  [403, { type: 'oauth', value: 'token_revoked' }, 'access-revoked'],
  [403, { type: 'oauth', value: 'application_not_found' }, 'application-unknown'],
  [403, { type: 'oauth', value: 'user_auth_expected' }, 'wrong-token-kind'],
  [403, { type: 'oauth', value: 'application_auth_expected' }, 'wrong-token-kind'],
  [403, { type: 'oauth', value: 'no_scope' }, 'wrong-token-kind'],
  [403, { type: 'forbidden' }, 'forbidden'],
  [403, { type: 'captcha_required', value: 'captcha_required' }, 'captcha'],
  [403, { type: 'employer_resume_view', value: 'captcha_required' }, 'captcha'],
  [403, { type: 'api_access_payment', value: 'action_must_be_payed' }, 'no-paid-access'],
  [403, { type: 'manager_extra_accounts', value: 'manager_extra_account_not_found' }, 'account-not-found'],
  [403, { type: 'manager_accounts', value: 'used_manager_account_forbidden' }, 'account-blocked'],
  [403, { type: 'resumes', value: 'quota_exceeded' }, 'resume-quota'],
  [403, { type: 'resumes', value: 'no_available_service' }, 'no-services'],
  [403, { type: 'resumes', value: 'cant_view_contacts' }, 'contacts-closed'],
  [403, { type: 'negotiations', value: 'employer_on_additional_check_restricted' }, 'employer-check'],
  [429, { type: 'resumes', value: 'view_limit_exceeded' }, 'view-limit'],
  [403, { type: 'resumes', value: 'resume_not_accessible' }, 'resume-not-accessible'],
  [404, { type: 'not_found' }, 'not-found'],
  [404, { type: 'negotiations', value: 'topic_not_found' }, 'negotiation-not-found'],
  [409, { type: 'conflict', reason: 'already_exists' }, 'already-delivered'],
  [425, { type: 'negotiations', value: 'chat_is_not_ready' }, 'chat-not-ready'],
  ...Object.entries({
    resume_not_found: 'resume-not-found',
    already_applied: 'already-applied',
    application_denied: 'application-denied',
    limit_exceeded: 'limit-exceeded',
    message_cannot_be_empty: 'message-empty',
    disabled_by_employer: 'messages-off',
    resume_deleted: 'resume-deleted',
    archived: 'vacancy-archived',
    vacancy_archived: 'vacancy-archived',
    chat_is_not_ready: 'chat-not-ready',
    invalid_vacancy: 'vacancy-invalid',
    wrong_state: 'wrong-state',
    empty_message: 'message-empty',
    too_long_message: 'message-too-long',
    inappropriate_language_message: 'message-language',
    resource_policy_violation_message: 'message-policy',
    address_not_found: 'address-not-found',
    not_enough_purchased_services: 'no-services',
    in_a_row_limit: 'in-a-row-limit',
    overall_limit: 'messages-limit',
    no_invitation: 'no-invitation',
    chat_archived: 'chat-archived',
    topic_archived: 'chat-archived',
    test_required: 'test-required',
    resume_visibility_conflict: 'resume-not-visible',
    edit_forbidden: 'message-not-editable',
    vacancy_not_found: 'vacancy-invalid',
    message_already_viewed: 'message-already-viewed',
    resource_policy_violation: 'message-policy',
    inappropriate_language: 'message-language',
  } satisfies Record<string, ProblemName>).map(([value, name]): [number, object, ProblemName] => [
    403,
    { type: 'negotiations', value },
    name,
  ]),
  [400, { type: 'text', reason: 'required' }, 'message-empty'],
  [400, { type: 'text', reason: 'spam_detected' }, 'message-spam'],
  [400, { type: 'multiple_fields', reason: 'text_or_file_upload_ids' }, 'bad-argument'],
  [400, { type: 'file_upload_ids', reason: 'temporary_disabled' }, 'files-off'],
  [400, { type: 'bad_argument', reason: 'bad_start_message_id' }, 'bad-argument'],
  [403, { type: 'forbidden', reason: 'chat_blocked' }, 'chat-blocked'],
  [403, { type: 'forbidden', reason: 'message_edit_not_allowed' }, 'message-not-editable'],
  [403, { type: 'forbidden', reason: 'message_delete_not_allowed' }, 'message-not-editable'],
  [403, { type: 'forbidden', reason: 'chat_without_vacancy_forbidden' }, 'chat-without-vacancy'],
];

describe('problemOf', () => {
  it.each(rows)('%i %j is %s', (status, error, name) => {
    expect(problemOf(status, one(error))).toMatchObject({ name, status, requestId: 'q1' });
  });

  it('uses the most specific word, wherever it is', () => {
    expect(
      problemOf(403, { errors: [{ type: 'forbidden' }, { type: 'negotiations', value: 'wrong_state' }] })
        .name,
    ).toBe('wrong-state');
  });

  it.each([
    [401, {}, 'signed-out'],
    [403, {}, 'forbidden'],
    [404, {}, 'not-found'],
    [425, {}, 'chat-not-ready'],
    [429, undefined, 'too-many-requests'],
    [500, undefined, 'server-error'],
    [503, { errors: 'x' }, 'server-error'],
    [403, undefined, 'unreadable-answer'],
    [418, null, 'unknown'],
    [303, undefined, 'direct-vacancy'],
    [0, undefined, 'direct-vacancy'],
    [403, { errors: [], oauth_error: 'client-id-deleted' }, 'application-unknown'],
    [403, { errors: [], oauth_error: 'token-revoked' }, 'access-revoked'],
    [403, { errors: [], oauth_error: 'bad-auth-type' }, 'signed-out'],
  ] as [number, unknown, ProblemName][])('%i %j without a word is %s', (status, body, name) => {
    expect(problemOf(status, body).name).toBe(name);
  });

  it('keeps the raw words of an unknown error, cleaned', () => {
    const problem = problemOf(403, {
      request_id: '<b>7</b>',
      errors: [{ type: 'new_kind', value: `<script>alert(1)</script>${'x'.repeat(500)}` }],
    });
    expect(problem).toMatchObject({ name: 'unknown', status: 403, requestId: 'b7/b' });
    expect(problem.detail).toMatch(/^new_kind\/scriptalert1\/script/);
    expect(problem.detail).toHaveLength(200);
  });

  it.each(['constructor', '__proto__', 'toString', ''])('is not misled by the word %j', (value) => {
    expect(problemOf(403, one({ type: 'negotiations', value })).name).toBe('unknown');
  });

  it.each([
    null,
    'text',
    7,
    [[]],
    { errors: [null, 7, 'x'] },
    { errors: [{ type: 7, value: {} }] },
    { errors: {} },
  ])('has a name for the body %j', (body) => {
    expect(Object.keys(nextStep)).toContain(problemOf(400, body).name);
  });

  it("keeps only an address of hh's for the captcha", () => {
    const captcha = (urls: object) =>
      problemOf(403, one({ type: 'captcha_required', value: 'captcha_required', ...urls }));
    expect(
      captcha({ captcha_url: 'https://hh.ru/account/captcha?state=a', fallback_url: 'https://hh.ru/x' }).url,
    ).toBe('https://hh.ru/account/captcha?state=a');
    expect(captcha({ captcha_url: 'https://evil.com/', fallback_url: 'https://hh.ru/auth' }).url).toBe(
      'https://hh.ru/auth',
    );
    expect(captcha({ captcha_url: 'javascript:alert(1)' }).url).toBeUndefined();
  });

  it('lists the accounts that may be used', () => {
    const allowed_accounts = [{ id: 1, employer: { id: '2', name: 'Alpha' } }, { broken: true }];
    expect(
      problemOf(403, one({ value: 'used_manager_account_forbidden', allowed_accounts })).accounts,
    ).toEqual([{ id: '1', employer: 'Alpha' }]);
  });

  it.each([
    ['3', now + 3000],
    ['Fri, 20 Nov 2026 12:01:00 GMT', now + 60_000],
    ['Fri, 20 Nov 2026 11:00:00 GMT', now],
    ['soon', undefined],
  ])('reads Retry-After %s', (value, at) => {
    expect(problemOf(429, undefined, new Headers({ 'Retry-After': value }), now).retryAt).toBe(at);
  });
});

describe('problemOf for the token endpoint', () => {
  it.each([
    ['invalid_request', 'account not found', 'application-unknown'],
    ['invalid_request', 'account is locked', 'account-locked'],
    ['invalid_request', 'password invalidated', 'access-revoked'],
    ['invalid_request', 'login not verified', 'account-locked'],
    ['invalid_request', 'bad redirect url', 'application-redirect'],
    ['invalid_request', 'token is empty', 'sign-in-failed'],
    ['invalid_request', 'token not found', 'access-revoked'],
    ['invalid_request', 'code not found', 'sign-in-failed'],
    ['invalid_client', 'client_id or client_secret not found', 'application-unknown'],
    ['forbidden', 'app token refresh too early', 'too-many-requests'],
    ['invalid_grant', 'token has already been refreshed', 'access-revoked'],
    ['invalid_grant', 'token not expired', 'sign-in-failed'],
    ['invalid_grant', 'token was revoked', 'access-revoked'],
    ['invalid_grant', 'bad token', 'access-revoked'],
    ['invalid_grant', 'code has already been used', 'sign-in-failed'],
    ['invalid_grant', 'code expired', 'sign-in-failed'],
    ['invalid_grant', 'code was revoke', 'sign-in-failed'],
    ['invalid_grant', 'token deactivated', 'access-revoked'],
    ['invalid_grant', 'code verifier mismatch', 'sign-in-failed'],
    ['unsupported_grant_type', 'unsupported grant_type', 'bad-argument'],
    ['invalid_grant', 'something new', 'access-revoked'],
  ])('%s: %s is %s', (error, error_description, name) => {
    expect(problemOf(400, { error, error_description })).toMatchObject({
      name,
      detail: `${error}/${error_description}`,
    });
  });
});

describe('isExpired', () => {
  it('is true only for the refusal that a renewal can fix', () => {
    expect(isExpired(one({ type: 'oauth', value: 'token_expired' }))).toBe(true);
    expect(isExpired({ oauth_error: 'token-expired' })).toBe(true);
    expect(isExpired(one({ type: 'oauth', value: 'token_revoked' }))).toBe(false);
    expect(isExpired('<html>')).toBe(false);
  });
});

describe('HhError', () => {
  it('has the problem, and whether hh may have received the request', () => {
    const error = new HhError('offline', 'no');
    expect(error).toMatchObject({
      problem: { name: 'offline' },
      sent: 'no',
      message: 'offline',
      name: 'HhError',
    });
  });
});

describe("hh's own words", () => {
  it('are kept if an answer contains nothing else', () => {
    expect(problemOf(400, { description: ' "area"\n param required ' })).toEqual({
      name: 'unknown',
      status: 400,
      words: '"area" param required',
    });
    expect(problemOf(400, one({ type: 'x', description: 'Так нельзя' }))).toMatchObject({
      words: 'Так нельзя',
    });
  });

  it('are a text of readable length', () => {
    expect(problemOf(400, { description: 'ж'.repeat(5000) }).words).toHaveLength(300);
    expect(problemOf(400, { description: { no: 'text' } })).not.toHaveProperty('words');
  });
});

describe("hh's guard page", () => {
  it.each([
    ['<!DOCTYPE html><title>DDOS-GUARD</title>', true],
    ['\n<html><script src="/.well-known/ddos-guard/check"></script>', true],
    ['<html><title>502 Bad Gateway</title>', false],
    ['{"errors":[{"type":"ddos-guard"}]}', false],
    ['', false],
  ])('%j: %s', (text, is) => expect(isGuardPage(text)).toBe(is));
});
