import * as z from 'zod/mini';
import type { ChatId, EmployerId, NegotiationId, VacancyId } from '../ids.ts';
import type { ProblemName } from '../problem.ts';
import { textOf } from './client.ts';
import { HhError, isGuardPage, problemOf } from './errors.ts';
import { elementsById } from './page-html.ts';
import { firstState, stateId } from './page-slice.ts';
import { hhUrl } from './pages.ts';
import { flag, id, key, list, number, object, part, readDate, text, turned } from './read.ts';

/*
 * Reads the state that hh embeds in each page of its site, in the applicant's own session. It is not a
 * documented interface: each object needs only its id in the known form, and any other field with an unexpected
 * type is null.
 */

const or = <T extends z.ZodMiniType>(schema: T) =>
  turned((value): NonNullable<z.output<T>> | null => schema.safeParse(value).data ?? null);
const says = or(text);
const is = or(flag);
const count = turned((value): number | null => {
  const read = number.safeParse(value).data ?? null;
  return read !== null && Number.isInteger(read) && read >= 0 ? read : null;
});
const ref = or(key);
const employerId = or(id<EmployerId>());
const vacancyId = or(id<VacancyId>());

/** All dates on hh's site are in this century; a number outside it has changed its unit. */
const plausible = (at: number | null): number | null =>
  at !== null && at >= Date.UTC(2000) && at < Date.UTC(2100) ? at : null;
const millis = turned((value) => plausible(typeof value === 'number' ? value : null));
/** Unix ms. The site writes Moscow time, with or without an offset. */
const moscow = turned((value) => plausible(readDate(value, '+03:00')));

const topic = object(() => ({
  id: id<NegotiationId>(),
  chatId: or(id<ChatId>()),
  vacancyId,
  employerId,
  employerManagerId: ref,
  applicantUserId: ref,
  /** RESPONSE, INVITATION, INTERVIEW, DISCARD …; hh may add words. */
  initialState: says,
  lastState: says,
  /** The employer's own name of the stage, if hh gives it. */
  lastEmployerStateExtName: says,
  /** SHOW, or the reason why it is hidden from the applicant. */
  applicantSubState: says,
  viewedByOpponent: is,
  hasNewMessages: is,
  conversationMessagesCount: count,
  hasResponseLetter: is,
  /** Its vacancy is closed or gone. */
  archived: is,
  creationTime: moscow,
  creationTimeMillis: millis,
  lastModified: moscow,
  lastModifiedMillis: millis,
  declineByApplicantAllowed: is,
  declinedByApplicant: is,
  /** AVAILABLE, WITHOUT_INVITATION, DISABLED_BY_EMPLOYER … */
  inboxAvailabilityState: says,
  /** The employer, or hh on its behalf, has asked something that is not answered yet. */
  applicantQuestionState: is,
  hasPendingAutoActionSurvey: is,
}));

const vacancy = object(() => ({
  vacancyId,
  name: says,
  company: part({ id: employerId, name: says, visibleName: says }),
  area: part({ name: says }),
  /** The manager of the vacancy: topics name a recruiter by another id than hh's list of visits. */
  employerManager: part({ '@managerId': ref, '@hhid': ref }),
  archived: is,
  links: part({ desktop: says }),
}));

/** An employer's politeness: percentages, and replies in working days. */
const politeness = object(() => ({
  employerId,
  readTopicPercent: count,
  replyTotalWorkingTimeDays: count,
}));

const activity = object(() => ({ '@managerHhid': key, '@inactiveMinutes': count }));

const entries = (value: unknown) => (typeof value === 'object' ? Object.entries(value ?? {}) : []);

