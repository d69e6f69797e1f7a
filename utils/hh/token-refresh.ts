import type { Tokens } from './auth.ts';
import { HhError } from './errors.ts';

interface TokenRefreshOptions {
  load: () => Promise<Tokens | null>;
  /**
   * Puts `next` in place of `held` if that pair still stands in the store.
   * @returns the pair that stands there afterwards
   */
  replace: (held: Tokens, next: Tokens | null) => Promise<Tokens | null>;
  /** A fresh pair that is of no use any more: the person signed out, or in again, while it was on its way. */
  orphaned: (tokens: Tokens) => void;
  /** Runs one at a time in the whole extension (a Web Lock). */
  lock: <T>(run: () => Promise<T>) => Promise<T>;
  refresh: (refreshToken: string) => Promise<Tokens>;
  /** Unix ms. */
  now?: () => number;
  sleep?: (ms: number) => Promise<void>;
}

export type TokenRefresh = ReturnType<typeof createTokenRefresh>;

/** Waits before a pair that could not be stored is stored again, ms. */
const saveAgainAfter = [1_000, 5_000, 15_000];

/**
 * Keeps the pair of tokens alive under hh's rules (documents, operation `authorize`): a refresh only after expiry, each refresh
 * token once. So one renews at a time, and the others wait and take what it got. A new pair that the
 * store does not take is kept in memory, used, and stored again at each use and after a while: hh gives it once.
 */
export function createTokenRefresh(options: TokenRefreshOptions) {
  const { load, replace, orphaned, lock, refresh, now = Date.now } = options;
  const { sleep = (ms) => new Promise<void>((done) => setTimeout(done, ms)) } = options;
  /** A token that hh took for good although our clock did not: asking for its successor is useless. */
  let alive: string | null = null;
  /** A pair that hh gave and that is not stored yet. */
  let unsaved: { held: Tokens; next: Tokens } | null = null;
  const expired = ({ access, expiresAt }: Tokens) =>
    expiresAt !== null && expiresAt <= now() && access !== alive;

  /** The pair in use; one that waits to be stored is stored first. */
  async function held(): Promise<Tokens | null> {
    const waiting = unsaved;
    if (!waiting) return load();
    let stands: Tokens | null;
    try {
      stands = await replace(waiting.held, waiting.next);
    } catch {
      return waiting.next;
    }
    if (unsaved === waiting) {
      unsaved = null;
      if (stands?.access !== waiting.next.access) orphaned(waiting.next);
    }
    return stands;
  }

  async function saveAgain(): Promise<void> {
    for (const wait of saveAgainAfter) {
      await sleep(wait);
      await held();
      if (!unsaved) return;
    }
  }

  /** @param spent the access token that is known not to work any more */
  const renew = (spent: string): Promise<string | null> =>
    lock(async () => {
      const before = await held();
      if (!before) return null;
      if (before.access !== spent) return before.access;
      if (!before.refresh) throw await lost(before);
      try {
        unsaved = { held: before, next: await refresh(before.refresh) };
        const stands = await held();
        if (unsaved) void saveAgain().catch(() => {});
        return stands?.access ?? null;
      } catch (error) {
        if (!(error instanceof HhError)) throw error;
        const { name, detail = '' } = error.problem;
        // hh's clock rules: then the token at hand still works.
        if (detail.endsWith('token not expired')) {
          alive = before.access;
          return alive;
        }
        if (name !== 'access-revoked' && name !== 'sign-in-failed') throw error;
        const stored = await load();
        if (stored && stored.access !== spent) return stored.access;
        throw await lost(before, error);
      }
    });

  async function lost(before: Tokens, cause?: HhError): Promise<HhError> {
    await replace(before, null);
    return new HhError({ ...cause?.problem, name: 'access-revoked' }, 'no', cause);
  }

  return {
    /**
     * The access token to use now; one that is past its end is renewed first. null when signed out.
     *
     * @throws {HhError} `access-revoked` when hh gives no further one (the pair is cleared then); whatever
     * kept hh from answering otherwise (the pair is kept).
     */
    current: async (): Promise<string | null> => {
      const pair = await held();
      return pair && expired(pair) && pair.refresh ? renew(pair.access) : (pair?.access ?? null);
    },
    renew,
  };
}
