import type { ApplicantId, NegotiationId, ResumeId, VacancyId } from '../ids.ts';
import { fromKnown, isKnown, type Known, known, unread, valueOr } from '../known.ts';
import type { Action, Negotiation, Row } from './negotiation.ts';
import type { Stage } from './stage.ts';

/** A list of the responses to one vacancy, as hh displays it, with hh's own ids, names and addresses. */
export interface Collection {
  id: string;
  name: Known<string>;
  description: string | null;
  url: string;
  total: Known<number>;
  /** The number of rows that need attention. */
  updates: Known<number>;
  /** The available sort orders. */
  orders: { id: string; name: Known<string> }[];
  sub: Collection[];
}

/** Finds an id among the collections or their subcollections; without an id returns hh's first. */
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

/** The next or previous collection in display order, wrapping around. */
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
 * The collections after one of our writes moved somebody, which also marked them as viewed: one less in the
 * old, one more in the new. Null if only hh knows: one of the two has subcollections, or there are unread
 * messages.
 * @param to the stage after the move
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
 * A stored row as a list row; what only a page of hh's list contains is unread.
 * @param unviewed false if unknown: a snoozed row may have been viewed since
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

/**
 * A full negotiation as a row of the list that returned it.
 * @param more what only the list says
 */
export const listRowOf = (
  item: Negotiation,
  row: Row,
  more: Pick<ListRow, 'tags' | 'areaOf' | 'notes'>,
): ListRow => ({
  ...row,
  state: item.state,
  source: item.source,
  hasUpdates: item.hasUpdates,
  messaging: item.messaging,
  testMark: valueOr(item.test, null)?.mark ?? null,
  autoSurvey: item.autoSurvey,
  resumeDeleted: item.resumeDeleted,
  actions: fromKnown(item.actions, ({ items }) => items),
  item,
  ...more,
});

/**
 * A full negotiation as a stored row; null if its vacancy is hidden from us.
 * @param listed the vacancy in whose list the negotiation appears
 */
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

/**
 * One row of a collection on the inbox page: all that hh's list says about it, so that it can be shown without
 * another request.
 */
export interface ListRow extends Row {
  /** The state that the applicant sees. */
  state: Known<Stage>;
  /** hh's source of the response (`AUTO_RESPONSE` …); unknown values pass. */
  source: string | null;
  /** Ids of hh's tags (`AUTO_RESPONSE` …). */
  tags: string[];
  /** Not viewed yet, or has unread messages. */
  hasUpdates: Known<boolean>;
  /** hh's `messaging_status`. */
  messaging: Known<string>;
  testMark: string | null;
  /** Answers to the auto-survey, as plain text of several lines. */
  autoSurvey: Known<string | null>;
  /** The candidate's area with its id, for filtering. */
  areaOf?: { id: string; name: string } | null;
  /** The number of colleagues' notes about the applicant. */
  notes: Known<number>;
  resumeDeleted: Known<boolean>;
  /** The actions that hh offers now. */
  actions: Known<Action[]>;
  /** The negotiation as the list returned it, in the same shape as when read alone; null for a stored row. */
  item: Negotiation | null;
}

/* People among the rows that a page has loaded. */

/** Another response of the same person: to another vacancy, or to this one with another resume. */
export interface Other {
  id: NegotiationId;
  vacancyId: VacancyId;
  resumeId: ResumeId | null;
}

/** How many people are remembered at most; the oldest are dropped first. */
const knownAtMost = 5000;

export type People = ReturnType<typeof createPeople>;

/**
 * Remembers the names in all loaded rows, and who responded more than once: `owner.id` identifies the person
 * across resumes.
 */
export function createPeople() {
  const known = new Map<ApplicantId, Map<NegotiationId, Other>>();
  const names = new Map<NegotiationId, string>();

  return {
    learn(rows: readonly Row[]): void {
      for (const { id, vacancyId, candidate } of rows) {
        const { applicantId, resumeId } = candidate;
        const name = valueOr(candidate.name, null);
        if (name) names.set(id, name);
        if (applicantId === null) continue;
        const own = known.get(applicantId) ?? new Map<NegotiationId, Other>();
        known.set(applicantId, own.set(id, { id, vacancyId, resumeId }));
      }
      for (const applicantId of known.keys()) {
        if (known.size <= knownAtMost) break;
        known.delete(applicantId);
      }
      for (const id of [...names.keys()].slice(0, -knownAtMost)) names.delete(id);
    },

    /** Null if no such row was loaded, or its name is hidden. */
    nameOf: (id: NegotiationId): string | null => names.get(id) ?? null,

    othersOf({ id, candidate }: Row): Other[] {
      const own = candidate.applicantId === null ? undefined : known.get(candidate.applicantId);
      return own && own.size > 1 ? [...own.values()].filter((other) => other.id !== id) : [];
    },
  };
}
