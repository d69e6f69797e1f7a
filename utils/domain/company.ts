import type { ManagerId, ResumeId } from '../ids.ts';
import { fromKnown, type Known, type List, valueOr } from '../known.ts';
import type { Inbox } from './inbox.ts';
import type { Address, Candidate, Millis, Row } from './negotiation.ts';
import { urgencyOf } from './stage.ts';
import { type Sum, sumOf, together } from './sum.ts';

/** A number; null if hh has none. */
export type Figure = Known<number | null>;

/** Reply statistics for the last 30 days. */
export interface Statistics {
  received: Figure;
  /** Percentages. */
  viewed: Figure;
  replied: Figure;
  /** In days. */
  replyDays: Figure;
  /** Null if hh has too few responses to compute it. */
  politeness: Known<{
    index: number;
    /** In the last 24 hours. */
    change: Known<number>;
    hint: Known<string | null>;
    description: Known<string | null>;
    article: Known<string | null>;
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
  publishedAt: Known<Millis>;
  expiresAt: Known<Millis | null>;
  test: Known<boolean>;
  letterRequired: Known<boolean>;
  /** Applicants cannot write messages. */
  silent: Known<boolean>;
  /** Not open to applicants. */
  closed: Known<boolean>;
  address: Known<string | null>;
}

/** Somebody who viewed a vacancy and did not respond. */
export type Visitor = Candidate & { resumeId: ResumeId };

/** A text that hh sends in the company's name. */
export interface MailTemplate {
  id: string;
  name: Known<string>;
  kind: Known<'mail' | 'sms'>;
  text: Known<string>;
  editable: Known<boolean>;
  /** Whether the text is the company's own; false: hh's. */
  own: Known<boolean>;
  variables: { id: string; name: string }[];
}

export interface Manager {
  id: ManagerId;
  name: Known<string>;
  position: Known<string | null>;
  email: Known<string | null>;
  phone: Known<string | null>;
  area: Known<string | null>;
  main: Known<boolean>;
  /** Null if we may not see it. */
  vacancies: Figure;
}

export interface ManagerInFull extends Manager {
  type: Known<string | null>;
  permissions: Known<List<Known<string>>>;
}

/** What the user may do, and the paid services that cover it. */
export interface Rights {
  /** Null if hh does not say, here and below. */
  viewsLeft: number | null;
  viewsLimit: number | null;
  /** Paid API methods by hh's names. */
  access: Known<List<{ name: Known<string>; open: boolean | null }>>;
  /** `balance` is null for a service without a limit. */
  services: Known<List<{ name: Known<string>; balance: Known<{ left: number; of: Known<number> } | null> }>>;
  /** hh's default for "also by SMS". */
  sms: boolean | null;
  currency: Known<string | null>;
  languages: Known<List<{ name: Known<string>; current: boolean | null }>>;
}

export interface AddressInFull extends Address {
  description: Known<string | null>;
  /** All stations near the address. */
  metro: Known<string[]>;
}

/** The responses that have waited longest, the oldest first. */
export const waitingFirst = (rows: readonly Row[], count = 10): Row[] =>
  [...rows].sort((a, b) => valueOr(a.createdAt, never) - valueOr(b.createdAt, never)).slice(0, count);

/** Sorts rows with an unknown date last. */
const never = Number.MAX_SAFE_INTEGER;

/** How many have waited longer than the user's own limit; a minimum if some rows were not read. */
export const lateOf = (inbox: Inbox, now: Millis, limitHours: number): Sum =>
  together(
    sumOf(
      inbox.rows.map(({ createdAt }) =>
        fromKnown(createdAt, (since) => (urgencyOf(since, now, limitHours) === 'neutral' ? 0 : 1)),
      ),
    ),
    hasAllRows(inbox) ? sumOf([]) : sumOf([], false),
  );

/** Whether the store has a row for every unread response that hh counts. */
export const hasAllRows = ({ allVacancies, vacancies, rows }: Inbox): boolean =>
  allVacancies &&
  vacancies.every(
    ({ id, unread }) =>
      unread.known && rows.filter(({ vacancyId }) => vacancyId === id).length >= unread.value,
  );

/** Variables in the text that hh does not know for this template: hh would reject the whole text. */
export function unknownVariables(text: string, { variables }: Pick<MailTemplate, 'variables'>): string[] {
  const known = new Set(variables.map(({ id }) => id));
  const used = [...text.matchAll(/\[([A-Za-z_]+)\]/g)].map(([, id = '']) => id);
  return [...new Set(used.filter((id) => !known.has(id)))];
}
