import { describe, expect, it, vi } from 'vitest';
import { Ledger } from '../sandbox/ledger.ts';
import { TokenError, Tokens } from '../sandbox/world/tokens.ts';
import { exchangePath } from '../utils/application.ts';
import { pkce } from '../utils/hh/auth.ts';
import { problemOf } from '../utils/hh/errors.ts';
import { type Config, createService, readConfig } from './service.ts';

const redirect = 'https://gjecoepgpcepiahddfphomajmiapcmib.chromiumapp.org/';
const environment = {
  HH_CLIENT_ID: 'APP',
  HH_CLIENT_SECRET: 'SECRET',
  REDIRECTS: redirect,
  CONTACT: 'admin@example.org',
};
const config: Config = readConfig(environment);
const verifier = 'v'.repeat(43);
const asked = { code: 'CODE', redirect_uri: redirect, code_verifier: verifier };
const granted = { access_token: 'USERA', refresh_token: 'REFRB', expires_in: 100, token_type: 'bearer' };

const answering = (status: number, json: unknown) =>
  vi.fn<typeof fetch>(async () => Response.json(json, { status }));
const post = (
  send: typeof fetch,
  form: Record<string, string> = asked,
  of: Partial<Config> = {},
  from = 'a',
) =>
  createService({ ...config, ...of }, () => from, send).request(exchangePath, {
    method: 'POST',
    body: new URLSearchParams(form),
  });

describe('the configuration', () => {
  it('has a default port and limit, and several redirect addresses', () => {
    const other = 'https://1a2b.extensions.allizom.org/';
    const { port, perMinute, redirects } = readConfig({ ...environment, REDIRECTS: `${redirect}, ${other}` });
    expect([port, perMinute, redirects]).toEqual([8080, 20, [redirect, other]]);
  });

  it.each([
    ['HH_CLIENT_ID', ''],
    ['HH_CLIENT_SECRET', undefined],
    ['REDIRECTS', ''],
    ['REDIRECTS', 'https://evil.example/'],
    ['REDIRECTS', 'http://gjecoepgpcepiahddfphomajmiapcmib.chromiumapp.org/'],
    ['CONTACT', ''],
    ['PORT', '99999'],
    ['PER_MINUTE', 'many'],
    ['BEHIND_PROXY', 'perhaps'],
  ])('with %s %j does not start, and says so without values', (name, value) => {
    expect(() => readConfig({ ...environment, [name]: value })).toThrow(name);
    expect(() => readConfig({ ...environment, [name]: value })).not.toThrow('SECRET,');
  });
});

