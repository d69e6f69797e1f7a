import { describe, expect, it, vi } from 'vitest';
import { asId, type ExchangeUrl } from '../ids.ts';
import {
  authorizeUrl,
  createAuth,
  createTokenRefresh,
  parseRedirect,
  pkce,
  randomWord,
  type Tokens,
} from './auth.ts';
import { createClient } from './client.ts';
import { HhError } from './errors.ts';

const nameOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error instanceof HhError ? error.problem.name : error;
  }
  return null;
};

describe('authorizeUrl', () => {
  it('requests a code with PKCE, role and state', () => {
    const url = new URL(
      authorizeUrl({
        clientId: 'id',
        redirectUri: 'https://abc.chromiumapp.org/',
        state: 's',
        challenge: 'c',
        role: 'employer',
      }),
    );
    expect(url.origin + url.pathname).toBe('https://hh.ru/oauth/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'id',
      redirect_uri: 'https://abc.chromiumapp.org/',
      state: 's',
      code_challenge: 'c',
      code_challenge_method: 'S256',
      role: 'employer',
    });
  });

  it("uses the user's site", () => {
    expect(
      authorizeUrl({ clientId: 'i', redirectUri: 'r', state: 's', challenge: 'c', host: 'rabota.by' }),
    ).toMatch(/^https:\/\/rabota\.by\/oauth\/authorize\?/);
  });
});

describe('pkce', () => {
  it('creates a verifier of 43 characters and its S256 challenge', async () => {
    const { verifier, challenge } = await pkce();
    expect(verifier).toMatch(/^[\w-]{43}$/);
    expect(challenge).toMatch(/^[\w-]{43}$/);
    expect((await pkce()).verifier).not.toBe(verifier);
    expect(randomWord()).not.toBe(randomWord());
  });

  it('matches the example in RFC 7636', async () => {
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    const bytes = Uint8Array.from(atob(verifier.replaceAll('-', '+').replaceAll('_', '/')), (one) =>
      one.charCodeAt(0),
    );
    const source: Crypto = Object.create(crypto, {
      getRandomValues: {
        value: (into: Uint8Array) => {
          into.set(bytes);
          return into;
        },
      },
      subtle: { value: crypto.subtle },
    });
    expect(await pkce(source)).toEqual({
      verifier,
      challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    });
  });
});

describe('parseRedirect', () => {
  const back = 'https://abc.chromiumapp.org/';
  it('returns the code', () => {
    expect(parseRedirect(`${back}?code=c1&state=s`, 's')).toBe('c1');
  });
  it.each([
    [`${back}?error=access_denied&state=s`, 'sign-in-cancelled'],
    [`${back}?code=c1&state=other`, 'sign-in-failed'],
    [`${back}?code=c1`, 'sign-in-failed'],
    [`${back}?state=s`, 'sign-in-failed'],
    [`${back}?error=server_error&state=s`, 'sign-in-failed'],
    ['nonsense', 'sign-in-failed'],
  ])('refuses %s', (url, name) => {
    expect(nameOf(() => parseRedirect(url, 's'))).toBe(name);
  });
});

