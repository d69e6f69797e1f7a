import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ids, RUDE_WORD, type Sandbox, startSandbox, vacancyIds } from '../../sandbox/index.ts';
import { type Ask, ask, pick, rows } from './sandbox-client.ts';

/** hh's rules that the sandbox follows, each with a test that would notice its loss. */
let sandbox: Sandbox;
let token: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  token = sandbox.world.issueToken().access_token;
});
afterEach(() => sandbox.close());

const call = (path: string, options: Ask = {}) => ask(sandbox, path, { token, ...options });
const put = (path: string, form: Record<string, string | string[]> = {}) =>
  call(path, { method: 'PUT', form });
const error = (type: string, value: string) => ({ errors: [{ type, value }] });
const fresh = () => sandbox.world.addResponse({ vacancyId: vacancyIds.accountant, letter: 'Добрый день' });

describe('access', () => {
  it('requires an application name, and does not accept a browser’s own', async () => {
    const unset = { status: 400, json: error('bad_user_agent', 'unset') };
    expect(await call('/me', { headers: { 'HH-User-Agent': '' } })).toMatchObject(unset);
    expect(
      await call('/me', { headers: { 'HH-User-Agent': '', 'User-Agent': 'Mozilla/5.0' } }),
    ).toMatchObject(unset);
  });

  it('distinguishes a wrong, an expired and a revoked token', async () => {
    expect(await call('/me', { token: 'nobody' })).toMatchObject({
      status: 403,
      json: { ...error('oauth', 'bad_authorization'), oauth_error: 'bad-auth-type' },
    });
    sandbox.world.expireTokens();
    expect(await call('/me')).toMatchObject({
      status: 403,
      json: { ...error('oauth', 'token_expired'), oauth_error: 'token-expired' },
    });
    sandbox.world.revokeTokens();
    expect(await call('/me')).toMatchObject({
      status: 403,
      json: { ...error('oauth', 'token_revoked'), oauth_error: 'token-revoked' },
    });
  });

  it('checks the manager account', async () => {
    const headers = { 'X-Manager-Account-Id': '1' };
    expect(await call('/me', { headers })).toMatchObject({
      status: 403,
      json: error('manager_extra_accounts', 'manager_extra_account_not_found'),
    });
    const account = sandbox.world.accounts.get(ids.account);
    if (account) account.blocked = true;
    expect(await call('/me')).toMatchObject({
      status: 403,
      json: error('manager_accounts', 'used_manager_account_forbidden'),
    });
  });

  it('answers a preflight, and allows any origin', async () => {
    const preflight = await call('/me', { method: 'OPTIONS', token: null, headers: { 'HH-User-Agent': '' } });
    expect(preflight.status).toBe(204);
    expect(preflight.headers['access-control-allow-headers']).toContain('HH-User-Agent');
    expect((await call('/me')).headers['access-control-allow-origin']).toBe('*');
  });
});

describe('OAuth', () => {
  const verifier = 'a'.repeat(64);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const redirect = 'https://abc.chromiumapp.org/hh';
  const form = {
    grant_type: 'authorization_code',
    client_id: 'app',
    client_secret: 'secret',
    redirect_uri: redirect,
    code_verifier: verifier,
  };
  const exchange = (fields: Record<string, string>) =>
    call('/token', { method: 'POST', token: null, form: fields });

  async function authorize(): Promise<URLSearchParams> {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: 'app',
      state: 's',
      redirect_uri: redirect,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    const answer = await ask(sandbox, `/oauth/authorize?${query}`, { host: 'hh.ru' });
    expect(answer.status).toBe(302);
    return new URL(String(answer.headers.location)).searchParams;
  }

  it('gives a code that works once, with its verifier', async () => {
    const back = await authorize();
    expect(back.get('state')).toBe('s');
    const code = back.get('code') ?? '';
    expect((await exchange({ ...form, code, code_verifier: 'wrong' })).json).toEqual({
      error: 'invalid_grant',
      error_description: 'code verifier mismatch',
    });
    expect(await exchange({ ...form, code })).toMatchObject({
      status: 200,
      json: { token_type: 'bearer', expires_in: 1_209_600 },
    });
    expect((await exchange({ ...form, code })).json).toEqual({
      error: 'invalid_grant',
      error_description: 'code has already been used',
    });
    const again = (await authorize()).get('code') ?? '';
    expect((await exchange({ ...form, code: again, client_secret: 'other' })).json).toEqual({
      error: 'invalid_request',
      error_description: 'account not found',
    });
  });

  it('can be denied', async () => {
    sandbox.world.denyAuthorize = true;
    expect((await authorize()).get('error')).toBe('access_denied');
  });

  it('refreshes only after expiry, and once', async () => {
    const { refresh_token } = sandbox.world.issueToken();
    const refresh = () => exchange({ grant_type: 'refresh_token', refresh_token });
    expect((await refresh()).json).toEqual({
      error: 'invalid_grant',
      error_description: 'token not expired',
    });
    sandbox.world.expireTokens();
    expect((await refresh()).status).toBe(200);
    expect((await refresh()).json).toEqual({
      error: 'invalid_grant',
      error_description: 'token has already been refreshed',
    });
  });
});

