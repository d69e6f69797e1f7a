import type { Application } from '../application.ts';
import type { ExchangeUrl } from '../ids.ts';
import { wordsOf } from '../problem.ts';
import type { Client } from './client.ts';
import { HhError, problemOf } from './errors.ts';
import { parseUrl } from './pages.ts';
import { number, object, text, word } from './read.ts';

/** A pair of tokens as we store it. `expiresAt` is Unix ms, null if hh gave no expiry (a pasted token). */
export interface Tokens {
  access: string;
  refresh: string | null;
  expiresAt: number | null;
}

interface AuthorizeQuery {
  clientId: string;
  redirectUri: string;
  /** Random; must come back unchanged. */
  state: string;
  /** From `pkce()`. */
  challenge: string;
  /** Which sign-in form to show. */
  role?: 'employer' | 'applicant';
  /** The site to sign in on; default `hh.ru`. */
  host?: string;
}

/** The page where the user authorizes the application. Source: hh's documents, "authorization of a user". */
export function authorizeUrl(of: AuthorizeQuery): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: of.clientId,
    redirect_uri: of.redirectUri,
    state: of.state,
    code_challenge: of.challenge,
    code_challenge_method: 'S256',
    ...(of.role && { role: of.role }),
  });
  return `https://${of.host ?? 'hh.ru'}/oauth/authorize?${query}`;
}

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** 43 random characters, suitable for `state` and for a verifier. */
export const randomWord = (source: Pick<Crypto, 'getRandomValues'> = crypto): string =>
  base64url(source.getRandomValues(new Uint8Array(32)));

/** A verifier and its S256 challenge (RFC 7636). */
export async function pkce(source: Crypto = crypto): Promise<{ verifier: string; challenge: string }> {
  const verifier = randomWord(source);
  const digest = await source.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return { verifier, challenge: base64url(new Uint8Array(digest)) };
}

/**
 * The code from the address to which hh redirected the browser.
 *
 * @throws {HhError} `sign-in-cancelled`, or `sign-in-failed` if the answer does not belong to our request.
 */
export function parseRedirect(url: string, state: string): string {
  const query = parseUrl(url)?.searchParams;
  const code = query?.get('code');
  if (query?.get('state') !== state) throw new HhError({ name: 'sign-in-failed', detail: 'state' }, 'no');
  if (query.get('error') === 'access_denied') throw new HhError('sign-in-cancelled', 'no');
  if (!code) throw new HhError({ name: 'sign-in-failed', detail: 'no code' }, 'no');
  return code;
}

interface Exchange {
  application: Application;
  code: string;
  /** The same as for `authorizeUrl`. */
  redirectUri: string;
  verifier: string;
}

/** `POST /token` (operation `authorize`); an application's token has neither an expiry nor a refresh token. */
export const tokens = object(() => ({
  access_token: word,
  refresh_token: text,
  expires_in: number,
}));

function noService(cause: unknown): never {
  throw new HhError({ name: 'sign-in-service', detail: wordsOf(cause) }, 'no');
}

const revokeTimeoutMs = 5_000;
const serviceTimeoutMs = 30_000;

export type Auth = ReturnType<typeof createAuth>;

/**
 * The token endpoint, `https://api.hh.ru/token` (operations `authorize`, `invalidate-token`). All throw
 * HhError.
 */
export function createAuth(client: Client, send: typeof fetch = fetch, now: () => number = Date.now) {
  const read = (json: unknown): Tokens => {
    const { access_token, refresh_token, expires_in } = tokens.parse(json);
    return {
      access: access_token,
      refresh: refresh_token ?? null,
      expiresAt: typeof expires_in === 'number' ? now() + expires_in * 1000 : null,
    };
  };
  const ask = (form: Record<string, string>): Promise<Tokens> =>
    client.send({ method: 'POST', url: '/token', form, effect: 'none', auth: false, read });

  /**
   * The service (`sign-in-service/`) is not part of hh's API: it receives only this exchange, and never a
   * token.
   */
  async function askService(service: ExchangeUrl, form: Record<string, string>): Promise<Tokens> {
    const answer = await send(service, {
      method: 'POST',
      body: new URLSearchParams(form),
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(serviceTimeoutMs),
    }).catch(noService);
    // A proxy in front of it may answer with an HTML page.
    const json: unknown = await answer.json().catch(noService);
    // Nothing is at that address, or it is rate-limiting sign-ins; `problemOf` would take either for hh's
    // answer.
    if (answer.status === 404 || answer.status === 429) return noService(answer.status);
    if (!answer.ok) throw new HhError(problemOf(answer.status, json, answer.headers, now()), 'no');
    try {
      return read(json);
    } catch (cause) {
      return noService(cause);
    }
  }

  return {
    /** Exchanges a code for the first pair. A code works once, for a few minutes. */
    exchange({ application, code, redirectUri, verifier }: Exchange): Promise<Tokens> {
      const form = { code, redirect_uri: redirectUri, code_verifier: verifier };
      if ('exchangeUrl' in application) return askService(application.exchangeUrl, form);
      return ask({
        grant_type: 'authorization_code',
        client_id: application.clientId,
        client_secret: application.clientSecret,
        ...form,
      });
    },

    /** Exchanges a refresh token for the next pair. It works once, and only after the access token has expired. */
    refresh: (refreshToken: string) => ask({ grant_type: 'refresh_token', refresh_token: refreshToken }),

    /** Revokes an access token together with its refresh token, with a short timeout. */
    revoke: (token: string) =>
      client.send({
        method: 'DELETE',
        url: '/token',
        effect: 'none',
        auth: token,
        timeout: revokeTimeoutMs,
        read: () => {},
      }),
  };
}

