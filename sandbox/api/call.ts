import type { Context } from 'hono';
import { badArgument, forbidden, notFound, oauthError, topicNotFound } from '../errors.ts';
import type { Account, Applicant, Chat, Negotiation, Resume, Vacancy } from '../world/model.ts';
import type { Words } from '../world/pipeline.ts';
import { isApplicantLogin, type Login, type Token } from '../world/tokens.ts';
import type { World } from '../world/world.ts';

/** What the middleware found out about a call before its handler runs. */
export interface CallVariables {
  token: Token | null;
  account: Account | null;
  requestId: string;
}
export type CallContext = Context<{ Variables: CallVariables }>;

/** One call as a handler sees it: who calls, in which language, about which part of the world. */
export class Call {
  readonly world: World;
  readonly context: CallContext;
  constructor(world: World, context: CallContext) {
    this.world = world;
    this.context = context;
  }

  get login(): Login | null {
    return this.context.get('token')?.login ?? null;
  }

  /** The acting manager account; refuses other kinds of token as hh does. */
  get account(): Account {
    const account = this.context.get('account');
    if (account) return account;
    throw this.login === 'application' ? oauthError('user_auth_expected') : forbidden();
  }

  /** The applicant who calls; null for all other callers. */
  get applicant(): Applicant | null {
    const { login } = this;
    return isApplicantLogin(login) ? this.world.applicant(login) : null;
  }

  /** A negotiation of the calling applicant's own, if there is one with this id. */
  topic(id: string): Negotiation | undefined {
    const { applicant } = this;
    const found = this.world.negotiations.get(id);
    const isOwn = found && this.world.resume(found.resumeHash).ownerId === applicant?.ownerId;
    return isOwn ? found : undefined;
  }

  get host(): string {
    return this.query('host') ?? 'hh.ru';
  }

  words(words: Words): string {
    return this.query('locale')?.toUpperCase() === 'EN' ? words.EN : words.RU;
  }

  query(name: string): string | null {
    return this.context.req.query(name) ?? null;
  }

  number(name: string, fallback: number, max = Number.POSITIVE_INFINITY): number {
    const raw = this.query(name);
    if (raw === null) return fallback;
    const value = Number(raw);
    if (!Number.isInteger(value) || value < 0 || value > max) throw badArgument(name);
    return value;
  }

  param(name: string): string {
    return this.context.req.param(name) ?? '';
  }

  async form(): Promise<URLSearchParams> {
    return new URLSearchParams(await this.context.req.text());
  }

  /** The id of the caller's own employer. @throws forbidden for any other employer */
  employer(): string {
    if (this.param('e') !== this.account.employerId) throw forbidden();
    return this.account.employerId;
  }

  vacancy(id: string): Vacancy {
    const vacancy = this.world.vacancies.get(id);
    if (!vacancy || vacancy.employerId !== this.account.employerId) throw notFound();
    return vacancy;
  }

  resume(hash: string): Resume {
    const { employerId } = this.account;
    const resume = this.world.resumeFor(employerId, hash);
    if (!employerId || !resume || resume.deleted) throw notFound();
    return resume;
  }

  negotiation(id: string): Negotiation {
    const negotiation = this.world.negotiations.get(id);
    const vacancy = negotiation && this.world.vacancies.get(negotiation.vacancyId);
    if (!negotiation || vacancy?.employerId !== this.account.employerId) throw topicNotFound();
    return negotiation;
  }

  /** A chat is visible to the managers who take part in it; for others it does not exist. */
  chat(id: string): Chat {
    const chat = this.world.chats.get(id);
    if (!chat?.managerIds.includes(this.account.managerId)) throw notFound();
    return chat;
  }

  /** A page of a list, with hh's four numbers. Some of hh's lists have one page even if they are empty. */
  page<T, R>(
    list: T[],
    show: (item: T) => R,
    maxPerPage: number,
    leastPages = 0,
  ): { items: R[]; found: number; page: number; pages: number; per_page: number } {
    const perPage = this.number('per_page', 20, maxPerPage) || 20;
    const page = this.number('page', 0);
    return {
      items: list.slice(page * perPage, (page + 1) * perPage).map(show),
      found: list.length,
      page,
      pages: Math.max(leastPages, Math.ceil(list.length / perPage)),
      per_page: perPage,
    };
  }
}

export const API = 'https://api.hh.ru';

/** Handles an operation: answers with a Response, or throws an `ApiError`. */
export type Handler = (call: Call) => Response | Promise<Response>;
export interface Api {
  get(path: string, handler: Handler): void;
  post(path: string, handler: Handler): void;
  put(path: string, handler: Handler): void;
  delete(path: string, handler: Handler): void;
}
