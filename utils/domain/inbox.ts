import {
  eachOf,
  fallbackOf,
  fieldsOf,
  type Guarded,
  isFlag,
  isListOf,
  isNumber,
  isOneOf,
  isShape,
  mended,
  numberOrNull,
  optional,
  orNull,
  type Read,
  recordOf,
  whole,
} from '../guards.ts';
import { asId, type VacancyId } from '../ids.ts';
import { fromKnown, isFact, isKnown, type Known, unread, valueOr } from '../known.ts';
import { isProblem } from '../problem.ts';
import {
  isChatRow,
  isMillis,
  isRow,
  isVacancyCount,
  type Millis,
  type Row,
  type VacancyCount,
} from './negotiation.ts';

/** The unread counts as last read from hh: all that the badge, the worker and the first paint of a view need. */
export const readCounts = mended(
  fieldsOf({
    /** Active vacancies, most unread first. */
    vacancies: eachOf(isVacancyCount),
    /** Whether no vacancy with unread responses can be missing: every page and every item was read. */
    allVacancies: whole(isFlag, false),
    /** How many vacancies could not be read. */
    skipped: whole(isNumber, 0),
    /** The number of chats with unread messages; also unknown if this manager has no access to chats. */
    unreadChats: whole(isFact(isNumber), unread),
    /** Why the list of chats does not match the counter; responses do not depend on it. */
    chatsProblem: whole(orNull(isProblem), null),
    /** The last successful poll; null before the first. */
    freshAt: whole(orNull(isMillis), null),
    /** Why the counts are stale, and since when. */
    problem: whole(orNull(isProblem), null),
    problemSince: whole(orNull(isMillis), null),
  }),
  // A lost vacancy may have had unread responses.
  (counts) => ({ ...counts, allVacancies: false }),
);
export type Counts = Read<typeof readCounts>;
export const emptyCounts = fallbackOf(readCounts);

/** How the rows of a vacancy were read. */
const isRowsRead = isShape({
  /** The vacancy's counter at the time of reading. */
  unread: isFact(isNumber),
  at: isMillis,
  /** Whether hh has further pages; `nextPage` is the first of them. */
  more: isFlag,
  nextPage: isNumber,
  /** How many rows could not be read. */
  skipped: isNumber,
});
export type RowsRead = Guarded<typeof isRowsRead>;

/** The unread responses and chats themselves. They may be large, and are read after the counts. */
export const readListed = mended(
  fieldsOf({
    /** The unread responses read so far; may be fewer than the counters say. */
    rows: eachOf(isRow),
    /** By vacancy id, for vacancies whose rows were read. */
    readAt: recordOf(isRowsRead),
    chats: eachOf(isChatRow),
    /** How many chats could not be read. */
    chatsSkipped: whole(isNumber, 0),
  }),
  // The vacancy of a lost row is unknown, and so is whether a chat was lost: the next poll reads everything
  // again.
  (listed) => ({ ...listed, readAt: {}, chats: [] }),
);
export type Listed = Read<typeof readListed>;
export const emptyListed = fallbackOf(readListed);

/** The whole inbox. Views render from this alone. */
export interface Inbox extends Counts, Listed {}

/** The vacancies that count: those that the user did not mute. */
export function unmuted<V extends { id: VacancyId }>(
  vacancies: readonly V[],
  muted: readonly VacancyId[],
): V[] {
  const ids = new Set(muted);
  return vacancies.filter(({ id }) => !ids.has(id));
}

/* What hh's answers, and our own reads and actions, change in it. */

/** How many rows are stored at most; the rest is shown as a number ("and 300 more"). */
export const rowLimit = 2000;

/**
 * Merges the pages of one list: an item that moved between two requests counts once, with the values of the
 * earlier page.
 */
export function mergePages(pages: VacancyCount[][]): VacancyCount[] {
  const known = new Map<VacancyId, VacancyCount>();
  for (const vacancy of pages.flat()) if (!known.has(vacancy.id)) known.set(vacancy.id, vacancy);
  return [...known.values()].sort((a, b) => rank(b) - rank(a));
}

/** Unknown counts sort after vacancies with unread responses and before those without. */
const rank = ({ unread }: VacancyCount): number => (unread.known ? unread.value : 0.5);

/** Known to have nothing unread. */
const isQuiet = ({ unread }: VacancyCount): boolean => isKnown(unread, 0);

/** Whether hh may have more unread vacancies after this page (hh sorts by unread, most first). */
export function hasMoreUnread(page: readonly VacancyCount[]): boolean {
  const last = page.at(-1);
  return last !== undefined && (!isQuiet(last) || page.some(({ unread }) => !unread.known));
}

/** Vacancies whose rows were read at another counter value, biggest change first. */
export function changedVacancies(inbox: Inbox, muted: VacancyId[]): VacancyCount[] {
  const readAt = ({ id }: VacancyCount): Known<number> | undefined => inbox.readAt[id]?.unread;
  const countOf = (count: Known<number> | undefined) => (count?.known ? count.value : 0);
  const change = (vacancy: VacancyCount) => Math.abs(countOf(vacancy.unread) - countOf(readAt(vacancy)));
  return unmuted(inbox.vacancies, muted)
    .filter((vacancy) => countOf(vacancy.unread) > 0 && change(vacancy) > 0)
    .sort((a, b) => change(b) - change(a));
}

/** A filter that returns the same array if nothing is removed, so that it need not be stored again. */
function staying<T>(list: T[], stays: (one: T) => boolean): T[] {
  const left = list.filter(stays);
  return left.length === list.length ? list : left;
}

