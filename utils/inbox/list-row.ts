import type { Action, Row } from './negotiation.ts';
import type { Stage } from './stage.ts';

/** A row of the store, as a list shows it: what only a page of hh's list says is not known. */
export const listRowOfStored = (row: Row): ListRow => ({
  ...row,
  state: row.stage,
  source: null,
  tags: [],
  hasUpdates: true,
  messages: 0,
  messaging: 'ok',
  testMark: null,
  autoSurvey: null,
  notes: 0,
  resumeDeleted: row.candidate.resumeId === null,
  actions: [],
});

/** One row of a collection in the inbox page: what its list says of it, so that nothing more need be read to show it. */
export interface ListRow extends Row {
  /** What the applicant sees. */
  state: Stage;
  /** hh's word for where it came from (`AUTO_RESPONSE` …); unknown ones pass. */
  source: string | null;
  /** Ids of hh's tags (`AUTO_RESPONSE` …). */
  tags: string[];
  /** Not viewed yet, or with unread messages. */
  hasUpdates: boolean;
  messages: number;
  /** hh's `messaging_status`. */
  messaging: string;
  testMark: string | null;
  /** Answers of the auto-survey, plain text of several lines. */
  autoSurvey: string | null;
  /** Of the candidate, with its id: what can be filtered by. */
  areaOf?: { id: string; name: string } | null;
  /** Notes of colleagues on the applicant. */
  notes: number;
  resumeDeleted: boolean;
  /** What can be done with it now. */
  actions: Action[];
}
