import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ids, type Sandbox, SPAM_WORD, startSandbox, vacancyIds } from '../../sandbox/index.ts';
import { type Answer, type Ask, ask } from './sandbox-client.ts';

/** Error bodies are compared with samples made from hh's own schemas, which are beside the project. */
const samples = new URL('../../../shared/hh/samples/derived/', import.meta.url);
const there = existsSync(fileURLToPath(samples));
if (!there) console.warn(`skipped: no samples of errors at ${samples.pathname}`);

describe.skipIf(!there)('errors of the sandbox match the samples', () => {
  let sandbox: Sandbox;
  let token: string;

  beforeEach(async () => {
    sandbox = await startSandbox();
    token = sandbox.world.issueToken().access_token;
  });
  afterEach(() => sandbox.close());

  const call = (path: string, options: Ask = {}) => ask(sandbox, path, { token, ...options });
  const send = (text: string) => {
    const { chatId } = sandbox.world.addResponse({ vacancyId: vacancyIds.secretary });
    const json = { idempotency_key: '00000000-0000-4000-8000-000000000001', text };
    return () => call(`/common/chats/${chatId}/messages`, { method: 'POST', json });
  };

  const makers: Record<string, () => Promise<Answer>> = {
    '400.bad-argument': () => call('/negotiations'),
    '400.bad-user-agent': () => call('/me', { headers: { 'HH-User-Agent': '' } }),
    '400.chat-spam': () => send(SPAM_WORD)(),
    '400.token-not-expired': () => refresh(sandbox.world.issueToken().refresh_token),
    '400.token-already-refreshed': async () => {
      const { refresh_token } = sandbox.world.issueToken();
      sandbox.world.expireTokens();
      await refresh(refresh_token);
      return refresh(refresh_token);
    },
    '403.bad-authorization': () => call('/me', { token: 'x' }),
    '403.captcha': () => {
      sandbox.faults.add({ match: {}, kind: 'captcha' });
      return call('/me');
    },
    '403.chat-blocked': async () => {
      const { chatId } = sandbox.world.addResponse({ vacancyId: vacancyIds.logist });
      return call(`/common/chats/${chatId}/messages`, {
        method: 'POST',
        json: { idempotency_key: '00000000-0000-4000-8000-000000000002', text: 'Здравствуйте' },
      });
    },
    '403.forbidden-bare': () => call('/employers/8183/vacancies/active'),
    '403.manager-account-blocked': () => {
      const account = sandbox.world.accounts.get(ids.account);
      if (account) account.blocked = true;
      return call('/me');
    },
    '403.payment-required': () => {
      sandbox.world.unpaid.add('get-current-user-info');
      return call('/me');
    },
    '403.token-expired': () => {
      sandbox.world.expireTokens();
      return call('/me');
    },
    '403.token-revoked': () => {
      sandbox.world.revokeTokens();
      return call('/me');
    },
    '403.topics-application-denied': () => {
      const topics = [vacancyIds.secretary, vacancyIds.logist].map(
        (vacancyId) => sandbox.world.addResponse({ vacancyId }).id,
      );
      return call('/negotiations/read', { method: 'POST', form: { topic_id: topics } });
    },
    '403.user-auth-expected': () =>
      call('/common/chats', { token: sandbox.world.issueToken('application').access_token }),
    '403.wrong-state': () => {
      const { id } = sandbox.world.addResponse({ vacancyId: vacancyIds.secretary });
      return call(`/negotiations/discard/${id}`, { method: 'PUT', form: {} });
    },
    '404.not-found': () => call('/nowhere'),
    '404.topic-not-found': () => call('/negotiations/1'),
    '409.chat-duplicate-key': async () => {
      const again = send('Здравствуйте');
      await again();
      return again();
    },
    '429.resume-view-limit': () => {
      sandbox.world.resumeViewsLeft = 0;
      const stranger = [...sandbox.world.resumes.keys()].find(
        (hash) => !sandbox.world.negotiationsOfResume.has(hash),
      );
      return call(`/resumes/${stranger}`);
    },
  };

  const refresh = (refresh_token: string) =>
    call('/token', { method: 'POST', token: null, form: { grant_type: 'refresh_token', refresh_token } });

  it.each(Object.keys(makers))('%s', async (name) => {
    const sample: unknown = JSON.parse(readFileSync(new URL(`error.${name}.json`, samples), 'utf8'));
    const answer = await makers[name]?.();
    expect(answer?.status).toBe(Number(name.slice(0, 3)));
    expect(shape(answer?.json)).toEqual(shape(sample));
  });
});

/** Names with values that vary from answer to answer, or with free text. */
const free = new Set([
  'request_id',
  'description',
  'captcha_url',
  'fallback_url',
  'allowed_accounts',
  'name',
]);

/** A body without free text: its keys, and the values that a client evaluates. */
function shape(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(shape);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json)
      .filter(([key]) => key !== 'request_id')
      .map(([key, value]) => [key, free.has(key) ? 'free' : shape(value)]),
  );
}
