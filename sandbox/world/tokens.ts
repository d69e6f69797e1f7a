import { createHash, randomBytes } from 'node:crypto';
import type { Ledger } from '../ledger.ts';

/** Whom a token acts for. */
export type Login =
  | 'manager'
  | 'colleague'
  | 'applicant'
  | 'secondApplicant'
  /** The manager, who also looks for a job. */
  | 'both'
  | 'integration'
  | 'application';

/** Logins of applicants; `both` is Marina Orlova, who is a recruiter as well. */
const applicantLogins = ['applicant', 'secondApplicant', 'both'] as const;
export type ApplicantLogin = (typeof applicantLogins)[number];

export const isApplicantLogin = (login: Login | null): login is ApplicantLogin =>
  applicantLogins.some((known) => known === login);

/** Logins that act for an employer, with a work account. */
export const isManagerLogin = (login: Login | undefined | null): boolean =>
  login === 'manager' || login === 'colleague' || login === 'both';

export interface Token {
  access: string;
  refresh: string | null;
  login: Login;
  expiresAt: number;
  refreshed: boolean;
  revoked: boolean;
}

export interface IssuedToken {
  access_token: string;
  token_type: 'bearer';
  expires_in: number;
  refresh_token: string;
}

interface Code {
  clientId: string;
  redirectUri: string | null;
  challenge: string | null;
  login: Login;
  expiresAt: number;
  used: boolean;
}

/** An error of the token endpoint, which has a shape of its own; `description` is its `error_description`. */
export class TokenError extends Error {
  readonly error: string;
  readonly description: string;
  constructor(error: string, description: string) {
    super(description);
    this.error = error;
    this.description = description;
  }
}

const LIFETIME_SECONDS = 1_209_600;
const CODE_LIFETIME = 10 * 60_000;
const APPLICATION_TOKEN_PAUSE = 5 * 60_000;

/** Applications, codes and tokens: hh's OAuth, in which codes and refresh tokens work once. */
export class Tokens {
  /** Registered applications. An unknown id is registered with the secret that it first comes with. */
  readonly clients = new Map<string, { secret: string }>();
  private readonly codes = new Map<string, Code>();
  private readonly tokens: Token[] = [];
  private readonly byAccess = new Map<string, Token>();
  private applicationTokenAt = new Map<string, number>();
  private readonly ledger: Ledger;
  private readonly now: () => number;

  constructor(ledger: Ledger, now: () => number) {
    this.ledger = ledger;
    this.now = now;
  }

  /** A new code, for the redirect back from the authorize page. */
  issueCode(request: Pick<Code, 'clientId' | 'redirectUri' | 'challenge' | 'login'>): string {
    const code = secret(32);
    this.codes.set(code, { ...request, expiresAt: this.now() + CODE_LIFETIME, used: false });
    return code;
  }

  issue(login: Login): IssuedToken {
    const token: Token = {
      access: `USER${secret(60)}`,
      refresh: `REFR${secret(60)}`,
      login,
      expiresAt: this.now() + LIFETIME_SECONDS * 1000,
      refreshed: false,
      revoked: false,
    };
    this.remember(token);
    return {
      access_token: token.access,
      token_type: 'bearer',
      expires_in: LIFETIME_SECONDS,
      refresh_token: token.refresh ?? '',
    };
  }

  exchangeCode(form: URLSearchParams): IssuedToken {
    this.checkClient(form);
    const code = this.codes.get(form.get('code') ?? '');
    if (!code || code.clientId !== form.get('client_id'))
      throw new TokenError('invalid_request', 'code not found');
    if (code.used) throw new TokenError('invalid_grant', 'code has already been used');
    if (code.expiresAt < this.now()) throw new TokenError('invalid_grant', 'code expired');
    if ((code.redirectUri ?? form.get('redirect_uri')) !== form.get('redirect_uri')) {
      throw new TokenError('invalid_request', 'bad redirect url');
    }
    if (code.challenge !== null && code.challenge !== challengeOf(form.get('code_verifier') ?? '')) {
      throw new TokenError('invalid_grant', 'code verifier mismatch');
    }
    code.used = true;
    return this.issue(code.login);
  }

  /** A refresh token works once, and only after its access token has expired. */
  refresh(form: URLSearchParams): IssuedToken {
    const refreshToken = form.get('refresh_token');
    if (!refreshToken) throw new TokenError('invalid_request', 'token is empty');
    const token = this.tokens.find((known) => known.refresh === refreshToken);
    if (!token) throw new TokenError('invalid_request', 'token not found');
    if (token.revoked) throw new TokenError('invalid_grant', 'token was revoked');
    if (token.refreshed) throw new TokenError('invalid_grant', 'token has already been refreshed');
    if (token.expiresAt > this.now()) throw new TokenError('invalid_grant', 'token not expired');
    token.refreshed = true;
    return this.issue(token.login);
  }