interface TokenRefreshOptions {
  load: () => Promise<Tokens | null>;
  /**
   * Replaces `held` with `next` if `held` is still in the store.
   * @returns the stored pair afterwards
   */
  replace: (held: Tokens, next: Tokens | null) => Promise<Tokens | null>;
  /** Called with a new pair that is no longer needed: the user signed out, or in again, while it was in flight. */
  orphaned: (tokens: Tokens) => void;
  /** Runs one at a time across the whole extension (a Web Lock). */
  lock: <T>(run: () => Promise<T>) => Promise<T>;
  refresh: (refreshToken: string) => Promise<Tokens>;
  /** Unix ms. */
  now?: () => number;
  sleep?: (ms: number) => Promise<void>;
}

export type TokenRefresh = ReturnType<typeof createTokenRefresh>;

/** Delays before retrying to store a pair, ms. */
const saveAgainAfter = [1_000, 5_000, 15_000];

/**
 * Keeps the token pair alive under hh's rules (documents, operation `authorize`): refresh only after expiry,
 * and use each refresh token once. So only one caller renews at a time, and the others wait and use its result.
 * A new pair that cannot be stored is kept in memory, used, and stored again at each use and after a while,
 * because hh sends it only once.
 */
export function createTokenRefresh(options: TokenRefreshOptions) {
  const { load, replace, orphaned, lock, refresh, now = Date.now } = options;
  const { sleep = (ms) => new Promise<void>((done) => setTimeout(done, ms)) } = options;
  /** A token that hh accepted although it has expired by our clock: asking for its successor is useless. */
  let alive: string | null = null;
  /** A new pair that is not stored yet. */
  let unsaved: { held: Tokens; next: Tokens } | null = null;
  const expired = ({ access, expiresAt }: Tokens) =>
    expiresAt !== null && expiresAt <= now() && access !== alive;

  /** The pair in use; stores an unsaved one first. */
  async function held(): Promise<Tokens | null> {
    const waiting = unsaved;
    if (!waiting) return load();
    let stands: Tokens | null;
    try {
      stands = await replace(waiting.held, waiting.next);
    } catch {
      return waiting.next;
    }
    if (unsaved === waiting) {
      unsaved = null;
      if (stands?.access !== waiting.next.access) orphaned(waiting.next);
    }
    return stands;
  }

  async function saveAgain(): Promise<void> {
    for (const wait of saveAgainAfter) {
      await sleep(wait);
      await held();
      if (!unsaved) return;
    }
  }

  /** @param spent the access token that no longer works */
  const renew = (spent: string): Promise<string | null> =>
    lock(async () => {
      const before = await held();
      if (!before) return null;
      if (before.access !== spent) return before.access;
      if (!before.refresh) throw await lost(before);
      try {
        unsaved = { held: before, next: await refresh(before.refresh) };
        const stands = await held();
        if (unsaved) void saveAgain().catch(() => {});
        return stands?.access ?? null;
      } catch (error) {
        if (!(error instanceof HhError)) throw error;
        const { name, detail = '' } = error.problem;
        // hh's clock decides: the current token still works.
        if (detail.endsWith('token not expired')) {
          alive = before.access;
          return alive;
        }
        if (name !== 'access-revoked' && name !== 'sign-in-failed') throw error;
        const stored = await load();
        if (stored && stored.access !== spent) return stored.access;
        throw await lost(before, error);
      }
    });

  async function lost(before: Tokens, cause?: HhError): Promise<HhError> {
    await replace(before, null);
    return new HhError({ ...cause?.problem, name: 'access-revoked' }, 'no', cause);
  }

  return {
    /**
     * The access token to use now; an expired one is renewed first. Null if signed out.
     *
     * @throws {HhError} `access-revoked` if hh refuses a new one (the pair is then cleared); any other failure
     * to get hh's answer (the pair is kept).
     */
    current: async (): Promise<string | null> => {
      const pair = await held();
      return pair && expired(pair) && pair.refresh ? renew(pair.access) : (pair?.access ?? null);
    },
    renew,
  };
}
