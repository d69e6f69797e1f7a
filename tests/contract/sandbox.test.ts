import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ids, type Sandbox, startSandbox, vacancyIds } from '../../sandbox/index.ts';
import { missingReason, openapi, operationOf, validateRequest, validateResponse } from './openapi.ts';
import { type Answer, type Ask, ask } from './sandbox-client.ts';

if (!openapi) console.warn(`skipped: ${missingReason}`);

const E = ids.employer;
const M = ids.manager;
const V = vacancyIds.chiefAccountant;

describe.skipIf(!openapi)('answers of the sandbox match hh’s OpenAPI', () => {
  let sandbox: Sandbox;
  let token: string;
  const walked = new Set<string>();

  beforeAll(async () => {
    sandbox = await startSandbox();
    token = sandbox.world.issueToken().access_token;
  });
  afterAll(() => sandbox.close());

  /** Calls an operation, and checks the answer against the published schema. */
  async function judged(operationId: string, path: string, status = 200, options: Ask = {}): Promise<Answer> {
    const answer = await ask(sandbox, path, { token, ...options });
    expect(answer.status, `${operationId} ${answer.text.slice(0, 300)}`).toBe(status);
    const method = options.method ?? 'GET';
    expect(operationOf(method, path.split('?')[0] ?? '')?.operationId).toBe(operationId);
    expect(validateResponse(operationId, status, status === 204 ? undefined : answer.json)).toEqual([]);
    const recorded = sandbox.ledger.requests.at(-1);
    expect(recorded?.operation).toBe(operationId);
    walked.add(operationId);
    return answer;
  }

  const reading: [string, () => string][] = [
    ['get-current-user-info', () => '/me'],
    ['get-manager-accounts', () => '/manager_accounts/mine'],
    ['get-dictionaries', () => '/dictionaries'],
    ['get-locales', () => '/locales'],
    ['get-active-vacancy-list', () => `/employers/${E}/vacancies/active?all_accessible=true&per_page=50`],
    ['get-active-vacancy-list', () => `/employers/${E}/vacancies/active?resume_id=${petrova().resumeHash}`],
    ['get-archived-vacancies', () => `/employers/${E}/vacancies/archived`],
    ['get-employer-managers', () => `/employers/${E}/managers`],
    ['get-employer-manager', () => `/employers/${E}/managers/${M}`],
    ['get-manager-settings', () => `/employers/${E}/managers/${M}/settings`],
    ['get-employer-manager-limits', () => `/employers/${E}/managers/${M}/limits/resume`],
    ['get-payable-api-method-access', () => `/employers/${E}/managers/${M}/method_access`],
    ['get-payable-api-actions', () => `/employers/${E}/services/payable_api_actions/active`],
    ['get-negotiations-statistics-employer', () => `/employers/${E}/negotiations_statistics`],
    ['get-negotiations-statistics-manager', () => `/employers/${E}/managers/${M}/negotiations_statistics`],
    ['get-employer-addresses', () => `/employers/${E}/addresses`],
    ['get-address', () => `/employers/${E}/addresses/15`],
    ['get-mail-templates', () => `/employers/${E}/mail_templates`],
    ['get-vacancy', () => `/vacancies/${V}`],
    ['get-vacancy-stats', () => `/vacancies/${V}/stats`],
    ['get-vacancy-visitors', () => `/vacancies/${V}/visitors`],
    ['get-pref-negotiations-order', () => `/vacancies/${V}/preferred_negotiations_order`],
    ['get-negotiations', () => `/negotiations?vacancy_id=${V}&with_generated_collections=true`],
    ['get-collection-negotiations-list', () => `/negotiations/response?vacancy_id=${V}`],
    ['get-collection-negotiations-list', () => `/negotiations/response?vacancy_id=${vacancyIds.accountant}`],
    ['get-collection-negotiations-list', () => `/negotiations/security_check?vacancy_id=${V}`],
    ['get-negotiation-item', () => `/negotiations/${petrova().id}`],
    ['get-negotiation-test-results', () => `/negotiations/${petrova().id}/test/solution`],
    [
      'get-negotiation-message-templates',
      () => `/message_templates/phone_interview?topic_id=${petrova().id}`,
    ],
    [
      'get-negotiation-message-templates',
      () => `/message_templates/invite?vacancy_id=${V}&resume_id=${petrova().resumeHash}`,
    ],
    ['get-resume-negotiations-history', () => `/resumes/${petrova().resumeHash}/negotiations_history`],
    [
      'get-applicant-comments-list',
      () => `/applicant_comments/${sandbox.world.resume(petrova().resumeHash).ownerId}`,
    ],
    ['get-common-chat-list', () => '/common/chats'],
    ['unread-chats-count', () => '/common/chats/counters/unread'],
    ['get-chat-messages', () => `/common/chats/${petrova().chatId}/messages`],
    ['get-participant-list', () => `/common/chats/${petrova().chatId}/participants`],
    ['get-common-chat-files-conditions', () => '/common/chats/files/conditions'],
  ];

  const petrova = () => {
    const found = sandbox.world.negotiationsIn(V).find((negotiation) => negotiation.testScore === 92);
    if (!found) throw new Error('Petrova is not there');
    return found;
  };

  it.each(reading)('%s, without a side effect', async (operationId, path) => {
    const mark = sandbox.ledger.mark();
    await judged(operationId, path());
    expect(sandbox.ledger.since(mark).traces).toBe(0);
  });

  it('messages and the resume, which mark the response as viewed', async () => {
    const negotiation = petrova();
    await judged(
      'get-resume',
      `/resumes/${negotiation.resumeHash}?topic_id=${negotiation.id}&with_negotiations_history=true&with_creds=true`,
    );
    await judged('get-negotiation-messages', `/negotiations/${negotiation.id}/messages`);
    expect(sandbox.ledger.effects.viewed).toEqual([negotiation.id]);
  });

  it('writes', async () => {
    const { id, chatId, resumeHash } = petrova();
    const { ownerId } = sandbox.world.resume(resumeHash);
    const key = '11111111-1111-4111-8111-111111111111';
    await judged('put-pref-negotiations-order', `/vacancies/${V}/preferred_negotiations_order`, 204, {
      method: 'PUT',
      form: { order: 'relevance' },
    });
    await judged('put-mail-templates-item', `/employers/${E}/mail_templates/invite`, 204, {
      method: 'PUT',
      json: { text: 'Здравствуйте, [Name]!' },
    });
    await judged('post-negotiations-topics-read', '/negotiations/read', 204, {
      method: 'POST',
      form: { topic_id: [id] },
    });
    await judged('change-negotiation-action', `/negotiations/phone_interview/${id}`, 204, {
      method: 'PUT',
      form: {},
    });
    await judged('put-negotiations-collection-to-next-state', '/negotiations/consider', 204, {
      method: 'PUT',
      form: { topic_id: [id] },
    });
    await judged('send-negotiation-message', `/negotiations/${id}/messages`, 201, {
      method: 'POST',
      form: { message: 'Добрый день' },
    });
    const note = await judged('add-applicant-comment', `/applicant_comments/${ownerId}`, 201, {
      method: 'POST',
      form: { text: 'Позвонить', access_type: 'coworkers' },
    });
    const noteId = field(note.json, 'id');
    await judged('update-applicant-comment', `/applicant_comments/${ownerId}/${noteId}`, 204, {
      method: 'PUT',
      form: { text: 'Написать' },
    });
    await judged('delete-applicant-comment', `/applicant_comments/${ownerId}/${noteId}`, 204, {
      method: 'DELETE',
    });
    const sent = await judged('chat-message-post', `/common/chats/${chatId}/messages`, 201, {
      method: 'POST',
      json: { idempotency_key: key, text: 'Здравствуйте' },
    });
    const messageId = field(sent.json, 'id');
    await judged('chat-message-put', `/common/chats/${chatId}/messages/${messageId}`, 204, {
      method: 'PUT',
      json: { text: 'Добрый вечер' },
    });
    await judged('set-last-viewed-message', `/common/chats/${chatId}/message/${messageId}/read`, 204, {
      method: 'PUT',
    });
    await judged('chat-message-delete', `/common/chats/${chatId}/messages/${messageId}`, 204, {
      method: 'DELETE',
    });
    await judged('put-participant-list', `/common/chats/${chatId}/participants`, 204, {
      method: 'PUT',
      json: { id: ids.colleague },
    });
    await judged(
      'set-write-possibility-common',
      `/common/chats/${chatId}/write_possibility?applicant_write_possibility=false`,
      204,
      { method: 'PUT' },
    );
    await judged('leave-chat', `/common/chats/${chatId}/leave`, 204, { method: 'PUT' });
    await judged('get-common-chat-files-upload-links', '/common/chats/files/upload_links', 200, {
      method: 'POST',
    });
    await judged('invite-applicant-to-vacancy', '/negotiations/phone_interview', 201, {
      method: 'POST',
      form: { resume_id: resumeHash, vacancy_id: vacancyIds.secretary },
    });
    const without = await ask(sandbox, '/common/chats/without_vacancy', {
      token,
      method: 'POST',
      json: { resume_hash: resumeHash, first_message: 'Здравствуйте' },
    });
    expect(without.status).toBe(200);
    walked.add('get-or-create-chat-without-vacancy-common');
  });

  it('tokens: the other kinds of user, exchange, revocation', async () => {
    for (const login of ['applicant', 'application', 'integration', 'colleague'] as const) {
      const other = sandbox.world.issueToken(login).access_token;
      await judged('get-current-user-info', '/me', 200, { token: other });
    }
    await judged('authorize', '/token', 200, {
      token: null,
      method: 'POST',
      form: { grant_type: 'client_credentials', client_id: 'a', client_secret: 'b' },
    });
    const spare = sandbox.world.issueToken().access_token;
    await judged('invalidate-token', '/token', 204, { token: spare, method: 'DELETE' });
  });

  it('all operations except the webhooks, which an extension cannot receive', () => {
    const left = [...(openapi?.keys() ?? [])].filter((id) => !walked.has(id) && !id.includes('webhook'));
    expect(left).toEqual([]);
  });
});

