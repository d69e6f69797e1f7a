import { browser } from 'wxt/browser';
import { accountKey } from '../domain/inbox.ts';
import { createApplicant } from '../hh/applicant.ts';
import { createAuth } from '../hh/auth.ts';
import { type Call, type Client, createClient } from '../hh/client.ts';
import { createConversations } from '../hh/conversations.ts';
import { apiAddress } from '../hh/effects.ts';
import { createEmployer } from '../hh/employer.ts';
import { speaksOfPeople } from '../hh/people.ts';
import { createResumeReading } from '../hh/resumes.ts';
import { createTokenRefresh, type TokenRefresh } from '../hh/token-refresh.ts';
import { t } from '../i18n.ts';
import { accountItem, settingsItem } from '../storage/items.ts';
import { tokenStore } from '../storage/secrets.ts';
import { createRevocation } from './revocation.ts';

export type Connection = ReturnType<typeof connect>;
/** hh's calls, without who is signed in. */
export type Hh = Pick<Connection, 'client' | 'employer' | 'applicant' | 'conversations'>;

/** Gets each answer that may say something of people, and the account that it was given to. */
type Heard = (account: string, url: URL, json: unknown) => void;

/** The same client, which lets somebody listen to what hh answers. */
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
 * hh as the worker talks to it: with the tokens from the secret store, under the work account and for the site of the
 * person. Both are read from the store before each call: memory is a copy that a worker may lose.
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
    // hh asks every application for a name, a version and an address to write to.
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
    /** To hh's own pages, for what an applicant asked to be read there. */
    fetch: send,
    auth,
    revocation,
    employer: createEmployer(client),
    applicant: createApplicant(client),
    conversations: createConversations(client),
    resumes: createResumeReading(client),
  };
}