  /** An application's own token: never expires, is issued once in five minutes, and a new one revokes the old. */
  issueToApplication(form: URLSearchParams): { access_token: string; token_type: 'bearer' } {
    this.checkClient(form);
    const clientId = form.get('client_id') ?? '';
    const before = this.applicationTokenAt.get(clientId);
    if (before !== undefined && this.now() - before < APPLICATION_TOKEN_PAUSE) {
      throw new TokenError('forbidden', 'app token refresh too early');
    }
    this.applicationTokenAt.set(clientId, this.now());
    for (const old of this.tokens) if (old.login === 'application') old.revoked = true;
    const token: Token = {
      access: `APPL${secret(60)}`,
      refresh: null,
      login: 'application',
      expiresAt: Number.POSITIVE_INFINITY,
      refreshed: false,
      revoked: false,
    };
    this.remember(token);
    return { access_token: token.access, token_type: 'bearer' };
  }

  find(access: string): Token | undefined {
    return this.byAccess.get(access);
  }

  revoke(token: Token): void {
    token.revoked = true;
    this.ledger.effects.tokensRevoked.push(token.access);
  }

  /** Makes every valid user token expire now. */
  expireAll(): void {
    for (const token of this.tokens)
      if (token.refresh) token.expiresAt = Math.min(token.expiresAt, this.now() - 1);
  }

  /** Revokes every token and its refresh token, as a change of the password does. */
  revokeAll(): void {
    for (const token of this.tokens) token.revoked = true;
  }

  private remember(token: Token): void {
    this.tokens.push(token);
    this.byAccess.set(token.access, token);
    this.ledger.effects.tokensIssued.push(token.access);
  }

  private checkClient(form: URLSearchParams): void {
    const id = form.get('client_id');
    const clientSecret = form.get('client_secret');
    if (!id || !clientSecret) throw new TokenError('invalid_client', 'client_id or client_secret not found');
    const known = this.clients.get(id) ?? { secret: clientSecret };
    this.clients.set(id, known);
    if (known.secret !== clientSecret) throw new TokenError('invalid_request', 'account not found');
  }
}

function secret(length: number): string {
  return randomBytes(length).toString('hex').toUpperCase().slice(0, length);
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

/** Who the browser is signed in as at the site. */
export type Visitor = ApplicantLogin | 'employer' | 'nobody';
export const visitors: readonly Visitor[] = ['applicant', 'secondApplicant', 'both', 'employer', 'nobody'];

/** What is shown instead of the applicant's pages: one of the two anti-bot pages, or a plain status. */
export const gates = ['open', 'captcha', 'unauthorized', 'forbidden', 'too-many'] as const;
export type Gate = (typeof gates)[number];

/** Ways in which the list's embedded state can be wrong. */
export const spoils = [
  'none',
  /** The JSON ends in the middle. */
  'cut',
  /** Valid JSON of another shape. */
  'shape',
  /** Ten megabytes of text. */
  'huge',
  /** Markup in every text. */
  'markup',
  /** One invalid topic among valid ones. */
  'bad-topic',
  /** No template on the page. */
  'missing',
] as const;
export type Spoil = (typeof spoils)[number];

export const escapes = ['decimal', 'hex', 'named', 'bare'] as const;
export type Escapes = (typeof escapes)[number];

/** The site's session and simulated problems; all of it can be changed at any time. */
export class Session {
  gate: Gate = 'open';
  /** Seconds for `Retry-After` of the gate `too-many`; null omits the header. */
  retryAfter: number | null = 60;
  spoil: Spoil = 'none';
  /** Any other change to the list's state, after `spoil`; the result is embedded. */
  drift: ((state: Record<string, unknown>) => unknown) | null = null;
  /** How markup is escaped in the embedded state; `each`: in another way on each page, as hh's servers do. */
  escapes: Escapes | 'each' = 'each';
  /** As recorded in spring 2026: with a pager and the number of pages, and every time as text with its offset. */
  recorded = false;
  private chosen: Visitor | null = null;
  private readonly login: () => Login;

  constructor(login: () => Login) {
    this.login = login;
  }

  /** The person whom OAuth would sign in, until another one is chosen. */
  get who(): Visitor {
    const login = this.login();
    return this.chosen ?? (isApplicantLogin(login) ? login : 'employer');
  }

  /** Signs in as if by hand in another tab; `nobody` signs out. */
  signIn(who: Visitor): void {
    this.chosen = who;
  }

  signOut(): void {
    this.chosen = 'nobody';
  }

  get applicant(): ApplicantLogin | null {
    const { who } = this;
    return who === 'employer' || who === 'nobody' ? null : who;
  }
}
