import { browser } from 'wxt/browser';
import { accountKey, type Erasing, shownAs, shownKey } from '../domain/account.ts';
import type { Applicant } from '../domain/applicant/applicant.ts';
import { isAllowed } from '../domain/settings.ts';
import { accountOf } from '../from-hh/employer.ts';
import { isRecord } from '../guards.ts';
import { authorizeUrl, parseRedirect, pkce, randomWord, type Tokens } from '../hh/auth.ts';
import { HhError, toResult } from '../hh/errors.ts';
import type { AccountId } from '../ids.ts';
import { valueOr } from '../known.ts';
import { needsSignIn, type Problem, wordsOf } from '../problem.ts';
import { applicantDb } from '../storage/applicant-db.ts';
import { eraseAccount, forgetAccount } from '../storage/forget.ts';
import {
  accountItem,
  applicantItem,
  changeAccount,
  countsItem,
  listedItem,
  outboxItem,
  pollItem,
  settingsItem,
} from '../storage/items.ts';
import { readPolicy } from '../storage/policy.ts';
import { findApplication, secrets, tokenStore } from '../storage/secrets.ts';
import type { Connection } from './connection.ts';

type Role = 'employer' | 'applicant';
export type AccountService = ReturnType<typeof createAccountService>;

/** Who is signed in: signing in and out, and the work account in use. */
export function createAccountService({
  auth,
  employer,
  revocation,
}: Pick<Connection, 'auth' | 'employer' | 'revocation'>) {
  /** Number of sign-outs so far: a failed sign-in must not restore an account that was signed out meanwhile. */
  let signOuts = 0;

  /** Asks hh whose token it is and stores the answer. Data of any other account is forgotten. */
  async function identify(wanted?: AccountId): Promise<void> {
    const before = await accountItem.getValue();
    const me = await employer.me(wanted);
    const manager = valueOr(me.manager, null);
    const hasSeveral = manager !== null && valueOr(manager.has_multiple_manager_accounts, true);
    const account = accountOf(me, hasSeveral ? await employer.managerAccounts() : null, wanted);
    if (!isAllowed(await readPolicy(), account)) throw new HhError('account-not-allowed', 'no');
    await changeAccount(async () => {
      // If the person has signed out meanwhile, they stay signed out.
      if (!(await tokenStore.get()) || (await erasing())) throw new HhError('signed-out', 'no');
      // Foreign is what another person's token provided; what was read off hh's pages came without a token.
      const isForeign = ({ owner, api }: Applicant) => api.state !== 'off' && owner !== account.applicantId;
      if (shownKey(before) !== accountKey(account) || isForeign(await applicantItem.getValue()))
        await forgetAccount(isForeign);
      await accountItem.setValue(account);
    });
  }

  async function signIn(role: Role): Promise<void> {
    const application = await findApplication();
    if (!application) throw new HhError('application-missing', 'no');
    const redirectUri = browser.identity.getRedirectURL();
    const { verifier, challenge } = await pkce();
    const state = randomWord();
    const { site } = await settingsItem.getValue();
    const url = authorizeUrl({
      clientId: application.clientId,
      redirectUri,
      state,
      challenge,
      role,
      host: site,
    });
    const back = await browser.identity
      .launchWebAuthFlow({ url, interactive: true })
      .catch((cause: unknown) => {
        throw new HhError(
          cancelled(cause) ? 'sign-in-cancelled' : { name: 'sign-in-failed', detail: wordsOf(cause) },
          'no',
        );
      });
    if (!back) throw new HhError('sign-in-cancelled', 'no');
    const code = parseRedirect(back, state);
    await enterWith(await auth.exchange({ application, code, redirectUri, verifier }));
  }

  /**
   * Tries new tokens and restores the previous ones if hh rejects them. Waits for writes in flight, which would
   * otherwise continue under the new name.
   */
  async function enterWith(tokens: Tokens): Promise<void> {
    await finishErasing();
    await navigator.locks.request('outbox', () => entering(tokens));
  }

  async function entering(tokens: Tokens): Promise<void> {
    const before = signOuts;
    const account = await accountItem.getValue();
    // A token refresh in flight may be about to store its pair.
    const held = await navigator.locks.request('token', async () => {
      const stored = await tokenStore.get();
      await tokenStore.set(tokens);
      return stored;
    });
    try {
      // The previous work account must not be sent with the new token.
      await changeAccount(async () => {
        if (await erasing()) return;
        // If it turns out to be the same person, what is stored stays.
        const was = shownAs(account);
        await accountItem.setValue(
          was.state === 'signed-in'
            ? { state: 'signed-out', problem: { name: 'signed-out' }, was }
            : { state: 'signed-out', problem: null },
        );
      });
      await identify();
    } catch (error) {
      await changeAccount(async () => {
        // hh rejected the new token: restore the old one, unless the person has signed out meanwhile.
        if (signOuts === before) {
          await tokenStore.set(held);
          await accountItem.setValue(account);
        } else if (held) await revocation.end(held.access);
      });
      // The token is valid but of no use here.
      if (error instanceof HhError && error.problem.name === 'account-not-allowed')
        await revocation.end(tokens.access);
      throw error;
    }
  }

  /** What the person asked to have erased and is not erased yet. */
  async function erasing(): Promise<Erasing | undefined> {
    const account = await accountItem.getValue();
    return account.state === 'signed-out' ? account.erasing : undefined;
  }

  /**
   * Signs out: first marks the account as signed out and stores what is to be erased, then erases the account's data,
   * then retires its token. If the worker dies on the way, the next one does the rest.
   */
  const leave = (everything = false): Promise<void> =>
    navigator.locks.request('erase', async () => {
      signOuts += 1;
      await finish();
      const mark = await changeAccount(async () => {
        const account = shownAs(await accountItem.getValue());
        const applicantId = account.state === 'signed-in' ? (account.applicantId ?? null) : null;
        const mark: Erasing = { applicantId, everything };
        await accountItem
          .setValue({ state: 'signed-out', problem: null, erasing: mark })
          // If the store is full, removing the item still works, because it needs no space.
          .catch(accountItem.removeValue);
        return mark;
      });
      await eraseAll(mark);
    });

  /** Erases, then retires the token even if erasing failed: that must not leave anybody signed in at hh. */
  async function eraseAll({ applicantId, everything }: Erasing): Promise<void> {
    const erased = await Promise.allSettled([
      eraseAccount(({ owner }) => owner === applicantId),
      ...(everything
        ? [applicantDb.erase(), secrets.remove('application'), browser.storage.session.clear()]
        : []),
    ]);
    await revocation.retire();
    const failed = erased.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    if (everything) await browser.storage.local.clear();
    else await changeAccount(() => accountItem.setValue({ state: 'signed-out', problem: null }));
  }

  /** Finishes what a worker that died while signing out left behind. */
  async function finish(): Promise<void> {
    const mark = await erasing();
    if (mark) await eraseAll(mark);
  }
  const finishErasing = (): Promise<void> => navigator.locks.request('erase', finish);

  return {
    /** Signs in by code, state and PKCE in a browser window; from the worker, since a popup closes on losing focus. */
    signIn: (role: Role = 'employer') => toResult(() => signIn(role)),

    /** Uses a token that the person got elsewhere: tries it at once, and drops it if hh does not know it. */
    pasteToken: (access: string) =>
      toResult(() => enterWith({ access: access.trim(), refresh: null, expiresAt: null })),

    /** Switches to another work account of the same manager. */
    switchAccount: (id: AccountId) =>
      toResult(async () => {
        const account = await accountItem.getValue();
        if (account.state !== 'signed-in') throw new HhError('signed-out', 'no');
        await navigator.locks.request('outbox', () => identify(id));
      }),

    /**
     * Forgets everything about the account, then revokes the token at hh in the background: even if hh hangs or cannot
     * be reached, the person is signed out here. Writes in flight find their entry gone.
     */
    signOut: () => leave(),

    /** Erases everything that this browser stores; a token is remembered until hh has revoked it. */
    wipe: () => leave(true),

    /** Signs out an account that the company's policy does not allow here, and says why. */
    async turnAway(): Promise<void> {
      await leave();
      await changeAccount(() =>
        accountItem.setValue({ state: 'signed-out', problem: { name: 'account-not-allowed' } }),
      );
    },

    /** Finishes an interrupted sign-out; called at each start of the worker. */
    async finishSignOut(): Promise<void> {
      await finishErasing();
      const account = await accountItem.getValue();
      // During a sign-in the token is already stored: nothing may be erased then.
      if (await tokenStore.get()) return;
      // Without a token, what its API provided has no owner.
      if (account.state === 'signed-out' && !account.problem && (await isAnyLeft()))
        await eraseAccount(({ api }) => api.state !== 'off');
    },

    /**
     * Asks hh, and signs the account out if hh no longer accepts the token. The account's data stays until the person
     * is back. If they have signed in again meanwhile, the rejected token was an old one, and nothing changes.
     */
    async asking(ask: () => Promise<Problem | null>): Promise<void> {
      const before = await tokenStore.get();
      const problem = await ask();
      if (!problem || !needsSignIn(problem)) return;
      await changeAccount(async () => {
        const held = await tokenStore.get();
        if (held && held.access !== before?.access) return;
        const was = await accountItem.getValue();
        if (was.state === 'signed-in') await accountItem.setValue({ state: 'signed-out', problem, was });
      });
    },
  };
}

/**
 * Whether the store holds anything that only a token brings; at most starts there is nothing to erase. Reminders,
 * remembered notifications and drafts from a backup do not count: an applicant who never signed in may have them too.
 */
async function isAnyLeft(): Promise<boolean> {
  const items = [countsItem, listedItem, pollItem, outboxItem];
  const held = await browser.storage.local.get(items.map(({ key }) => key));
  return Object.values(held).some(isRecord) || (await applicantItem.getValue()).api.state !== 'off';
}

/** Both browsers reject when the person closes the window; only the message tells it from a page that did not load. */
const cancelled = (cause: unknown): boolean => /did not approve|cancel|closed|denied/i.test(wordsOf(cause));