describe('the token endpoint', () => {
  const now = 1_700_000_000_000;
  function world(answer: Response) {
    const requests: Request[] = [];
    const client = createClient({
      fetch: async (input, init) => {
        requests.push(new Request(input, { ...init, referrerPolicy: undefined }));
        return answer;
      },
      token: async () => 'held',
      renew: async () => 'never',
      host: 'hh.ru',
      locale: 'RU',
      accountId: null,
      userAgent: 'Otklik/1.0 (a@b.c)',
    });
    const service = vi.fn<typeof fetch>(async () => answer);
    return { auth: createAuth(client, service, () => now), requests, service };
  }
  const pair = { access_token: 'a', token_type: 'bearer', expires_in: 1209600, refresh_token: 'r' };
  const byService = {
    application: { clientId: 'i', exchangeUrl: asId<ExchangeUrl>('https://login.example.org/otklik/token') },
    code: 'c',
    redirectUri: 'https://x/',
    verifier: 'v',
  };

  it('exchanges a code through a sign-in service, which receives only the code and its verifier', async () => {
    const { auth, requests, service } = world(Response.json(pair));
    expect(await auth.exchange(byService)).toEqual({
      access: 'a',
      refresh: 'r',
      expiresAt: now + 1_209_600_000,
    });
    expect(requests).toEqual([]);
    const [url, init] = service.mock.calls[0] ?? [];
    expect([url, init?.headers, init?.credentials]).toEqual([
      'https://login.example.org/otklik/token',
      undefined,
      'omit',
    ]);
    expect(Object.fromEntries(new URLSearchParams(String(init?.body)))).toEqual({
      code: 'c',
      redirect_uri: 'https://x/',
      code_verifier: 'v',
    });
  });

  it.each([
    [
      'refuses',
      'sign-in-failed',
      Response.json({ error: 'invalid_grant', error_description: 'code expired' }, { status: 400 }),
    ],
    ['cannot reach hh', 'server-error', Response.json({ error: 'server_error' }, { status: 502 })],
    ['hh refuses', 'sign-in-service', Response.json({ error: 'application_refused' }, { status: 502 })],
    ['answers with something else', 'sign-in-service', Response.json([])],
    ['turns out to be another server', 'sign-in-service', new Response('<html>', { status: 404 })],
    ['is of an older version', 'sign-in-service', Response.json({ error: 'not_found' }, { status: 404 })],
    ['is rate-limiting', 'sign-in-service', Response.json({ error: 'too_many_requests' }, { status: 429 })],
    ['is down behind its proxy', 'sign-in-service', new Response('<html>', { status: 502 })],
  ])('reports a sign-in service that %s as %s', async (_, name, answer) => {
    const { auth } = world(answer);
    await expect(auth.exchange(byService)).rejects.toMatchObject({ problem: { name } });
  });

  it('does not take an unreachable sign-in service for an answer of hh', async () => {
    const { auth, service } = world(Response.json(pair));
    service.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await expect(auth.exchange(byService)).rejects.toMatchObject({ problem: { name: 'sign-in-service' } });
  });

  it('exchanges a code without a token and with the user agent', async () => {
    const { auth, requests } = world(Response.json(pair));
    const exchange = {
      application: { clientId: 'i', clientSecret: 's' },
      code: 'c',
      redirectUri: 'https://x/',
      verifier: 'v',
    };
    expect(await auth.exchange(exchange)).toEqual({
      access: 'a',
      refresh: 'r',
      expiresAt: now + 1_209_600_000,
    });
    expect(requests[0]?.headers.get('Authorization')).toBeNull();
    expect(requests[0]?.headers.get('HH-User-Agent')).toBe('Otklik/1.0 (a@b.c)');
    expect(Object.fromEntries(new URLSearchParams(await requests[0]?.text()))).toEqual({
      grant_type: 'authorization_code',
      client_id: 'i',
      client_secret: 's',
      code: 'c',
      redirect_uri: 'https://x/',
      code_verifier: 'v',
    });
  });

  it('refreshes with only the refresh token', async () => {
    const { auth, requests } = world(Response.json(pair));
    await auth.refresh('r0');
    expect(await requests[0]?.text()).toBe('grant_type=refresh_token&refresh_token=r0');
  });

  it('accepts an application token, without expiry and refresh token', async () => {
    expect(await world(Response.json({ access_token: 'a', token_type: 'bearer' })).auth.refresh('r')).toEqual(
      {
        access: 'a',
        refresh: null,
        expiresAt: null,
      },
    );
  });

  it('revokes the given token', async () => {
    const { auth, requests } = world(new Response(null, { status: 204 }));
    await auth.revoke('old');
    expect(requests[0]?.method).toBe('DELETE');
    expect(requests[0]?.headers.get('Authorization')).toBe('Bearer old');
  });

  it('translates refusals into our problems', async () => {
    const { auth } = world(
      Response.json({ error: 'invalid_grant', error_description: 'code expired' }, { status: 400 }),
    );
    await expect(auth.refresh('r')).rejects.toMatchObject({
      problem: { name: 'sign-in-failed' },
      sent: 'answered',
    });
  });

  it('refuses an answer without a token', async () => {
    await expect(world(Response.json({ access_token: '' })).auth.refresh('r')).rejects.toMatchObject({
      problem: { name: 'unreadable-answer' },
    });
  });
});

