import type { AddressId, ManagerId, ResumeId } from '../ids.ts';
import type { Candidate, Millis, Row } from './negotiation.ts';
import { urgencyOf } from './urgency.ts';

/** Replies of the last 30 days; null where hh does not say. */
export interface Statistics {
  received: number | null;
  /** Shares in percent. */
  viewed: number | null;
  replied: number | null;
  /** Days. */
  replyDays: number | null;
  politeness: {
    index: number;
    /** In the last 24 hours. */
    change: number;
    hint: string | null;
    description: string | null;
    article: string | null;
  } | null;
}

/** One day of a vacancy; `at` is null where hh's date cannot be read. */
export interface Day {
  at: Millis | null;
  views: number | null;
  responses: number | null;
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
}

/** Who looked at a vacancy and did not respond. */
export type Visitor = Candidate & { resumeId: ResumeId };

/** A text that hh sends in the company's name. */
export interface MailTemplate {
  id: string;
  name: string;
  kind: 'mail' | 'sms';
  text: string;
  editable: boolean;
  /** The company's own words; false: hh's. */
  own: boolean;
  variables: { id: string; name: string }[];
}

export interface Manager {
  id: ManagerId;
  name: string;
  position: string | null;
  email: string | null;
  phone: string | null;
  area: string | null;
  main: boolean;
  vacancies: number | null;
}

export interface ManagerInFull extends Manager {
  type: string | null;
  permissions: string[];
}

/** What I may do, and what it is paid with. */
export interface Rights {
  viewsLeft: number | null;
  viewsLimit: number | null;
  /** Paid parts of the API in hh's words. */
  access: { id: string; name: string; open: boolean | null }[];
  services: { id: string; name: string; left: number | null; of: number | null }[];
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
  [...rows].sort((a, b) => a.createdAt - b.createdAt).slice(0, count);

/** How many wait longer than the person's own limit. */
export const waitingLong = (rows: readonly Row[], now: Millis, limitHours: number): number =>
  rows.filter(({ createdAt }) => urgencyOf(createdAt, now, limitHours) !== 'neutral').length;

/** Variables in a text that hh does not know for this template: it would refuse the whole text. */
export function unknownVariables(text: string, { variables }: Pick<MailTemplate, 'variables'>): string[] {
  const known = new Set(variables.map(({ id }) => id));
  const used = [...text.matchAll(/\[([A-Za-z_]+)\]/g)].map(([, id = '']) => id);
  return [...new Set(used.filter((id) => !known.has(id)))];
}