describe('side effects', () => {
  it('count a view once, and nothing for the safe calls', async () => {
    const { id, vacancyId, resumeHash } = fresh();
    const mark = sandbox.ledger.mark();
    await call(`/negotiations?vacancy_id=${vacancyId}`);
    await call(`/negotiations/response?vacancy_id=${vacancyId}`);
    await call(`/negotiations/${id}`);
    await call('/common/chats');
    expect(sandbox.ledger.since(mark)).toMatchObject({ traces: 0, requests: { length: 4 } });
    await call(`/resumes/${resumeHash}?topic_id=${id}`);
    await call(`/negotiations/${id}/messages`);
    expect(sandbox.ledger.effects.viewed).toEqual([id]);
  });

  it('spend a view and a contact only on a stranger from the database', async () => {
    const stranger = [...sandbox.world.resumes.values()].find(
      (resume) => !sandbox.world.negotiationsOfResume.has(resume.hash),
    );
    await call(`/resumes/${stranger?.hash}?with_contact=true`);
    await call(`/resumes/${fresh().resumeHash}?with_contact=true`);
    expect(sandbox.ledger.effects.resumeViewsSpent).toEqual([stranger?.hash]);
    expect(sandbox.ledger.effects.contactsSpent).toEqual([stranger?.hash]);
    sandbox.world.resumeViewsLeft = 0;
    expect(await call(`/resumes/${stranger?.hash}`)).toMatchObject({
      status: 429,
      json: error('resumes', 'view_limit_exceeded'),
    });
  });

  it('keep the counters of a vacancy, its collections and its rows consistent', async () => {
    const { id, vacancyId } = fresh();
    const unread = async () => {
      const shown = await call(`/negotiations/response?vacancy_id=${vacancyId}&show_only_new_responses=true`);
      const vacancies = await call(`/employers/${ids.employer}/vacancies/active?all_accessible=true`);
      const vacancy = rows(vacancies.json, 'items').find((item) => pick(item, 'id') === vacancyId);
      expect(pick(pick(vacancy, 'counters'), 'unread_responses')).toBe(pick(shown.json, 'found'));
      return pick(shown.json, 'found');
    };
    expect(await unread()).toBe(3);
    await put(`/negotiations/phone_interview/${id}`);
    expect(await unread()).toBe(2);
    const moved = await call(`/negotiations/phone_interview?vacancy_id=${vacancyId}`);
    expect(rows(moved.json, 'items').map((item) => pick(item, 'id'))).toEqual([id]);
  });
});