const state = object(() => ({
  hhid: ref,
  userType: says,
  hhcaptcha: part({ isBot: is }),
  request: part({ luxPageName: says }),
  router: part({ location: part({ pathname: says, search: says }) }),
  applicantNegotiations: part({
    topicList: z.pipe(z.custom<unknown>(Array.isArray), list(topic)),
    total: count,
    /** Missing on some pages since autumn 2026. */
    pageCount: count,
  }),
  /** By tab of the page. */
  applicantNegotiationsCounters: part({ total: part({ all: count }) }),
  vacanciesShort: part({ vacanciesList: list(vacancy) }),
  applicantEmployerPoliteness: part({
    // Keyed by the company's id, which each entry also contains.
    employerPolitenessIndexes: z.pipe(
      turned((value): unknown => entries(value).map(([, one]) => one)),
      list(politeness),
    ),
  }),
  applicantEmployerManagersActivity: list(activity),
}));

/** Returns a function that finds an item by its key, or null. */
function finder<T, K>(items: T[] | undefined, keyOf: (one: T) => K | null) {
  const found = new Map(items?.map((one) => [keyOf(one), one]));
  return (key: K | null) => (key !== null && found.get(key)) || null;
}

/** True if any is true; false only if all are false. */
const either = (...facts: (boolean | null)[]): boolean | null =>
  facts.includes(true) ? true : facts.includes(null) ? null : false;

/**
 * The kind of page that a state belongs to and, for the applicant's list of negotiations, its data; missing
 * values and values with an unexpected type are null. Takes the whole state or its slice (`sliceOf`). Never
 * throws.
 *
 * `path` and `search` say which address the state belongs to: after in-app navigation the tab's address
 * differs, and the state is stale. `total` counts what matches the filter, `all` what the first tab contains;
 * `skipped` counts unreadable topics. A first page without topics is `broken` if hh counts some.
 */
export function readState(json: unknown) {
  const read = state.safeParse(json).data;
  const name = read?.request?.luxPageName ?? '';
  const negotiations = read?.applicantNegotiations;
  if (/Captcha/.test(name) || read?.hhcaptcha?.isBot) return { page: 'captcha' } as const;
  if (/Forbidden/.test(name)) return { page: 'forbidden' } as const;
  if (/Login/.test(name)) return { page: 'login' } as const;
  if (!read || !negotiations) {
    if (read?.userType === 'anonymous') return { page: 'login' } as const;
    return { page: !name || name === 'ApplicantNegotiations' ? 'broken' : 'other' } as const;
  }

  const { items, skipped } = negotiations.topicList;
  const { pathname, search } = read.router?.location ?? {};
  const all = read.applicantNegotiationsCounters?.total?.all ?? null;
  const total = negotiations.total !== null && negotiations.total < items.length ? null : negotiations.total;
  if (items.length === 0) {
    const isFurther = /[?&]page=0*[1-9]/.test(search ?? '');
    const isFiltered = /[?&](state=|filter=(?!all\b|active\b))/.test(search ?? '');
    const isEmpty = (total ?? all) === 0 && (isFiltered || !all);
    if (skipped > 0 || !(isFurther || isEmpty)) return { page: 'broken' } as const;
  }
  const vacancies = read.vacanciesShort?.vacanciesList.items;
  const vacancyOf = finder(vacancies, (one) => one.vacancyId);
  const politenessOf = finder(
    read.applicantEmployerPoliteness?.employerPolitenessIndexes.items,
    (one) => one.employerId,
  );
  const managerOf = finder(
    vacancies?.flatMap(({ employerManager }) => employerManager ?? []),
    (one) => one['@managerId'],
  );
  const visitOf = finder(read.applicantEmployerManagersActivity.items, (one) => one['@managerHhid']);
  return {
    page: 'negotiations',
    hhid: read.hhid,
    userId: items[0]?.applicantUserId ?? null,
    path: pathname ?? '',
    search: search ?? '',
    /** Null if hh does not say; then the list is read until a page brings nothing new. */
    pageCount: negotiations.pageCount,
    total,
    all,
    topics: items.map((topic) => {
      const {
        applicantUserId: _,
        employerManagerId,
        /** The employer's own name of the stage. */
        lastEmployerStateExtName: stateName,
        applicantSubState: shown,
        creationTimeMillis,
        lastModifiedMillis,
        applicantQuestionState,
        hasPendingAutoActionSurvey,
        ...one
      } = topic;
      const about = vacancyOf(one.vacancyId);
      const company = about?.company;
      const polite = politenessOf(one.employerId);
      const manager = managerOf(employerManagerId);
      return {
        ...one,
        stateName,
        hidden: shown === null ? null : shown !== 'SHOW',
        /** Unix ms, like the next one. */
        creationTime: creationTimeMillis ?? one.creationTime,
        lastModified: lastModifiedMillis ?? one.lastModified,
        awaitsAnswer: either(applicantQuestionState, hasPendingAutoActionSurvey),
        vacancy: about && {
          name: about.name,
          employer: company && { id: company.id, name: company.visibleName ?? company.name },
          area: about.area?.name ?? null,
          archived: about.archived,
          url: hhUrl(about.links?.desktop),
        },
        politeness: polite && {
          readPercent: polite.readTopicPercent,
          replyDays: polite.replyTotalWorkingTimeDays,
        },
        managerInactiveMinutes: visitOf(manager?.['@hhid'] ?? null)?.['@inactiveMinutes'] ?? null,
      };
    }),
    skipped,
  } as const;
}

