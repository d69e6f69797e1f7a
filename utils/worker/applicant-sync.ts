import { type Applicant, wholeReading } from '../domain/applicant/applicant.ts';
import type { ReadPage } from '../domain/applicant/events.ts';
import type { ApplicantNegotiation } from '../domain/applicant/negotiation.ts';
import type { Millis } from '../domain/negotiation.ts';
import { applicantDb, type PageNews } from '../storage/applicant-db.ts';
import {
  applicantItem,
  applicantPollItem,
  notSynced,
  type PaginatedSync,
  settingsItem,
  update,
} from '../storage/items.ts';
import { day, minute } from '../time.ts';

/** One page of a person's list, read in either way. */
export interface ListPage {
  /** hh's user id. */
  owner: string;
  negotiations: ApplicantNegotiation[];
  /** null if hh does not say. */
  pages: number | null;
  /** Negotiations in the whole list, as hh counts them. */
  total: number | null;
  skipped: number;
}

/** How each way is polled: pages per poll, the pause between two of them (ms), and how old a full pass may grow (ms). */
const rules = {
  api: { most: 5, pause: 0, every: 10 * minute },
  // hh's own site is read seldom and slowly.
  pages: { most: 3, pause: 2_000, every: day },
};

/**
 * Reads the first page of a list, then the pages that may have changed: as long as the last negotiation of the
 * previous page was new to us, until every page has been read once, and one page per poll during a full pass, because
 * hh does not move a negotiation that was only viewed. Progress is stored after each page.
 * @param read returns null to stop: the person has changed meanwhile, or no longer wants it
 * @param all the person asked for the whole list: reads page after page to the last, more slowly
 */
export async function syncList(
  way: keyof typeof rules,
  read: (page: number) => Promise<ListPage | null>,
  put: (page: ReadPage, more: Partial<Applicant>) => Promise<PageNews>,
  { now, sleep }: { now: () => Millis; sleep: (ms: Millis) => Promise<void> },
  all: boolean,
): Promise<void> {
  const { every } = rules[way];
  const { most, pause } = all ? { most: Number.POSITIVE_INFINITY, ...wholeReading[way] } : rules[way];
  const polled = await applicantPollItem.getValue();
  let state: PaginatedSync = polled.sync.way === way ? polled.sync : { ...notSynced, way };
  let page: number | null = 0;
  for (let left = most; left > 0 && page !== null; left--) {
    if (page > 0) await sleep(pause);
    const found = await read(page);
    if (!found) return;
    const { owner, negotiations, pages, total } = found;
    const ids = negotiations.map(({ id }) => id);
    const before = new Set(page === 0 && state.next === null ? [] : state.seen);
    const seen = new Set([...before, ...ids]);
    const skippedByPage = [...state.skipped];
    skippedByPage[page] = found.skipped;
    const skipped = skippedByPage.reduce((sum, count = 0) => sum + count, 0);
    // If a negotiation was deleted meanwhile, others moved to a page that was already read, so the count proves
    // nothing.
    const began = page > 0 ? state.total : total;
    const isLast: boolean = isEnd(way, {
      brought: page === 0 ? ids.length + found.skipped > 0 : ids.some((id) => !before.has(id)),
      byPages: pages === null ? null : page + 1 >= pages,
      byTotal: total === null || began !== total ? null : seen.size + skipped >= total,
    });
    // The list is complete only if its size equals hh's count, both at the start and now.
    const held = isLast && seen.size === total && began === total ? seen : undefined;
    const { lastChanged, isFirst } = await put(
      { owner, negotiations, ...(held && { all: held }) },
      {
        problem: null,
        freshAt: now(),
        [way]: { state: 'on', at: now() },
        total,
        skipped,
        ...(isLast && { whole: true, readingAll: false }),
      },
    );
    const whole: boolean = isLast || (state.whole && !isFirst);
    const due: boolean = state.next === null && (!whole || Math.abs(now() - state.at) >= every);
    const begins: boolean = page === 0 && (lastChanged || due);
    const next: number | null = isLast ? null : begins || page > 0 ? page + 1 : state.next;
    state = {
      way,
      whole,
      next,
      skipped: isLast ? skippedByPage.slice(0, page + 1) : skippedByPage,
      total: begins ? total : state.total,
      seen: next === null ? [] : begins ? ids : [...seen],
      at: isLast ? now() : state.at,
    };
    await update(applicantPollItem, (old) => ({ ...old, sync: state }));
    page = page === 0 || lastChanged || !whole ? next : null;
  }
}

/**
 * Whether a page was the last one. Each argument is null if hh does not say. If hh's page count and total disagree,
 * as they do when either has changed, reading continues until a page brings nothing new. The API's page count is a
 * contract.
 */
function isEnd(
  way: keyof typeof rules,
  { brought, byPages, byTotal }: { brought: boolean; byPages: boolean | null; byTotal: boolean | null },
): boolean {
  if (!brought) return true;
  if (way === 'api' && byPages !== null) return byPages;
  return byPages === null ? (byTotal ?? false) : byPages && (byTotal ?? true);
}

/**
 * The only way into the applicant's store: stores a page, if one was read, and whatever else is known now. Without a
 * page (null), only the counts move on with the clock. The head is set after the database, so that its watchers find
 * what it counts; the next worker corrects a head that a dying worker left stale.
 */
export const createApplicantStore =
  (now: () => Millis) =>
  (page: ReadPage | null, more: Partial<Applicant>): Promise<PageNews> =>
    navigator.locks.request('negotiations', async () => {
      const [head, { silentDays }] = await Promise.all([applicantItem.getValue(), settingsItem.getValue()]);
      const news = page ? await applicantDb.putPage(page, now()) : { lastChanged: false, isFirst: false };
      const owner = page ? page.owner : head.owner;
      const after: Applicant = {
        ...head,
        ...(owner !== head.owner && { whole: false, readingAll: false }),
        ...(owner !== null && (await applicantDb.head(owner, silentDays, now()))),
        owner,
        ...more,
      };
      after.problemSince = after.problem ? (head.problemSince ?? now()) : null;
      if (!after.problem) after.problemAt = null;
      else if (more.problem) after.problemAt = more.problemAt ?? now();
      if (JSON.stringify(after) !== JSON.stringify(head)) await applicantItem.setValue(after);
      return news;
    });