describe('rows', () => {
  it('omit a deleted resume, and only count a hidden one', async () => {
    const { resumeHash, id } = fresh();
    const hidden = fresh();
    sandbox.world.deleteResume(resumeHash);
    sandbox.world.resume(hidden.resumeHash).hidden = true;
    const { json } = await call(`/negotiations/response?vacancy_id=${vacancyIds.accountant}`);
    const items = rows(json, 'items');
    expect(
      pick(
        items.find((item) => pick(item, 'id') === id),
        'resume',
      ),
    ).toBeNull();
    expect(items.some((item) => pick(item, 'id') === hidden.id)).toBe(false);
    expect([items.length, pick(json, 'found'), pick(json, 'hidden_count')]).toEqual([4, 5, 1]);
  });

  it('are in English on request', async () => {
    const { json } = await call(`/negotiations/${fresh().id}?locale=EN`);
    expect(json).toMatchObject({
      state: { name: 'Response' },
      employer_state: { id: 'response', name: 'Response' },
    });
  });

  it('are closed operation by operation if the API is not paid for', async () => {
    sandbox.world.unpaid.add('get-resume-negotiations-history');
    const answer = await call(`/resumes/${fresh().resumeHash}/negotiations_history`);
    expect(answer).toMatchObject({ status: 403, json: error('api_access_payment', 'action_must_be_payed') });
  });

  it('of an applicant are closed, unless the world says otherwise', async () => {
    const applicant = sandbox.world.issueToken('applicant').access_token;
    expect((await call('/negotiations', { token: applicant })).status).toBe(403);
    sandbox.world.options.applicantApi = true;
    const { json } = await call('/negotiations', { token: applicant });
    expect(rows(json, 'items').map((item) => pick(pick(item, 'state'), 'id'))).toContain('invitation');
  });
});

describe('actions', () => {
  it('follow the stage machine', async () => {
    const { id } = fresh();
    expect((await put(`/negotiations/phone_interview/${id}`)).status).toBe(204);
    expect(await put(`/negotiations/phone_interview/${id}`)).toMatchObject({
      status: 403,
      json: error('negotiations', 'wrong_state'),
    });
    expect(await put(`/negotiations/hired/${id}`)).toMatchObject({
      json: error('negotiations', 'wrong_state'),
    });
    expect(await put(`/negotiations/discard/${id}`)).toMatchObject({
      json: error('negotiations', 'wrong_state'),
    });
    expect((await put(`/negotiations/security_check/${id}`)).status).toBe(204);
    expect(await put('/negotiations/offer/1')).toMatchObject({
      status: 404,
      json: error('negotiations', 'topic_not_found'),
    });
  });

  it('show the applicant only what was sent with a message', async () => {
    const { id } = fresh();
    await put(`/negotiations/discard_by_employer/${id}`);
    expect(sandbox.world.negotiation(id)).toMatchObject({
      stageId: 'discard_by_employer',
      state: 'response',
    });
    await put(`/negotiations/consider/${id}`);
    await put(`/negotiations/discard_by_employer/${id}`, { message: 'К сожалению, нет' });
    expect(sandbox.world.negotiation(id).state).toBe('discard');
    expect(sandbox.ledger.effects.stateChanges.map((change) => change.withMessage)).toEqual([
      false,
      false,
      true,
    ]);
    expect(sandbox.ledger.effects.messagesSent).toHaveLength(1);
  });

  it.each([
    ['interview', {}, 'message_cannot_be_empty'],
    ['phone_interview', { send_sms: 'true' }, 'message_cannot_be_empty'],
    ['interview', { message: '  ' }, 'empty_message'],
    ['interview', { message: 'х'.repeat(10_001) }, 'too_long_message'],
    ['interview', { message: `Вот ${RUDE_WORD}` }, 'inappropriate_language_message'],
    ['interview', { message: 'Ждём', address_id: '99' }, 'address_not_found'],
  ])('%s with %o are refused as %s and change nothing', async (collection, form, value) => {
    const { id } = fresh();
    expect(await put(`/negotiations/${collection}/${id}`, form)).toMatchObject({
      status: 403,
      json: error('negotiations', value),
    });
    expect(sandbox.ledger.traces()).toBe(0);
  });

  it('invite once', async () => {
    const form = { resume_id: fresh().resumeHash, vacancy_id: vacancyIds.secretary, message: 'Приходите' };
    const invited = await call('/negotiations/phone_interview', { method: 'POST', form });
    expect(invited).toMatchObject({
      status: 201,
      headers: { location: expect.stringMatching(/\/negotiations\/\d+\?host=hh\.ru$/) },
    });
    expect(await call('/negotiations/phone_interview', { method: 'POST', form })).toMatchObject({
      status: 403,
      json: error('negotiations', 'already_applied'),
    });
    expect(sandbox.ledger.effects.invitations).toHaveLength(1);
  });

  it('refuse a bulk call for two vacancies', async () => {
    const other = sandbox.world.addResponse({ vacancyId: vacancyIds.secretary });
    expect(await put('/negotiations/consider', { topic_id: [fresh().id, other.id] })).toMatchObject({
      json: error('negotiations', 'application_denied'),
    });
  });
});

