import { type Guarded, isListOf, isNumber, isOneOf, isShape, numberOrNull, optional } from '../guards.ts';
import { valueOr } from '../known.ts';
import type { Inbox } from './inbox.ts';
import { hasMoreUnread } from './merge.ts';
import { isMillis, isVacancyCount, type Millis, type VacancyCount } from './negotiation.ts';

/* The counters of vacancies, read page by page over many polls. */

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
