import type { VacancyId } from '../ids.ts';
import { fromKnown, isKnown, type Known, known, unread, valueOr } from '../known.ts';
import type { Action, Negotiation, Row } from './negotiation.ts';
import type { Stage } from './stage.ts';

/** A list of responses of one vacancy, as hh draws it: ids, names and addresses are its own. */
export interface Collection {
  id: string;
  name: Known<string>;
  description: string | null;
  url: string;
  total: Known<number>;
  /** Rows that need attention. */
  updates: Known<number>;
  /** Ways to order it. */
  orders: { id: string; name: Known<string> }[];
  sub: Collection[];
}

/** Where an id stands: the collection itself, or one below another; without an id the first that hh gives. */
export function chosenIn(
  collections: readonly Collection[],
  id: string | null,
): { top: Collection; chosen: Collection } | null {
  for (const top of collections) {
    const chosen = id === null || top.id === id ? top : top.sub.find((sub) => sub.id === id);
    if (chosen) return { top, chosen };
  }
  return null;
}

/** The neighbour in the order they are drawn, round the ends. */
export function nextCollection(
  collections: readonly Collection[],
  id: string | null,
  step: 1 | -1,
): Collection | undefined {
  const here = chosenIn(collections, id)?.top;
  const at = here ? collections.indexOf(here) : -1;
  return collections[(at + step + collections.length) % collections.length];
}

/**
 * The collections after a write of ours moved somebody, and so viewed them: one less here, one more there. Null where only hh can
 * tell: one of the two is divided, or messages wait to be read.
 * @param to the stage that it led to
 */
export function withMoved(
  collections: readonly Collection[],
  { stage, hasUpdates, unreadMessages }: ListRow,
  to: string,
): Collection[] | null {
  const from = valueOr(stage, null)?.id;
  const whole = collections.filter(({ id, sub }) => (id === from || id === to) && sub.length === 0);
  if (whole.length < 2 || !hasUpdates.known || !isKnown(unreadMessages, 0)) return null;
  const more = (count: Known<number>, by: number) => fromKnown(count, (all) => Math.max(0, all + by));
  return collections.map((one) => {
    if (one.id === to) return { ...one, total: more(one.total, 1) };
    if (one.id !== from) return one;
    const updates = more(one.updates, hasUpdates.value ? -1 : 0);
    return { ...one, total: more(one.total, -1), updates };
  });
}

/**
 * A row of the store, as a list shows it: what only a page of hh's list says is not known.
 * @param unviewed false where it is not known to be: a row that was put off may have been viewed since
 */
export const listRowOfStored = (row: Row, unviewed = true): ListRow => ({
  ...row,
  state: unread,
  source: null,
  tags: [],
  hasUpdates: unviewed ? known(true) : unread,
  messaging: unread,
  testMark: null,
  autoSurvey: known(null),
  notes: unread,
  resumeDeleted: unread,
  actions: unread,
  item: null,
});

/** A negotiation as a list has it; null where its vacancy is hidden from us. @param listed whose list it stands in */
export function rowOfOpened(
  { vacancy, chatId, test, ...one }: Negotiation,
  listed: VacancyId | null = null,
): Row | null {
  const vacancyId = valueOr(vacancy, null)?.id ?? listed;
  return vacancyId
    ? {
        id: one.id,
        vacancyId,
        candidate: one.candidate,
        stage: one.stage,
        createdAt: one.createdAt,
        updatedAt: one.updatedAt,
        unreadMessages: one.unreadMessages,
        chatId: valueOr(chatId, null),
        testScore: fromKnown(test, (result) => result?.score ?? null),
      }
    : null;
}

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
  /** All that the list says of it, as one would read it by itself; null for a row of the store. */
  item: Negotiation | null;
}