describe('chats', () => {
  const send = (chatId: string, key: string, text = 'Здравствуйте') =>
    call(`/common/chats/${chatId}/messages`, { method: 'POST', json: { idempotency_key: key, text } });
  const key = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

  it('accept a key once', async () => {
    const { chatId } = fresh();
    expect((await send(chatId, key(1))).status).toBe(201);
    expect(await send(chatId, key(1))).toMatchObject({
      status: 409,
      json: { errors: [{ type: 'conflict', reason: 'already_exists' }] },
    });
    expect(sandbox.ledger.effects.messagesSent).toMatchObject([{ key: key(1) }]);
  });

  it('stop after five in a row, until the applicant answers', async () => {
    const { chatId, id } = fresh();
    for (let n = 0; n < 5; n++) expect((await send(chatId, key(n))).status).toBe(201);
    expect(await send(chatId, key(9))).toMatchObject({
      status: 403,
      json: { errors: [{ type: 'forbidden', reason: 'chat_blocked' }] },
    });
    expect(await call(`/negotiations/${id}`)).toMatchObject({ json: { messaging_status: 'in_a_row_limit' } });
    sandbox.world.addMessage(chatId, 'Да', 'applicant');
    expect((await send(chatId, key(10))).status).toBe(201);
  });

  it('are marked as read only by an explicit call, and page in both directions', async () => {
    const { chatId } = fresh();
    for (const text of ['1', '2', '3']) sandbox.world.addMessage(chatId, text, 'applicant');
    const texts = async (query: string) => {
      const { json } = await call(`/common/chats/${chatId}/messages?${query}`);
      return [
        rows(json, 'messages').map((message) => pick(pick(message, 'payload'), 'text')),
        pick(json, 'has_more'),
      ];
    };
    expect(await texts('limit=2')).toEqual([['Добрый день', '1'], true]);
    expect(await texts('limit=2&order=prev')).toEqual([['3', '2'], true]);
    expect(await call(`/common/chats/${chatId}/messages?limit=51`)).toMatchObject({ status: 400 });
    expect(sandbox.ledger.effects.chatRead).toEqual([]);
    const last = sandbox.world.chat(chatId).messages.at(-1)?.id;
    await call(`/common/chats/${chatId}/message/${last}/read`, { method: 'PUT' });
    expect(sandbox.ledger.effects.chatRead).toEqual([chatId]);
  });

  it('exist only for their participants', async () => {
    const colleague = sandbox.world.issueToken('colleague').access_token;
    expect((await call(`/common/chats/${fresh().chatId}/messages`, { token: colleague })).status).toBe(404);
  });
});

describe('faults', () => {
  it('do nothing with cut-before; with cut-after they act once, as the second try shows', async () => {
    const { id } = fresh();
    const path = `/negotiations/phone_interview/${id}`;
    sandbox.faults.add({ match: { operation: 'change-negotiation-action' }, kind: 'cut-before', times: 1 });
    await expect(put(path)).rejects.toThrow();
    expect(sandbox.ledger.effects.stateChanges).toHaveLength(0);
    sandbox.faults.add({ match: { operation: 'change-negotiation-action' }, kind: 'cut-after', times: 1 });
    await expect(put(path)).rejects.toThrow();
    expect(sandbox.ledger.effects.stateChanges).toHaveLength(1);
    expect(await put(path)).toMatchObject({ json: error('negotiations', 'wrong_state') });
    expect(sandbox.ledger.effects.stateChanges).toHaveLength(1);
  });

  it('change, replace, delay and break answers as often as told', async () => {
    const remove = sandbox.faults.add({
      match: { path: /^\/me$/ },
      kind: 'drift',
      drift: () => ({ odd: true }),
    });
    expect((await call('/me')).json).toEqual({ odd: true });
    remove();
    sandbox.faults.add({
      match: { operation: 'get-current-user-info' },
      kind: 'status',
      status: 429,
      retryAfter: 7,
      times: 1,
    });
    expect(await call('/me')).toMatchObject({ status: 429, headers: { 'retry-after': '7' } });
    sandbox.faults.add({ match: { method: 'get' }, kind: 'malformed', times: 1 });
    expect(await call('/me')).toMatchObject({ status: 200, json: undefined });
    sandbox.faults.add({ match: { method: 'get' }, kind: 'captcha', times: 1 });
    expect(await call('/me')).toMatchObject({
      status: 403,
      json: error('captcha_required', 'captcha_required'),
    });
    expect((await call('/me')).status).toBe(200);
  });
});

