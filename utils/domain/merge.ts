import { asId, type VacancyId } from '../ids.ts';
import { fromKnown, type Known } from '../known.ts';
import { type Inbox, type RowsRead, unmuted } from './inbox.ts';
import type { Millis, Row, VacancyCount } from './negotiation.ts';

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
const isQuiet = ({ unread }: VacancyCount): boolean => unread.known && unread.value === 0;

/** Whether hh may have more unread vacancies after this page (hh sorts by unread, most first). */
export function hasMoreUnread(page: readonly VacancyCount[]): boolean {
  const last = page.at(-1);
  return last !== undefined && (!isQuiet(last) || page.some(({ unread }) => !unread.known));
}

const same = (a: Known<number>, b: Known<number> | undefined): boolean =>
  b !== undefined && a.known && b.known && a.value === b.value;

/** Vacancies whose rows were read at another counter value, biggest change first. */
export function changedVacancies(inbox: Inbox, muted: VacancyId[]): VacancyCount[] {
  const readAt = ({ id }: VacancyCount): Known<number> | undefined => inbox.readAt[id]?.unread;
  const countOf = (count: Known<number> | undefined) => (count?.known ? count.value : 0);
  const change = (vacancy: VacancyCount) => Math.abs(countOf(vacancy.unread) - countOf(readAt(vacancy)));
  return unmuted(inbox.vacancies, muted)
    .filter((vacancy) => countOf(vacancy.unread) > 0)
    .filter((vacancy) => !same(vacancy.unread, readAt(vacancy)))
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
