import type { Tokens } from './auth.ts';
import { HhError } from './errors.ts';

export interface KeeperOptions {
  load: () => Promise<Tokens | null>;
  save: (tokens: Tokens) => Promise<void>;
  clear: () => Promise<void>;
  /** Runs one at a time in the whole extension (a Web Lock). */
  lock: <T>(run: () => Promise<T>) => Promise<T>;
  refresh: (refreshToken: string) => Promise<Tokens>;
  /** Unix ms. */
  now?: () => number;
}

export type TokenKeeper = ReturnType<typeof createTokenKeeper>;

/**
 * Keeps the pair of tokens alive under hh's rules (api.md §2.4): a refresh only after expiry, each refresh
 * token once. So one renews at a time, whoever waited takes what the first one got, and a new pair is stored
 * before anybody uses it.
 */
export function createTokenKeeper({ load, save, clear, lock, refresh, now = Date.now }: KeeperOptions) {
  /** A token that hh took for good although our clock did not: asking for its successor is useless. */
  let alive: string | null = null;
  const expired = ({ access, expiresAt }: Tokens) =>
    expiresAt !== null && expiresAt <= now() && access !== alive;

  /** @param spent the access token that is known not to work any more */
  const renew = (spent: string): Promise<string | null> =>
    lock(async () => {
      const held = await load();
      if (!held) return null;
      if (held.access !== spent) return held.access;
      if (!held.refresh) throw await lost();
      try {
        const next = await refresh(held.refresh);
        // Somebody else signed in, or out, meanwhile: theirs is the word.
        const stored = await load();
        if (stored?.refresh !== held.refresh) return stored?.access ?? null;
        await save(next);
        return next.access;
      } catch (error) {
        if (!(error instanceof HhError)) throw error;
        const { name, detail = '' } = error.problem;
        // hh's clock rules: then the token at hand still works.
        if (detail.endsWith('token not expired')) {
          alive = held.access;
          return alive;
        }
        if (name !== 'access-revoked' && name !== 'sign-in-failed') throw error;
        const stored = await load();
        if (stored && stored.access !== spent) return stored.access;
        throw await lost(error);
      }
    });

  async function lost(cause?: HhError): Promise<HhError> {
    await clear();
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
      const held = await load();
      return held && expired(held) && held.refresh ? renew(held.access) : (held?.access ?? null);
    },
    renew,
  };
}
