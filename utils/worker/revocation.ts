import type { Millis } from '../domain/negotiation.ts';
import type { Auth } from '../hh/auth.ts';
import { HhError } from '../hh/errors.ts';
import { needsSignIn } from '../problem.ts';
import { revokingTokens, tokenStore } from '../storage/secrets.ts';

/** hh's access tokens live two weeks: an older one has ended by itself. */
const tokenLives = 14 * 24 * 60 * 60_000;

export type Revocation = ReturnType<typeof createRevocation>;

/**
 * Ends tokens at hh after their owner has signed out here. Signing out never waits for it: the token is
 * remembered, and tried again at each poll until hh has answered.
 */
export function createRevocation(auth: Pick<Auth, 'revoke'>, now: () => Millis) {
  async function revoke(access: string): Promise<void> {
    try {
      await auth.revoke(access);
    } catch (error) {
      // Only hh's word that it does not know the token (any more) is as good as having ended it.
      if (!(error instanceof HhError && needsSignIn(error.problem))) return;
    }
    await revokingTokens.remove(access);
  }

  /** Remembers the token, then tries once in the background. */
  async function end(access: string): Promise<void> {
    // Where even this cannot be stored, one try is left.
    const isStored = await revokingTokens.add({ access, since: now() }).then(
      () => true,
      () => false,
    );
    const once = async () => {
      // A run that held the lock before may have ended it.
      const isLeft = async () => (await revokingTokens.get()).some((token) => token.access === access);
      if (!isStored || (await isLeft())) await revoke(access);
    };
    void navigator.locks.request('revoke', once).catch(() => {});
  }

  return {
    end,

    /** Takes the token in use out of use. */
    retire: (): Promise<void> => tokenStore.take(({ access }) => end(access)),

    /** Tries all that are left; one run at a time. */
    run: (): Promise<void> =>
      navigator.locks.request('revoke', { ifAvailable: true }, async (lock) => {
        if (!lock) return;
        for (const { access, since } of await revokingTokens.get()) {
          if (now() - since > tokenLives) await revokingTokens.remove(access);
          else await revoke(access);
        }
      }),
  };
}
