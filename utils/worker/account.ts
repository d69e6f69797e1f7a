import { browser } from 'wxt/browser';
import type { Applicant } from '../domain/applicant/applicant.ts';
import { accountKey, type Erasing, shownAs, shownKey } from '../domain/inbox.ts';
import { isAllowed } from '../domain/policy.ts';
import { accountOf } from '../from-hh/account.ts';
import { isRecord } from '../guards.ts';
import { authorizeUrl, parseRedirect, pkce, randomWord, type Tokens } from '../hh/auth.ts';
import { HhError, toResult } from '../hh/errors.ts';
import type { AccountId } from '../ids.ts';
import { valueOr } from '../known.ts';
import { needsSignIn, type Problem, wordsOf } from '../problem.ts';
import { applicantDb } from '../storage/applicant-db.ts';
import { files } from '../storage/files.ts';
import { forgetAccount } from '../storage/forget.ts';
import {
  accountItem,
  applicantItem,
  changeAccount,
  countsItem,
  draftsItem,
  erase,
  listedItem,
  outboxItem,
  pollItem,
  remindersItem,
  settingsItem,
  toldItem,
  update,
} from '../storage/items.ts';
import { readPolicy } from '../storage/policy.ts';
import { findApplication, secrets, tokenStore } from '../storage/secrets.ts';
import { wholeResumes } from '../storage/whole-resumes.ts';
import type { Connection } from './connection.ts';

type Role = 'employer' | 'applicant';
export type AccountService = ReturnType<typeof createAccountService>;

