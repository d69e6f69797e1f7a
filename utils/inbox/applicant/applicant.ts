import type { Problem } from '../../problem.ts';
import type { Millis } from '../negotiation.ts';
import type { Counts } from './lists.ts';
import type { Topic } from './topic.ts';

/**
 * One of the two ways to an applicant's negotiations. `closed`: hh refused it, and it is not tried before that
 * time. `stopped`: it ran into something, and goes on when the person says so.
 */
export type Way =
  | { state: 'off' }
  | { state: 'on'; at: Millis | null }
  | { state: 'closed'; until: Millis }
  | { state: 'stopped'; problem: Problem; at: Millis };

/**
 * The applicant's half at a glance: small, so that the badge and the popup's first paint need nothing else,
 * however many negotiations there are.
 */
export interface Applicant {
  /** Whose they are, by hh's user id; null while nothing was read. */
  owner: string | null;
  counts: Counts;
  /** The first of the list `new`, as many as the popup shows at once. */
  front: Topic[];
  api: Way;
  pages: Way;
  /** Last time either way brought something. */
  freshAt: Millis | null;
  /** Why it is stale, and since when: of the way that is in use. */
  problem: Problem | null;
  problemSince: Millis | null;
  /** Topics of hh's answers that could not be read. */
  setAside: number;
  /** How many negotiations hh counts; more than we hold until every page was read. */
  total: number | null;
}

export const emptyApplicant: Applicant = {
  owner: null,
  counts: { new: 0, waiting: 0, silent: 0, all: 0 },
  front: [],
  api: { state: 'off' },
  pages: { state: 'off' },
  freshAt: null,
  problem: null,
  problemSince: null,
  setAside: 0,
  total: null,
};

/** All of a person's negotiations, the newest change first. */
export interface Topics {
  owner: string | null;
  topics: Topic[];
}

/** What I noted for myself about a negotiation; it never leaves the browser. */
export interface OwnNote {
  text: string;
  /** My next step, and when. */
  next: { text: string; on: Millis | null } | null;
}