describe('an exchange', () => {
  it('adds the secret, goes only to hh, and returns hh’s answer', async () => {
    const send = answering(200, granted);
    const answer = await post(send);
    expect([answer.status, await answer.json()]).toEqual([200, granted]);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    const [url, init] = send.mock.calls[0] ?? [];
    expect(url).toBe('https://api.hh.ru/token');
    expect(Object.fromEntries(new URLSearchParams(String(init?.body)))).toEqual({
      grant_type: 'authorization_code',
      client_id: 'APP',
      client_secret: 'SECRET',
      ...asked,
    });
  });

  it.each([
    ['a forged redirect', { ...asked, redirect_uri: 'https://evil.example/' }],
    ['no verifier', { code: 'CODE', redirect_uri: redirect }],
    ['a short verifier', { ...asked, code_verifier: 'short' }],
    ['no code', { redirect_uri: redirect, code_verifier: verifier }],
    ['another kind of code', { ...asked, code: 'a&grant_type=refresh_token' }],
  ])('with %s never reaches hh', async (_, form) => {
    const send = answering(200, granted);
    const answer = await post(send, form);
    expect(answer.status).toBe(400);
    expect(send).not.toHaveBeenCalled();
  });

  it('passes on only the client’s three fields', async () => {
    const send = answering(200, granted);
    await post(send, { ...asked, client_secret: 'MINE', grant_type: 'client_credentials' });
    const body = new URLSearchParams(String(send.mock.calls[0]?.[1]?.body));
    expect([body.getAll('client_secret'), body.getAll('grant_type')]).toEqual([
      ['SECRET'],
      ['authorization_code'],
    ]);
  });

  it('refuses an oversized body', async () => {
    const send = answering(200, granted);
    expect((await post(send, { ...asked, more: 'x'.repeat(5000) })).status).toBe(413);
    expect(send).not.toHaveBeenCalled();
  });

  it.each([
    ['hh is down', vi.fn<typeof fetch>(() => Promise.reject(new Error('cut')))],
    ['hh fails', answering(500, { error: 'server_error' })],
    ['hh asks for fewer requests', answering(429, { errors: [{ type: 'too_many_requests' }] })],
    ['hh does not know the application', answering(400, { error: 'invalid_client' })],
    ['hh answers with a page', vi.fn<typeof fetch>(async () => new Response('<html>ddos-guard'))],
  ])('says no more than that when %s', async (_, send) => {
    const answer = await post(send);
    expect(answer.status).toBe(502);
    expect(await answer.text()).not.toMatch(/SECRET|invalid_client|cut|html/);
  });

  it('distinguishes an application that hh rejects from a failure of hh', async () => {
    const names = [{ error: 'invalid_client' }, { error: 'server_error' }].map(
      async (json) => problemOf(502, await (await post(answering(400, json))).json()).name,
    );
    expect(await Promise.all(names)).toEqual(['sign-in-service', 'server-error']);
  });

  it('is limited by the client’s address', async () => {
    const service = createService(
      { ...config, perMinute: 2 },
      ({ req }) => req.header('from') ?? '',
      answering(200, granted),
    );
    const ask = async (from: string) => {
      const body = new URLSearchParams(asked);
      return (await service.request(exchangePath, { method: 'POST', headers: { from }, body })).status;
    };
    expect([await ask('a'), await ask('a'), await ask('a'), await ask('b')]).toEqual([200, 200, 429, 200]);
  });

  it('writes no log', async () => {
    const said = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
    await post(answering(200, granted));
    await post(answering(500, {}));
    for (const one of said) expect(one).not.toHaveBeenCalled();
  });

  const firefox = 'https://1a2b.extensions.allizom.org/';
  const id = 'gjecoepgpcepiahddfphomajmiapcmib';
  const profile = 'moz-extension://5b1f0c52-3c8e-4f6a-9d55-0000000000e2';
  it.each([
    ['Chromium’s extension', [redirect], `chrome-extension://${id}`, true],
    ['Firefox’s, with an origin per profile', [firefox], profile, true],
    ['Firefox’s, if it is not served', [redirect], profile, false],
    ['Chromium’s, if it is not served', [firefox], `chrome-extension://${id}`, false],
    ['another extension', [redirect, firefox], 'chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', false],
    ['a page', [redirect, firefox], `https://${id}.chromiumapp.org`, false],
    ['a page without an origin', [redirect, firefox], 'null', false],
  ])(
    'can be read, by CORS, by our extension only, without credentials: %s',
    async (_, redirects, Origin, may) => {
      for (const method of ['OPTIONS', 'POST']) {
        const answer = await createService(
          { ...config, redirects },
          () => 'a',
          answering(200, granted),
        ).request(exchangePath, { method, headers: { Origin, 'Access-Control-Request-Method': 'POST' } });
        expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(may ? Origin : null);
        expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull();
      }
    },
  );
});

describe('at the local hh', () => {
  /** hh's token endpoint as in the sandbox, and a code for the application, as after a sign-in. */
  async function signedIn() {
    const tokens = new Tokens(new Ledger(), () => 0);
    tokens.clients.set('APP', { secret: 'SECRET' });
    const { verifier, challenge } = await pkce();
    const code = tokens.issueCode({ clientId: 'APP', redirectUri: redirect, challenge, login: 'manager' });
    const send: typeof fetch = async (_, init) => {
      try {
        return Response.json(tokens.exchangeCode(new URLSearchParams(String(init?.body))));
      } catch (error) {
        if (!(error instanceof TokenError)) throw error;
        return Response.json({ error: error.error, error_description: error.description }, { status: 400 });
      }
    };
    return { send, form: { code, redirect_uri: redirect, code_verifier: verifier } };
  }

  it('gives tokens once for a code and its verifier, and none for a replayed code', async () => {
    const { send, form } = await signedIn();
    const first = await post(send, form);
    expect([first.status, Object.keys(await first.json())]).toEqual([
      200,
      ['access_token', 'token_type', 'expires_in', 'refresh_token'],
    ]);
    const again = await post(send, form);
    expect([again.status, await again.json()]).toEqual([
      400,
      { error: 'invalid_grant', error_description: 'code has already been used' },
    ]);
  });

  it('gives no tokens for a code without its own verifier', async () => {
    const { send, form } = await signedIn();
    expect((await post(send, { ...form, code_verifier: 'w'.repeat(43) })).status).toBe(400);
  });

  it('tells nobody about a wrong secret', async () => {
    const { send, form } = await signedIn();
    expect((await post(send, form, { clientSecret: 'WRONG' })).status).toBe(502);
  });
});

it('says that it is healthy, and nothing else', async () => {
  const service = createService(config, () => 'a');
  const answer = await service.request('/health');
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
  expect((await service.request('/')).status).toBe(404);
});