/** Who is signed in: signing in and out, and the work account in use. */
export function createAccountService({
  auth,
  employer,
  revocation,
}: Pick<Connection, 'auth' | 'employer' | 'revocation'>) {
  /** Number of sign-outs: a sign-in that fails must not bring back an account that was signed out meanwhile. */
  let signOuts = 0;

  /** Asks hh whose token it is, and keeps the answer; what belonged to another account is forgotten. */
  async function identify(wanted?: AccountId): Promise<void> {
    const before = await accountItem.getValue();
    const me = await employer.me(wanted);
    const manager = valueOr(me.manager, null);
    const hasSeveral = manager !== null && valueOr(manager.has_multiple_manager_accounts, true);
    const account = accountOf(me, hasSeveral ? await employer.managerAccounts() : null, wanted);
    if (!isAllowed(await readPolicy(), account)) throw new HhError('account-not-allowed', 'no');
    await changeAccount(async () => {
      // A person who has signed out meanwhile stays signed out.
      if (!(await tokenStore.get()) || (await erasing())) throw new HhError('signed-out', 'no');
      // What another person's token gave; what was read off hh's pages alone came without one.
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
   * Tries new tokens; those before stay in force when hh does not take them. Not while a write is under way: it
   * would go on under the new name.
   */
  async function enterWith(tokens: Tokens): Promise<void> {
    await finishErasing();
    await navigator.locks.request('outbox', () => entering(tokens));
  }

  async function entering(tokens: Tokens): Promise<void> {
    const before = signOuts;
    const account = await accountItem.getValue();
    // A renewal under way may be about to store its pair.
    const held = await navigator.locks.request('token', async () => {
      const stored = await tokenStore.get();
      await tokenStore.set(tokens);
      return stored;
    });
    try {
      // The work account of before must not be sent with the new token.
      await changeAccount(async () => {
        if (await erasing()) return;
        // Should it be the same person, what is in store stays.
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
        // hh refused the new token: the old one is put back, unless the person signed out meanwhile.
        if (signOuts === before) {
          await tokenStore.set(held);
          await accountItem.setValue(account);
        } else if (held) await revocation.end(held.access);
      });
      // It works, and is of no use here.
      if (error instanceof HhError && error.problem.name === 'account-not-allowed')
        await revocation.end(tokens.access);
      throw error;
    }
  }

  /** What the person asked to be erased and is not yet. */
  async function erasing(): Promise<Erasing | undefined> {
    const account = await accountItem.getValue();
    return account.state === 'signed-out' ? account.erasing : undefined;
  }

  /**
   * Signs out: first of all nobody is signed in, and it is stored what is to be erased; then the account's data go,
   * then its token is taken out of use. A worker that dies on the way leaves the rest to the next one.
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
          // Where the store is full: to take something away needs no room.
          .catch(accountItem.removeValue);
        return mark;
      });
      await eraseAll(mark);
    });

  /** The token is ended last, also when something could not be erased: nobody stays signed in at hh for that. */
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

  /** What a worker that died while signing out left behind. */
  async function finish(): Promise<void> {
    const mark = await erasing();
    if (mark) await eraseAll(mark);
  }
  const finishErasing = (): Promise<void> => navigator.locks.request('erase', finish);

  return {
    /** Code, PKCE and state, in a window of the browser; from the worker, since a popup dies when it loses focus. */
    signIn: (role: Role = 'employer') => toResult(() => signIn(role)),

    /** A token that the person got elsewhere; it is tried at once, and dropped when hh does not know it. */
    pasteToken: (access: string) =>
      toResult(() => enterWith({ access: access.trim(), refresh: null, expiresAt: null })),

    /** Another work account of the same manager. */
    switchAccount: (id: AccountId) =>
      toResult(async () => {
        const account = await accountItem.getValue();
        if (account.state !== 'signed-in') throw new HhError('signed-out', 'no');
        await navigator.locks.request('outbox', () => identify(id));
      }),

    /**
     * Forgets everything of the account, then ends the token at hh, in the background: a hh that hangs or cannot
     * be reached keeps nobody signed in here. Whatever is under way finds its entry gone.
     */
    signOut: () => leave(),

    /** Everything that this browser keeps; a token is remembered until hh has ended it. */
    wipe: () => leave(true),

    /** Whoever the company’s policy does not allow here is signed out, and told why. */
    async turnAway(): Promise<void> {
      await leave();
      await changeAccount(() =>
        accountItem.setValue({ state: 'signed-out', problem: { name: 'account-not-allowed' } }),
      );
    },

    /** At each start of the worker. */
    async finishSignOut(): Promise<void> {
      await finishErasing();
      const account = await accountItem.getValue();
      // A token stands in the store before a sign-in has ended: nothing is erased then.
      if (await tokenStore.get()) return;
      // Without a token nobody owns what its API gave.
      if (account.state === 'signed-out' && !account.problem && (await isAnyLeft()))
        await eraseAccount(({ api }) => api.state !== 'off');
    },

    /**
     * Asks hh, and notes down when it does not take the token any more. What the account has in store stays for when
     * it is back. Where the person signed in again meanwhile, it was another token, and changes nothing.
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
 * Whether anything stands in the store that only a token brings; there is nothing to erase at most starts. Reminders, what
 * was told and drafts out of a backup are also of an applicant who never signed in.
 */
async function isAnyLeft(): Promise<boolean> {
  const items = [countsItem, listedItem, pollItem, outboxItem];
  const held = await browser.storage.local.get(items.map(({ key }) => key));
  return Object.values(held).some(isRecord) || (await applicantItem.getValue()).api.state !== 'off';
}

/** @param isForeign as of `forgetAccount` */
async function eraseAccount(isForeign: (head: Applicant) => boolean): Promise<void> {
  const [head, reminders] = await Promise.all([applicantItem.getValue(), remindersItem.getValue()]);
  // With an applicant's list that stays, what they put off stays.
  const stays = head.owner !== null && !isForeign(head) && Object.hasOwn(reminders, head.owner);
  await Promise.all([
    forgetAccount(isForeign),
    erase(outboxItem),
    erase(draftsItem),
    stays
      ? update(remindersItem, (all) =>
          Object.fromEntries(Object.entries(all).filter(([owner]) => owner === head.owner)),
        )
      : erase(remindersItem),
    erase(toldItem),
    files.clear(),
    wholeResumes.clear(),
  ]);
}

/** Both browsers reject when the person closes the window; only their words tell it from a page that did not load. */
const cancelled = (cause: unknown): boolean => /did not approve|cancel|closed|denied/i.test(wordsOf(cause));
