import { browser } from 'wxt/browser';
import { accountKey } from '../domain/account.ts';
import type { Millis } from '../domain/negotiation.ts';
import { speaksOfPeople } from '../from-hh/people.ts';
import { createApplicant } from '../hh/applicant.ts';
import { type Auth, createAuth, createTokenRefresh, type TokenRefresh } from '../hh/auth.ts';
import { type Call, type Client, createClient } from '../hh/client.ts';
import { createConversations } from '../hh/conversations.ts';
import { apiAddress } from '../hh/effects.ts';
import { createEmployer } from '../hh/employer.ts';
import { HhError } from '../hh/errors.ts';
import { createResumeReading } from '../hh/resumes.ts';
import { t } from '../i18n.ts';
import { needsSignIn } from '../problem.ts';
import { accountItem, settingsItem } from '../storage/items.ts';
import { revokingTokens, tokenStore } from '../storage/secrets.ts';
import { day } from '../time.ts';

export type Connection = ReturnType<typeof connect>;
/** hh's calls, without those for signing in. */
export type Hh = Pick<Connection, 'client' | 'employer' | 'applicant' | 'conversations'>;

/** Called with each answer that may contain something about people, and the account that asked for it. */
type Heard = (account: string, url: URL, json: unknown) => void;

/** The same client, with a listener for hh's answers. */
const overheard = (client: Client, heard: Heard): Client => ({
  ...client,
  async send<T>(call: Call<T>): Promise<T> {
    const url = call.method === 'GET' ? apiAddress(call.url) : null;
    if (!url || !speaksOfPeople(url)) return client.send(call);
    const vacancyId = call.query?.vacancy_id;
    if (typeof vacancyId === 'string') url.searchParams.set('vacancy_id', vacancyId);
    const account = accountKey(await accountItem.getValue());
    return client.send({
      ...call,
      read(json, answer) {
        const value = call.read(json, answer);
        heard(account, url, json);
        return value;
      },
    });
  },
});

/**
 * The worker's connection to hh: with the tokens from the secret store, under the person's work account and for their
 * site. Account and site are read from the store before each call, because the worker may lose its memory.
 */
export function connect(heard: Heard = () => {}) {
  let accountId: string | null = null;
  let host = 'hh.ru';
  let refresh: TokenRefresh;

  const send: typeof fetch = (input, init) => fetch(input, init);
  const plain = createClient({
    fetch: send,
    token: async () => {
      const [account, settings] = await Promise.all([accountItem.getValue(), settingsItem.getValue()]);
      accountId = account.state === 'signed-in' ? account.accountId : null;
      host = settings.site;
      return refresh.current();
    },
    renew: (spent) => refresh.renew(spent),
    host: () => host,
    locale: () => t('locale').toUpperCase(),
    accountId: () => accountId,
    // hh requires every application to send a name, a version and a contact address.
    userAgent: `Otklik/${browser.runtime.getManifest().version} (${import.meta.env.WXT_HH_CONTACT ?? 'otklik@example.org'})`,
  });
  const client = overheard(plain, heard);
  const auth = createAuth(client);
  const revocation = createRevocation(auth, Date.now);
  refresh = createTokenRefresh({
    load: tokenStore.get,
    replace: tokenStore.replace,
    orphaned: ({ access }) => void revocation.end(access),
    lock: (run) => navigator.locks.request('token', run),
    refresh: auth.refresh,
  });
  return {
    client,
    /** For hh's own pages, where an applicant asked to have them read. */
    fetch: send,
    auth,
    revocation,
    employer: createEmployer(client),
    applicant: createApplicant(client),
    conversations: createConversations(client),
    resumes: createResumeReading(client),
  };
}

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