describe.skipIf(!openapi)('the validation of requests', () => {
  const agent = { 'HH-User-Agent': 'Otklik/1.0 (a@example.com)' };
  const form = { ...agent, 'Content-Type': 'application/x-www-form-urlencoded' };
  const api = 'https://api.hh.ru';

  it.each([
    [
      'a list',
      { method: 'GET', url: `${api}/negotiations/consider?vacancy_id=1&page=0&per_page=50`, headers: agent },
    ],
    [
      'an action',
      {
        method: 'PUT',
        url: `${api}/negotiations/interview/7`,
        headers: form,
        body: 'message=a&send_sms=true',
      },
    ],
    [
      'a bulk',
      { method: 'PUT', url: `${api}/negotiations/consider`, headers: form, body: 'topic_id=1&topic_id=2' },
    ],
    [
      'a refresh',
      {
        method: 'POST',
        url: `${api}/token`,
        headers: form,
        body: 'grant_type=refresh_token&refresh_token=r',
      },
    ],
  ])('passes %s', (_name, request) => {
    expect(validateRequest(request)).toEqual([]);
  });

  it.each([
    ['no agent', { method: 'GET', url: `${api}/me` }],
    ['an unknown parameter', { method: 'GET', url: `${api}/me?vacancy=1`, headers: agent }],
    ['a missing parameter', { method: 'GET', url: `${api}/negotiations/response`, headers: agent }],
    ['a wrong value', { method: 'GET', url: `${api}/common/chats?page=first`, headers: agent }],
    [
      'an unknown field',
      {
        method: 'POST',
        url: `${api}/token`,
        headers: form,
        body: 'grant_type=refresh_token&refresh_token=r&x=1',
      },
    ],
    ['an unknown operation', { method: 'GET', url: `${api}/nowhere`, headers: agent }],
  ])('refuses %s', (_name, request) => {
    expect(validateRequest(request)).not.toEqual([]);
  });
});

function field(json: unknown, name: string): string {
  return typeof json === 'object' && json !== null
    ? String(Object.entries(json).find(([key]) => key === name)?.[1])
    : '';
}