const now = 1000;
const old: Tokens = { access: 'a1', refresh: 'r1', expiresAt: now };
const next: Tokens = { access: 'a2', refresh: 'r2', expiresAt: now + 100 };
const refused = (description: string) =>
  new HhError({ name: 'access-revoked', status: 400, detail: `invalid_grant/${description}` }, 'answered');

/** Two instances with one store and one lock, like two workers of one extension. */
function twoWorkers(stored: Tokens | null, refresh: (token: string) => Promise<Tokens>) {
  const store = { tokens: stored, full: false };
  /** Sleepers, woken by the test. */
  const naps: (() => void)[] = [];
  const log: string[] = [];
  let queue: Promise<unknown> = Promise.resolve();
  const asked = vi.fn(refresh);
  const tokenRefresh = () =>
    createTokenRefresh({
      load: async () => store.tokens,
      replace: async (held, tokens) => {
        if (store.full) throw new Error('QuotaExceededError');
        if (store.tokens?.access !== held.access) return store.tokens;
        log.push(tokens ? `save ${tokens.access}` : 'clear');
        store.tokens = tokens;
        return tokens;
      },
      orphaned: ({ access }) => void log.push(`orphaned ${access}`),
      sleep: () => new Promise<void>((done) => naps.push(done)),
      lock: (run) => {
        const mine = queue.then(run);
        queue = mine.catch(() => {});
        return mine;
      },
      refresh: asked,
      now: () => now,
    });
  return { store, log, asked, naps, tokenRefresh: tokenRefresh(), other: tokenRefresh() };
}

describe('the current token', () => {
  it('is the current token until it expires, or for ever if it does not expire', async () => {
    for (const tokens of [next, { ...old, expiresAt: null }, { ...old, refresh: null }]) {
      const { tokenRefresh, asked } = twoWorkers(tokens, async () => next);
      expect(await tokenRefresh.current()).toBe(tokens.access);
      expect(asked).not.toHaveBeenCalled();
    }
    expect(await twoWorkers(null, async () => next).tokenRefresh.current()).toBeNull();
  });

  it('is renewed once after expiry, however many callers ask', async () => {
    const { tokenRefresh, other, asked, log, store } = twoWorkers(old, async () => next);
    expect(await Promise.all([tokenRefresh.current(), other.current(), tokenRefresh.current()])).toEqual([
      'a2',
      'a2',
      'a2',
    ]);
    expect(asked.mock.calls).toEqual([['r1']]);
    expect(log).toEqual(['save a2']);
    expect(store.tokens).toEqual(next);
  });
});

