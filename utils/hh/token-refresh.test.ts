import { describe, expect, it, vi } from 'vitest';
import type { Tokens } from './auth.ts';
import { HhError } from './errors.ts';
import { createTokenRefresh } from './token-refresh.ts';

const now = 1000;
const old: Tokens = { access: 'a1', refresh: 'r1', expiresAt: now };
const next: Tokens = { access: 'a2', refresh: 'r2', expiresAt: now + 100 };
const refused = (description: string) =>
  new HhError({ name: 'access-revoked', status: 400, detail: `invalid_grant/${description}` }, 'answered');

/** Two instances with one store and one lock, like two workers of one extension. */
function world(stored: Tokens | null, refresh: (token: string) => Promise<Tokens>) {
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

describe('current', () => {
  it('is the current token until it expires, or for ever if it does not expire', async () => {
    for (const tokens of [next, { ...old, expiresAt: null }, { ...old, refresh: null }]) {
      const { tokenRefresh, asked } = world(tokens, async () => next);
      expect(await tokenRefresh.current()).toBe(tokens.access);
      expect(asked).not.toHaveBeenCalled();
    }
    expect(await world(null, async () => next).tokenRefresh.current()).toBeNull();
  });

  it('is renewed once after expiry, however many callers ask', async () => {
    const { tokenRefresh, other, asked, log, store } = world(old, async () => next);
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

describe('renew', () => {
  it('stores the new pair before returning it', async () => {
    const { tokenRefresh, store } = world(old, async () => next);
    expect(await tokenRefresh.renew('a1')).toBe('a2');
    expect(store.tokens).toEqual(next);
  });

  it('sends no request if the spent token is no longer the current one', async () => {
    const { tokenRefresh, asked } = world(next, async () => old);
    expect(await tokenRefresh.renew('a1')).toBe('a2');
    expect(asked).not.toHaveBeenCalled();
  });

  it('uses the newer pair if another instance was faster', async () => {
    const { tokenRefresh, store, log } = world(old, async () => {
      store.tokens = next;
      throw refused('token has already been refreshed');
    });
    expect(await tokenRefresh.renew('a1')).toBe('a2');
    expect(log).toEqual([]);
  });

  it.each(['token has already been refreshed', 'token was revoked', 'bad token'])(
    'drops the pair for good when hh says: %s',
    async (words) => {
      const { tokenRefresh, store } = world(old, async () => {
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
    const { tokenRefresh, store } = world(old, async () => {
      throw new HhError({ name: 'sign-in-failed', detail: 'invalid_grant/token not expired' }, 'answered');
    });
    expect(await tokenRefresh.renew('a1')).toBe('a1');
    expect(store.tokens).toEqual(old);
  });

  it('does not retry repeatedly if only our clock is ahead', async () => {
    const { tokenRefresh, asked } = world(old, async () => {
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
    const { tokenRefresh, store } = world(old, async () => {
      const error = answers.shift();
      if (error) throw error;
      return next;
    });
    await expect(tokenRefresh.renew('a1')).rejects.toMatchObject({ problem: { name: 'no-connection' } });
    expect(store.tokens).toEqual(old);
    expect(await tokenRefresh.renew('a1')).toBe('a2');
  });

  it('drops a pasted token, which has no successor', async () => {
    const { tokenRefresh, store, asked } = world({ ...old, refresh: null }, async () => next);
    await expect(tokenRefresh.renew('a1')).rejects.toMatchObject({ problem: { name: 'access-revoked' } });
    expect(store.tokens).toBeNull();
    expect(asked).not.toHaveBeenCalled();
  });

  it('returns null when signed out', async () => {
    expect(await world(null, async () => next).tokenRefresh.renew('a1')).toBeNull();
  });
});

describe('a new pair that cannot be stored', () => {
  it('is used from memory and stored at its next use; nobody is signed out', async () => {
    const { tokenRefresh, store, asked } = world(old, async () => next);
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
    const { tokenRefresh, store, naps } = world(old, async () => next);
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
    const { tokenRefresh, store, log } = world(old, async () => {
      store.tokens = stands;
      return next;
    });
    expect(await tokenRefresh.renew('a1')).toBe(access);
    expect(store.tokens).toEqual(stands);
    expect(log).toEqual(['orphaned a2']);
  });
});
