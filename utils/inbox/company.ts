import type { AddressId, ManagerId, ResumeId } from '../ids.ts';
import { fromKnown, type Known, valueOr } from '../known.ts';
import type { Inbox } from './inbox.ts';
import type { Candidate, Millis, Row } from './negotiation.ts';
import { type Sum, sumOf, together } from './sum.ts';
import { urgencyOf } from './urgency.ts';

/** A number that hh may have none for. */
export type Figure = Known<number | null>;

/** Replies of the last 30 days. */
export interface Statistics {
  received: Figure;
  /** Shares in percent. */
  viewed: Figure;
  replied: Figure;
  /** Days. */
  replyDays: Figure;
  /** Null while hh has too few responses to count it. */
  politeness: Known<{
    index: number;
    /** In the last 24 hours. */
    change: Known<number>;
    hint: string | null;
    description: string | null;
    article: string | null;
  } | null>;
}

/** One day of a vacancy. */
export interface Day {
  at: Known<Millis>;
  views: Figure;
  responses: Figure;
}

/** How a vacancy was published. */
export interface VacancyFacts {
  publishedAt: Millis | null;
  expiresAt: Millis | null;
  test: boolean;
  letterRequired: boolean;
  /** Applicants cannot write. */
  silent: boolean;
  /** Not open to applicants. */
  closed: boolean;
  address: string | null;
  /** Some of it could not be read. */
  partly: boolean;
}

/** Who looked at a vacancy and did not respond. */
export type Visitor = Candidate & { resumeId: ResumeId };

/** A text that hh sends in the company's name. */
export interface MailTemplate {
  id: string;
  name: string;
  kind: 'mail' | 'sms';
  text: Known<string>;
  editable: boolean;
  /** The company's own words; false: hh's. */
  own: boolean;
  variables: { id: string; name: string }[];
}

export interface Manager {
  id: ManagerId;
  name: Known<string>;
  position: string | null;
  email: string | null;
  phone: string | null;
  area: string | null;
  main: boolean;
  vacancies: number | null;
}

export interface ManagerInFull extends Manager {
  type: string | null;
  permissions: Known<string>[];
}

/** What I may do, and what it is paid with. */
export interface Rights {
  viewsLeft: number | null;
  viewsLimit: number | null;
  /** Paid parts of the API in hh's words. */
  access: { id: string; name: Known<string>; open: boolean | null }[];
  services: Known<{ id: string; name: Known<string>; left: number | null; of: number | null }[]>;
  /** hh's default for "also by SMS". */
  sms: boolean | null;
  currency: string | null;
  languages: { id: string; name: string; current: boolean }[];
}

export interface CompanyAddress {
  id: AddressId;
  text: string;
}

export interface AddressInFull extends CompanyAddress {
  description: string | null;
  metro: string[];
}

/** Those who wait longest for an answer, the longest first. */
export const waitingFirst = (rows: readonly Row[], count = 10): Row[] =>
  [...rows].sort((a, b) => valueOr(a.createdAt, never) - valueOr(b.createdAt, never)).slice(0, count);

/** Who nobody knows since when they wait come last. */
const never = Number.MAX_SAFE_INTEGER;

/** How many wait longer than the person's own limit: at least so many, while others were not read. */
export const lateOf = (inbox: Inbox, now: Millis, limitHours: number): Sum =>
  together(
    sumOf(
      inbox.rows.map(({ createdAt }) =>
        fromKnown(createdAt, (since) => (urgencyOf(since, now, limitHours) === 'neutral' ? 0 : 1)),
      ),
    ),
    hasAllRows(inbox) ? sumOf([]) : sumOf([], false),
  );

/** Every unread response that hh counts is among the rows of the store. */
export const hasAllRows = ({ allVacancies, vacancies, rows }: Inbox): boolean =>
  allVacancies &&
  vacancies.every(
    ({ id, unread }) =>
      unread.known && rows.filter(({ vacancyId }) => vacancyId === id).length >= unread.value,
  );

/** Variables in a text that hh does not know for this template: it would refuse the whole text. */
export function unknownVariables(text: string, { variables }: Pick<MailTemplate, 'variables'>): string[] {
  const known = new Set(variables.map(({ id }) => id));
  const used = [...text.matchAll(/\[([A-Za-z_]+)\]/g)].map(([, id = '']) => id);
  return [...new Set(used.filter((id) => !known.has(id)))];
}
