import { request } from 'node:https';
import { Readable } from 'node:stream';
import type { Effects, Sandbox } from '../../sandbox/index.ts';
import { ids } from '../../sandbox/index.ts';
import { createCarriers } from '../../utils/carriers.ts';
import { createApplicant } from '../../utils/hh/applicant.ts';
import { createAuth, type Tokens } from '../../utils/hh/auth.ts';
import { createChats } from '../../utils/hh/chats.ts';
import { createClient } from '../../utils/hh/client.ts';
import { createCompany } from '../../utils/hh/company.ts';
import { createEmployer } from '../../utils/hh/employer.ts';
import { createTokenKeeper } from '../../utils/hh/keeper.ts';
import {
  type AccountId,
  type ApplicantId,
  asId,
  type EmployerId,
  type EntryId,
  type ManagerId,
} from '../../utils/ids.ts';
import { type Account, accountKey } from '../../utils/inbox/inbox.ts';
import type { StoredEntry, Wish } from '../../utils/inbox/write.ts';
import { createNegotiations } from '../../utils/negotiations.ts';
import { createOutbox } from '../../utils/outbox.ts';
import { createRevocation } from '../../utils/revocation.ts';
import { accountItem, outboxItem } from '../../utils/storage.ts';

/** Unix ms for us and for hh; sleeping moves it on. */
export interface Clock {
  now: number;
}

export type Carriers = ReturnType<typeof createCarriers>;
export type Desk = Awaited<ReturnType<typeof openDesk>>;

export const accounts: Record<'manager' | 'applicant', Account> = {
  manager: {
    state: 'signed-in',
    kind: 'manager',
    name: 'Орлова Марина',
    employer: { id: asId<EmployerId>(ids.employer), name: 'Ромашка' },
    managerId: asId<ManagerId>(ids.manager),
    accountId: asId<AccountId>(ids.account),
    accounts: [],
  },
  applicant: {
    state: 'signed-in',
    kind: 'applicant',
    name: 'Петрова Инна',
    employer: null,
    managerId: null,
    applicantId: asId<ApplicantId>('22345678'),
    accountId: null,
    accounts: [],
  },
};

/** Everything between a wish and the wire, as the worker puts it together, at a sandbox over TLS. */
export async function openDesk(sandbox: Sandbox, clock: Clock, login: 'manager' | 'applicant' = 'manager') {
  const { world } = sandbox;
  const issued = world.issueToken(login);
  let tokens: Tokens | null = {
    access: issued.access_token,
    refresh: issued.refresh_token,
    // Long valid by our own clock: only hh's word says otherwise.
    expiresAt: null,
  };
  /** Looks at each request to the API before it goes out. */
  const watch: { request?: (method: string, path: string) => void } = {};
  const now = () => clock.now;
  const client = createClient({
    fetch: (input, init) => {
      const url = new URL(String(input));
      watch.request?.(init?.method ?? 'GET', url.pathname);
      return fetchFrom(sandbox.port, url, init);
    },
    token: async () => keeper.current(),
    renew: (spent) => keeper.renew(spent),
    host: 'hh.ru',
    locale: 'RU',
    accountId: login === 'manager' ? ids.account : null,
    userAgent: 'Otklik-test/1.0 (test@example.com)',
    now,
    sleep: async (ms) => {
      clock.now += ms;
    },
    random: () => 0.5,
  });
  const auth = createAuth(client, now);
  const keeper = createTokenKeeper({
    load: async () => tokens,
    replace: async (_, next) => {
      tokens = next;
      return tokens;
    },
    orphaned: () => {},
    lock: (run) => run(),
    refresh: auth.refresh,
    now,
  });
  const hh = {
    client,
    fetch,
    auth,
    revocation: createRevocation(auth, now),
    employer: createEmployer(client),
    applicant: createApplicant(client),
    chats: createChats(client),
    company: createCompany(client),
  };
  await accountItem.setValue(accounts[login]);
  /** What the pages put beside the outbox. */
  const files = new Map<string, Blob>();
  const carriers = createCarriers(hh, {
    get: async (id) => files.get(id),
    remove: async (id) => void files.delete(id),
  });
  let lastId = 0;
  /** A worker that starts: nothing but the store is left of the one before. */
  const startWorker = (by: Carriers = carriers) =>
    createOutbox({
      carriers: by,
      account: async () => accountKey(await accountItem.getValue()),
      now,
      online: () => true,
      ticks: now,
      changed: () => {},
      arrived: async () => {},
    });
  const submit = (wish: Wish): Promise<EntryId> =>
    createNegotiations(hh, startWorker(), now).submit(asId<EntryId>(`entry-${++lastId}`), wish, 0);
  return { carriers, files, startWorker, submit, watch };
}

/** The only entry of the outbox. */
export async function onlyEntry(): Promise<StoredEntry> {
  const [entry, ...others] = await outboxItem.getValue();
  if (!entry || others.length > 0) throw new Error('not one entry');
  return entry;
}

/** What happened at hh since `before`. */
export function effectsSince(effects: Effects, before: Effects): Effects {
  const since = structuredClone(effects);
  for (const [name, list] of Object.entries(before)) since[name as keyof Effects].splice(0, list.length);
  return since;
}

const withoutBody = new Set([101, 204, 205, 304]);

/** `fetch`, but `api.hh.ru` is the sandbox. */
export async function fetchFrom(port: number, url: URL, init: RequestInit = {}): Promise<Response> {
  const { body, type } = await bodyOf(init.body);
  const headers = { Host: url.host, ...type, ...Object.fromEntries(new Headers(init.headers)) };
  const where = { host: '127.0.0.1', port, servername: url.host, rejectUnauthorized: false };
  const { method = 'GET', signal } = init;
  const more = signal ? { signal } : {};
  return new Promise((resolve, reject) => {
    const sent = request(
      { ...where, ...more, agent: false, path: url.pathname + url.search, method, headers },
      (answer) => {
        const status = answer.statusCode ?? 0;
        const given = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
          value === undefined ? [] : [[name, [value].flat().join(', ')]],
        );
        if (withoutBody.has(status)) answer.resume();
        const read = withoutBody.has(status) ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
        resolve(new Response(read, { status, headers: given }));
      },
    );
    sent.on('error', (cause) => reject(new TypeError('Failed to fetch', { cause })));
    sent.end(body);
  });
}

/** As `fetch` would send it; a form of parts has its boundary in the type. */
async function bodyOf(given: RequestInit['body']): Promise<{ body?: Buffer; type?: Record<string, string> }> {
  if (given === undefined || given === null) return {};
  const made = new Response(given);
  const type = made.headers.get('Content-Type');
  return {
    body: Buffer.from(await made.arrayBuffer()),
    ...(typeof given !== 'string' && type && { type: { 'Content-Type': type } }),
  };
}
