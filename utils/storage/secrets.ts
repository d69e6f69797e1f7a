import { type Application, applicationOf, type OwnApplication } from '../application.ts';
import type { Tokens } from '../hh/auth.ts';
import { valuesOf } from './databases.ts';
import { readPolicy } from './policy.ts';

/*
 * Secrets live in the extension's own IndexedDB, which no content script can open in either browser;
 * Firefox has no access levels for `storage.local`.
 */

/** An access token whose owner has signed out here, and which must still be revoked at hh. `since` is Unix ms. */
interface Revoking {
  access: string;
  since: number;
}

interface Secrets {
  tokens: Tokens;
  application: OwnApplication;
  revoking: Revoking[];
}

export const secrets = valuesOf<Secrets>('otklik', 'secrets');

/** One at a time, and never during a request to hh: signing out must not wait for hh. */
const alone = <T>(run: () => Promise<T>): Promise<T> => navigator.locks.request('secret:tokens', run);

/** The pair of tokens in use. */
export const tokenStore = {
  get: async (): Promise<Tokens | null> => (await secrets.get('tokens')) ?? null,

  set: (tokens: Tokens | null): Promise<void> =>
    alone(() => (tokens ? secrets.set('tokens', tokens) : secrets.remove('tokens'))),

  /**
   * Replaces `held` by `next` if that pair is still stored; somebody may have signed in or out meanwhile.
   * @returns the pair stored afterwards
   */
  replace: (held: Tokens, next: Tokens | null): Promise<Tokens | null> =>
    alone(async () => {
      const stored = await tokenStore.get();
      if (stored?.access !== held.access) return stored;
      await (next ? secrets.set('tokens', next) : secrets.remove('tokens'));
      return next;
    }),

  /** Removes the pair. @param remember first gets the stored pair */
  take: (remember: (tokens: Tokens) => Promise<unknown>): Promise<void> =>
    alone(async () => {
      const stored = await tokenStore.get();
      if (stored) await remember(stored);
      await secrets.remove('tokens');
    }),
};

/** Tokens to be revoked at hh. Nothing else of their account is kept with them. */
export const revokingTokens = {
  get: async (): Promise<Revoking[]> => (await secrets.get('revoking')) ?? [],
  add: (one: Revoking): Promise<void> =>
    changed((all) => [...all.filter(({ access }) => access !== one.access), one]),
  remove: (access: string): Promise<void> => changed((all) => all.filter((one) => one.access !== access)),
};

const changed = (change: (all: Revoking[]) => Revoking[]): Promise<void> =>
  secrets.update('revoking', (all = []) => {
    const left = change(all);
    return left.length > 0 ? left : undefined;
  });

/**
 * From the company's policy, from the options, or from the build; null if there is none. A sign-in service comes only
 * from the policy or the build, never from storage, which can be written to.
 */
export async function findApplication(): Promise<Application | null> {
  const { application } = await readPolicy();
  const own = await secrets.get('application');
  const { WXT_HH_CLIENT_ID, WXT_HH_CLIENT_SECRET, WXT_SIGN_IN_SERVICE } = import.meta.env;
  return (
    application ??
    applicationOf({ clientId: own?.clientId, clientSecret: own?.clientSecret }) ??
    applicationOf({
      clientId: WXT_HH_CLIENT_ID,
      clientSecret: WXT_HH_CLIENT_SECRET,
      signInService: WXT_SIGN_IN_SERVICE,
    })
  );
}