describe('the control page', () => {
  const control = (path: string, form: Record<string, string> = {}) =>
    ask(sandbox, path, { host: 'sandbox.hh.ru', method: 'POST', form });

  it('breaks and repairs hh, and changes the world', async () => {
    expect((await control('/faults', { kind: 'status', status: '503', path: '^/me$' })).status).toBe(204);
    expect((await call('/me')).status).toBe(503);
    await control('/faults/clear');
    expect((await call('/me')).status).toBe(200);
    const before = sandbox.world.negotiations.size;
    await control('/world/response', { vacancyId: vacancyIds.logist });
    expect(sandbox.world.negotiations.size).toBe(before + 1);
    await control('/world/tokens/expire');
    expect((await call('/me')).status).toBe(403);
    const state = await ask(sandbox, '/state', { host: 'sandbox.hh.ru' });
    expect(pick(state.json, 'traces')).toBe(0);
  });
});

describe('the site and the proxy', () => {
  it('serves a resume page with hh’s skeleton and a strict policy on every host', async () => {
    const url = new URL(sandbox.world.resumeUrl(fresh().id, { host: 'spb.hh.ru' }));
    expect(url.pathname).toMatch(/^\/resume\/[0-9a-f]{38}$/);
    const page = await ask(sandbox, url.pathname + url.search, { host: url.hostname });
    expect(page.headers['content-security-policy']).toContain('strict-dynamic');
    for (const anchor of [
      'resume-personal-name',
      'resume-block-title-position',
      'resume-history-sidebar-container',
      'chatik-root',
    ]) {
      expect(page.text).toContain(`data-qa="${anchor}"`);
    }
    expect(page.text).toContain('magritte-hh-day-theme');
    expect((await ask(sandbox, `${url.pathname}?theme=night`, { host: 'hh.kz' })).text).toContain(
      'magritte-hh-night-theme',
    );
  });

  it('tunnels only hh', async () => {
    const connect = (path: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const sent = httpRequest({
          host: '127.0.0.1',
          port: sandbox.proxyPort,
          method: 'CONNECT',
          path,
          agent: false,
        });
        sent.on('connect', (response, socket) => {
          socket.destroy();
          resolve(response.statusCode);
        });
        sent.on('error', reject).end();
      });
    expect(await connect('api.hh.ru:443')).toBe(200);
    expect(await connect('tashkent.hh.uz:443')).toBe(200);
    expect(await connect('example.com:443')).toBe(502);
    expect(await connect('hh.ru:22')).toBe(502);
  });
});

it('starts a large world, and answers from it, fast', async () => {
  const start = process.cpuUsage();
  const large = await startSandbox({
    world: { vacancies: 500, unreadPerVacancy: [0, 3, 7], readPerVacancy: 37 },
  });
  try {
    const large_token = large.world.issueToken().access_token;
    expect(large.world.negotiations.size).toBeGreaterThan(20_000);
    const list = await ask(
      large,
      `/employers/${ids.employer}/vacancies/active?order_by=unseen_responses_desc&per_page=50`,
      { token: large_token },
    );
    expect(pick(list.json, 'found')).toBe(500);
    // CPU time, not wall-clock time: the machine may be busy.
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(5000);
  } finally {
    await large.close();
  }
});
