import type { Tokens } from './auth.ts';
import { HhError } from './errors.ts';

interface TokenRefreshOptions {
  load: () => Promise<Tokens | null>;
  /**
   * Replaces `held` with `next` if `held` is still in the store.
   * @returns the stored pair afterwards
   */
  replace: (held: Tokens, next: Tokens | null) => Promise<Tokens | null>;
  /** Called with a new pair that is no longer needed: the user signed out, or in again, while it was in flight. */
  orphaned: (tokens: Tokens) => void;
  /** Runs one at a time across the whole extension (a Web Lock). */
  lock: <T>(run: () => Promise<T>) => Promise<T>;
  refresh: (refreshToken: string) => Promise<Tokens>;
  /** Unix ms. */
  now?: () => number;
  sleep?: (ms: number) => Promise<void>;
}

export type TokenRefresh = ReturnType<typeof createTokenRefresh>;

/** Delays before retrying to store a pair, ms. */
const saveAgainAfter = [1_000, 5_000, 15_000];

/**
 * Keeps the token pair alive under hh's rules (documents, operation `authorize`): refresh only after expiry,
 * and use each refresh token once. So only one caller renews at a time, and the others wait and use its result.
 * A new pair that cannot be stored is kept in memory, used, and stored again at each use and after a while,
 * because hh sends it only once.
 */
export function createTokenRefresh(options: TokenRefreshOptions) {
  const { load, replace, orphaned, lock, refresh, now = Date.now } = options;
  const { sleep = (ms) => new Promise<void>((done) => setTimeout(done, ms)) } = options;
  /** A token that hh accepted although it has expired by our clock: asking for its successor is useless. */
  let alive: string | null = null;
  /** A new pair that is not stored yet. */
  let unsaved: { held: Tokens; next: Tokens } | null = null;
  const expired = ({ access, expiresAt }: Tokens) =>
    expiresAt !== null && expiresAt <= now() && access !== alive;

  /** The pair in use; stores an unsaved one first. */
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

  /** @param spent the access token that no longer works */
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
        // hh's clock decides: the current token still works.
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
     * The access token to use now; an expired one is renewed first. Null if signed out.
     *
     * @throws {HhError} `access-revoked` if hh refuses a new one (the pair is then cleared); any other failure
     * to get hh's answer (the pair is kept).
     */
    current: async (): Promise<string | null> => {
      const pair = await held();
      return pair && expired(pair) && pair.refresh ? renew(pair.access) : (pair?.access ?? null);
    },
    renew,
  };
}
