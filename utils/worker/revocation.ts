import type { Millis } from '../domain/negotiation.ts';
import type { Auth } from '../hh/auth.ts';
import { HhError } from '../hh/errors.ts';
import { needsSignIn } from '../problem.ts';
import { revokingTokens, tokenStore } from '../storage/secrets.ts';
import { day } from '../time.ts';

/** hh's access tokens live two weeks; an older one has expired by itself. */
const tokenLives = 14 * day;

export type Revocation = ReturnType<typeof createRevocation>;

/**
 * Revokes tokens at hh after their owner has signed out here. Signing out never waits for that: the token is
 * remembered and tried again at each poll until hh has answered.
 */
export function createRevocation(auth: Pick<Auth, 'revoke'>, now: () => Millis) {
  /** Revocations in flight, by token. */
  const underWay = new Map<string, Promise<void>>();

  async function tell(access: string): Promise<void> {
    try {
      await auth.revoke(access);
    } catch (error) {
      // Of all errors, only hh's answer that it does not know the token (any more) is as good as a revocation.
      if (!(error instanceof HhError && needsSignIn(error.problem))) return;
    }
    await revokingTokens.remove(access);
  }

  /** A poll during a sign-out also finds the token in the list: hh is told once. */
  function revoke(access: string): Promise<void> {
    const running = underWay.get(access) ?? tell(access).finally(() => underWay.delete(access));
    underWay.set(access, running);
    return running;
  }

  const isLeft = async (access: string) =>
    (await revokingTokens.get()).some((token) => token.access === access);

  /** Remembers the token, then tries once in the background. */
  async function end(access: string): Promise<void> {
    // If even this cannot be stored, one try is left.
    await revokingTokens.add({ access, since: now() }).catch(() => {});
    void revoke(access).catch(() => {});
  }

  return {
    end,

    /** Removes the current token from use and revokes it. */
    retire: (): Promise<void> => tokenStore.take(({ access }) => end(access)),

    /** Tries all remaining tokens; one run at a time. */
    run: (): Promise<void> =>
      navigator.locks.request('revoke', { ifAvailable: true }, async (lock) => {
        if (!lock) return;
        for (const { access, since } of await revokingTokens.get()) {
          if (now() - since > tokenLives) await revokingTokens.remove(access);
          // It may have been revoked since the list was read.
          else if (await isLeft(access)) await revoke(access);
        }
      }),
  };
}
