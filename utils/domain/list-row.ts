import { type Known, known, unread } from '../known.ts';
import type { Action, Row } from './negotiation.ts';
import type { Stage } from './stage.ts';

/** A row of the store, as a list shows it: what only a page of hh's list says is not known. */
export const listRowOfStored = (row: Row): ListRow => ({
  ...row,
  state: unread,
  source: null,
  tags: [],
  // What the store keeps is what nobody has viewed.
  hasUpdates: known(true),
  messaging: unread,
  testMark: null,
  autoSurvey: known(null),
  notes: unread,
  resumeDeleted: unread,
  actions: unread,
});

/** One row of a collection in the inbox page: what its list says of it, so that nothing more need be read to show it. */
export interface ListRow extends Row {
  /** What the applicant sees. */
  state: Known<Stage>;
  /** hh's word for where it came from (`AUTO_RESPONSE` …); unknown ones pass. */
  source: string | null;
  /** Ids of hh's tags (`AUTO_RESPONSE` …). */
  tags: string[];
  /** Not viewed yet, or with unread messages. */
  hasUpdates: Known<boolean>;
  /** hh's `messaging_status`. */
  messaging: Known<string>;
  testMark: string | null;
  /** Answers of the auto-survey, plain text of several lines. */
  autoSurvey: Known<string | null>;
  /** Of the candidate, with its id: what can be filtered by. */
  areaOf?: { id: string; name: string } | null;
  /** Notes of colleagues on the applicant. */
  notes: Known<number>;
  resumeDeleted: Known<boolean>;
  /** What can be done with it now. */
  actions: Known<Action[]>;
}
