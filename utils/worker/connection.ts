import { browser } from 'wxt/browser';
import { accountKey } from '../domain/account.ts';
import { createApplicant } from '../hh/applicant.ts';
import { createAuth, createTokenRefresh, type TokenRefresh } from '../hh/auth.ts';
import { type Call, type Client, createClient } from '../hh/client.ts';
import { createConversations } from '../hh/conversations.ts';
import { apiAddress } from '../hh/effects.ts';
import { createEmployer } from '../hh/employer.ts';
import { speaksOfPeople } from '../hh/people.ts';
import { createResumeReading } from '../hh/resumes.ts';
import { t } from '../i18n.ts';
import { accountItem, settingsItem } from '../storage/items.ts';
import { tokenStore } from '../storage/secrets.ts';
import { createRevocation } from './revocation.ts';

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
