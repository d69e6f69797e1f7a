import { type ApplicantLogin, isApplicantLogin, type Login } from './tokens.ts';

/** Who the browser is at the site. */
export type Visitor = ApplicantLogin | 'employer' | 'nobody';
export const visitors: readonly Visitor[] = ['applicant', 'secondApplicant', 'both', 'employer', 'nobody'];

/** What stands before the applicant's pages: the two anti-bot pages, or a plain status. */
export const gates = ['open', 'captcha', 'unauthorized', 'forbidden', 'too-many'] as const;
export type Gate = (typeof gates)[number];

/** Ways in which the embedded state of the list is not what one expects. */
export const spoils = [
  'none',
  /** The JSON ends in the middle. */
  'cut',
  /** Valid JSON of another shape. */
  'shape',
  /** Ten megabytes of it. */
  'huge',
  /** Markup in every text. */
  'markup',
  /** Topics whose vacancies are not in the list of vacancies. */
  'no-vacancies',
  /** Words for states that nobody knows. */
  'unknown-states',
  /** One topic among the good ones is no topic. */
  'bad-topic',
  /** No template on the page. */
  'missing',
] as const;
export type Spoil = (typeof spoils)[number];

export const escapes = ['decimal', 'hex', 'named', 'bare'] as const;
export type Escapes = (typeof escapes)[number];

/** The site's session and its moods; all of it can be changed at any time. */
export class Session {
  gate: Gate = 'open';
  /** Seconds for `Retry-After` of the gate `too-many`; null sends none. */
  retryAfter: number | null = 60;
  spoil: Spoil = 'none';
  /** Any other change to the list's state, after `spoil`; what it returns is embedded. */
  drift: ((state: Record<string, unknown>) => unknown) | null = null;
  /** How markup is written in the embedded state; `each`: another way on each page, as hh's servers do. */
  escapes: Escapes | 'each' = 'each';
  /** As recorded in the spring of 2026: with a pager and the number of pages, and every time as text with its offset. */
  recorded = false;
  /** hh's own cookie may be either; nobody knows. */
  sameSite: 'Lax' | 'None' = 'Lax';
  private chosen: Visitor | null = null;
  private readonly login: () => Login;

  constructor(login: () => Login) {
    this.login = login;
  }

  /** Until somebody else is chosen, the person whom OAuth would sign in. */
  get who(): Visitor {
    const login = this.login();
    return this.chosen ?? (isApplicantLogin(login) ? login : 'employer');
  }

  /** As if by hand in another tab; `nobody` signs out. */
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