export type PageState = ReturnType<typeof readState>;
/** The applicant's list of negotiations from one page. */
export type NegotiationsPage = Extract<PageState, { page: 'negotiations' }>;
export type Topic = NegotiationsPage['topics'][number];

/** hh's pages are a twentieth of that. */
const maxLength = 12_000_000;

/**
 * The state in the text of a page, where there is no DOM. Null if there is none, it is truncated, or the page
 * is longer than 12 million characters. A single pass over any text.
 */
export function stateIn(html: string): object | null {
  if (html.length > maxLength) return null;
  return firstState(elementsById(html, stateId).flatMap(({ text, comments }) => [text, ...comments]));
}

const timeoutMs = 20_000;

/** Pages that replace the list; each is a reason to stop. */
const instead: Record<string, ProblemName> = {
  captcha: 'captcha',
  login: 'signed-out',
  forbidden: 'forbidden',
};

/**
 * Fetches one page of the applicant's own list from hh's site, in the browser's session: a single GET, which
 * marks nothing as read.
 * @param site one of hh's group
 * @param page from 0
 * @param now Unix ms
 * @throws {HhError} the problem of a page that replaces the list; `foreign-address` if hh redirects elsewhere
 */
export async function fetchNegotiationsPage(
  fetch: typeof globalThis.fetch,
  site: string,
  page: number,
  now: number,
): Promise<NegotiationsPage> {
  const url = `https://${site}/applicant/negotiations?filter=all&page=${page}`;
  let response: Response;
  let html: string;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    response = await fetch(url, { credentials: 'include', cache: 'no-store', signal });
    const { status, headers, ok } = response;
    html = await textOf(response);
    if (!ok) {
      const problem = problemOf(status, {}, headers, now);
      throw new HhError(isGuardPage(html) ? { ...problem, name: 'guard' } : problem, 'answered');
    }
  } catch (cause) {
    if (cause instanceof HhError) throw cause;
    throw new HhError('no-connection', 'no', cause);
  }
  const at = hhUrl(response.url);
  if (!at) throw new HhError('foreign-address', 'no');
  const state = readState(stateIn(html));
  if (state.page === 'negotiations') return state;
  // A list may contain a company with the guard's name, so only a page without a list is checked for the guard.
  const guard = state.page === 'broken' && isGuardPage(html) ? 'guard' : null;
  const name =
    guard ?? instead[state.page] ?? instead[/captcha|login/.exec(at)?.[0] ?? ''] ?? 'unreadable-answer';
  throw new HhError({ name, ...(name === 'captcha' && { url: at }) }, 'answered');
}