/** Applies new counters: drops the rows of a vacancy that is gone, or known to have nothing unread. */
export function withVacancies(inbox: Inbox, vacancies: VacancyCount[]): Inbox {
  const unread = new Set(vacancies.filter((vacancy) => !isQuiet(vacancy)).map((vacancy) => vacancy.id));
  const known = Object.entries(inbox.readAt);
  const left = staying(known, ([id]) => unread.has(asId<VacancyId>(id)));
  return {
    ...inbox,
    vacancies,
    rows: staying(inbox.rows, (row) => unread.has(row.vacancyId)),
    readAt: left === known ? inbox.readAt : Object.fromEntries(left),
  };
}

/**
 * Stores the unread rows of one vacancy as just read: page 0 replaces, a later page adds. `unread` is the
 * counter at the time of the request, so that a later change is read again.
 */
export function withRows(
  inbox: Inbox,
  vacancyId: VacancyId,
  rows: Row[],
  read: { at: Millis; page: number; pages: number; unread: Known<number>; skipped: number },
): Inbox {
  const kept = inbox.rows.filter(
    (row) => row.vacancyId !== vacancyId || (read.page > 0 && !rows.some((fresh) => fresh.id === row.id)),
  );
  const { at, unread } = read;
  const before = read.page > 0 ? (inbox.readAt[vacancyId]?.skipped ?? 0) : 0;
  // hh omits hidden resumes, so the next page follows from the page number, not from the number of rows.
  const nextPage = read.page + 1;
  return {
    ...inbox,
    rows: [...kept, ...rows].slice(-rowLimit),
    readAt: {
      ...inbox.readAt,
      [vacancyId]: {
        unread,
        at,
        more: nextPage < read.pages,
        nextPage,
        skipped: before + read.skipped,
      } satisfies RowsRead,
    },
  };
}

/** Applies the effect of our own read or action to the counts, before hh is polled again. */
export function withoutRows(inbox: Inbox, ids: readonly string[]): Inbox {
  const gone = inbox.rows.filter((row) => ids.includes(row.id));
  if (gone.length === 0) return inbox;
  const less = (vacancyId: VacancyId) => gone.filter((row) => row.vacancyId === vacancyId).length;
  const readAt = { ...inbox.readAt };
  const vacancies = inbox.vacancies.map((vacancy) => {
    const gone = less(vacancy.id);
    if (gone === 0) return vacancy;
    const unread = fromKnown(vacancy.unread, (count) => Math.max(0, count - gone));
    const read = readAt[vacancy.id];
    if (read) readAt[vacancy.id] = { ...read, unread };
    return { ...vacancy, unread };
  });
  return { ...inbox, vacancies, readAt, rows: inbox.rows.filter((row) => !gone.includes(row)) };
}

export function withoutChat(inbox: Inbox, chatId: string): Inbox {
  const chats = inbox.chats.filter((chat) => chat.id !== chatId);
  const less = inbox.chats.length - chats.length;
  const unreadChats = fromKnown(inbox.unreadChats, (count) => Math.max(0, count - less));
  return less === 0 ? inbox : { ...inbox, chats, unreadChats };
}

/* How the counters are read: page by page over many polls. */

/** Counters after the first page change slowly; ms. */
const laterPagesEvery = 10 * 60_000;

/** One page of vacancies, and how many of them could not be read. */
const isVacancyPage = isShape({ vacancies: isListOf(isVacancyCount), skipped: isNumber });
export type VacancyPage = Guarded<typeof isVacancyPage>;

/** The state of the poll: counters by page, and consecutive failures. */
export const isPollState = isShape({
  /** Whether the pages hold one's own vacancies or all. */
  count: optional(isOneOf('own', 'all')),
  pages: isListOf(isVacancyPage),
  /** The next page to read after the first; null when all have been read. */
  nextPage: numberOrNull,
  /** When reading the later pages last began. */
  sweptAt: isMillis,
  failures: isNumber,
});
export type PollState = Guarded<typeof isPollState>;

/** Adjusts a page that was not read this time: what the user has read since does not become unread again. */
export const asSeen = (page: VacancyCount[], { vacancies }: Inbox): VacancyCount[] =>
  page.map((vacancy) => {
    const seen = vacancies.find(({ id }) => id === vacancy.id);
    return seen?.unread.known && seen.unread.value < valueOr(vacancy.unread, 0) ? seen : vacancy;
  });

/** The first page is read at each poll; reading the later ones begins every ten minutes, if they can matter. */
export function firstPageRead(
  state: PollState,
  { vacancies, skipped }: VacancyPage,
  pages: number,
  now: Millis,
): PollState {
  const first = { vacancies, skipped };
  if (!hasMoreUnread(vacancies) || pages <= 1) return { ...state, pages: [first], nextPage: null };
  const later = state.pages.slice(1, pages);
  const next = state.nextPage !== null && state.nextPage < pages ? state.nextPage : null;
  // A clock that was set back must not delay this for a day.
  const due = next === null && Math.abs(now - state.sweptAt) >= laterPagesEvery;
  return {
    ...state,
    pages: [first, ...later],
    nextPage: due ? 1 : next,
    sweptAt: due ? now : state.sweptAt,
  };
}

export function laterPageRead(
  state: PollState,
  page: number,
  { vacancies, skipped }: VacancyPage,
  pages: number,
): PollState {
  const known = [...state.pages];
  known[page] = { vacancies, skipped };
  const goOn = hasMoreUnread(vacancies) && page + 1 < pages;
  return { ...state, pages: goOn ? known : known.slice(0, page + 1), nextPage: goOn ? page + 1 : null };
}