describe('renewing a token', () => {
  it('stores the new pair before returning it', async () => {
    const { tokenRefresh, store } = twoWorkers(old, async () => next);
    expect(await tokenRefresh.renew('a1')).toBe('a2');
    expect(store.tokens).toEqual(next);
  });

  it('sends no request if the spent token is no longer the current one', async () => {
    const { tokenRefresh, asked } = twoWorkers(next, async () => old);
    expect(await tokenRefresh.renew('a1')).toBe('a2');
    expect(asked).not.toHaveBeenCalled();
  });

  it('uses the newer pair if another instance was faster', async () => {
    const { tokenRefresh, store, log } = twoWorkers(old, async () => {
      store.tokens = next;
      throw refused('token has already been refreshed');
    });
    expect(await tokenRefresh.renew('a1')).toBe('a2');
    expect(log).toEqual([]);
  });

  it.each(['token has already been refreshed', 'token was revoked', 'bad token'])(
    'drops the pair for good when hh says: %s',
    async (words) => {
      const { tokenRefresh, store } = twoWorkers(old, async () => {
        throw refused(words);
      });
      await expect(tokenRefresh.renew('a1')).rejects.toMatchObject({
        problem: { name: 'access-revoked' },
        sent: 'no',
      });
      expect(store.tokens).toBeNull();
    },
  );

  it('keeps using the current token if hh says that it has not expired', async () => {
    const { tokenRefresh, store } = twoWorkers(old, async () => {
      throw new HhError({ name: 'sign-in-failed', detail: 'invalid_grant/token not expired' }, 'answered');
    });
    expect(await tokenRefresh.renew('a1')).toBe('a1');
    expect(store.tokens).toEqual(old);
  });

  it('does not retry repeatedly if only our clock is ahead', async () => {
    const { tokenRefresh, asked } = twoWorkers(old, async () => {
      throw new HhError({ name: 'sign-in-failed', detail: 'invalid_grant/token not expired' }, 'answered');
    });
    expect([
      await tokenRefresh.current(),
      await tokenRefresh.current(),
      await tokenRefresh.current(),
    ]).toEqual(['a1', 'a1', 'a1']);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('keeps the pair if hh was unreachable, and retries later', async () => {
    const answers = [new HhError('no-connection', 'maybe'), null];
    const { tokenRefresh, store } = twoWorkers(old, async () => {
      const error = answers.shift();
      if (error) throw error;
      return next;
    });
    await expect(tokenRefresh.renew('a1')).rejects.toMatchObject({ problem: { name: 'no-connection' } });
    expect(store.tokens).toEqual(old);
    expect(await tokenRefresh.renew('a1')).toBe('a2');
  });

  it('drops a pasted token, which has no successor', async () => {
    const { tokenRefresh, store, asked } = twoWorkers({ ...old, refresh: null }, async () => next);
    await expect(tokenRefresh.renew('a1')).rejects.toMatchObject({ problem: { name: 'access-revoked' } });
    expect(store.tokens).toBeNull();
    expect(asked).not.toHaveBeenCalled();
  });

  it('returns null when signed out', async () => {
    expect(await twoWorkers(null, async () => next).tokenRefresh.renew('a1')).toBeNull();
  });
});

describe('a new pair that cannot be stored', () => {
  it('is used from memory and stored at its next use; nobody is signed out', async () => {
    const { tokenRefresh, store, asked } = twoWorkers(old, async () => next);
    store.full = true;
    expect(await tokenRefresh.current()).toBe('a2');
    expect(await tokenRefresh.renew('a1')).toBe('a2');
    expect(store.tokens).toEqual(old);
    store.full = false;
    expect(await tokenRefresh.current()).toBe('a2');
    expect(store.tokens).toEqual(next);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('is also stored after a while if nobody asks', async () => {
    const { tokenRefresh, store, naps } = twoWorkers(old, async () => next);
    store.full = true;
    await tokenRefresh.current();
    await vi.waitFor(() => expect(naps).toHaveLength(1));
    naps[0]?.();
    await vi.waitFor(() => expect(naps).toHaveLength(2));
    store.full = false;
    naps[1]?.();
    await vi.waitFor(() => expect(store.tokens).toEqual(next));
    expect(naps).toHaveLength(2);
  });
});

describe('a new pair that arrives after the user has left', () => {
  it.each([
    ['signed out', null, null],
    ['signed in again', { access: 'b1', refresh: 'rb', expiresAt: null }, 'b1'],
  ])('is reported as orphaned: %s', async (_, stands, access) => {
    const { tokenRefresh, store, log } = twoWorkers(old, async () => {
      store.tokens = stands;
      return next;
    });
    expect(await tokenRefresh.renew('a1')).toBe(access);
    expect(store.tokens).toEqual(stands);
    expect(log).toEqual(['orphaned a2']);
  });
});
