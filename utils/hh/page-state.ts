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
 * The state that hh embeds in each page of its site, read in the applicant's own session. It is no documented
 * interface: of each thing only its id must be as it was, and whatever else is of another kind is null.
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

/** hh's site is of this century; a number outside it is in other units than ever before. */
const plausible = (at: number | null): number | null =>
  at !== null && at >= Date.UTC(2000) && at < Date.UTC(2100) ? at : null;
const millis = turned((value) => plausible(typeof value === 'number' ? value : null));
/** Unix ms. The site writes Moscow's time, with or without saying so. */
const moscow = turned((value) => plausible(readDate(value, '+03:00')));

const topic = object(() => ({
  id: id<NegotiationId>(),
  chatId: or(id<ChatId>()),
  vacancyId,
  employerId,
  employerManagerId: ref,
  applicantUserId: ref,
  /** RESPONSE, INVITATION, INTERVIEW, DISCARD … hh may add words. */
  initialState: says,
  lastState: says,
  /** What the employer calls the stage, where hh says it. */
  lastEmployerStateExtName: says,
  /** SHOW, or what hides it from the applicant. */
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
  /** The employer, or hh in its name, has asked something that is not answered yet. */
  applicantQuestionState: is,
  hasPendingAutoActionSurvey: is,
}));

const vacancy = object(() => ({
  vacancyId,
  name: says,
  company: part({ id: employerId, name: says, visibleName: says }),
  area: part({ name: says }),
  /** Whose vacancy it is: hh counts the visits of a recruiter by another id than topics name them by. */
  employerManager: part({ '@managerId': ref, '@hhid': ref }),
  archived: is,
  links: part({ desktop: says }),
}));

/** Of a company: shares in percent, replies in working days. */
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
    /** Not on all pages since the autumn of 2026. */
    pageCount: count,
  }),
  /** By tab of the page. */
  applicantNegotiationsCounters: part({ total: part({ all: count }) }),
  vacanciesShort: part({ vacanciesList: list(vacancy) }),
  applicantEmployerPoliteness: part({
    // By the company's id, which each holds itself too.
    employerPolitenessIndexes: z.pipe(
      turned((value): unknown => entries(value).map(([, one]) => one)),
      list(politeness),
    ),
  }),
  applicantEmployerManagersActivity: list(activity),
}));

/** A function that finds a thing by its key; null when there is none. */
function finder<T, K>(items: T[] | undefined, keyOf: (one: T) => K | null) {
  const found = new Map(items?.map((one) => [keyOf(one), one]));
  return (key: K | null) => (key !== null && found.get(key)) || null;
}

/** Yes as soon as one says so, no only when all do. */
const either = (...facts: (boolean | null)[]): boolean | null =>
  facts.includes(true) ? true : facts.includes(null) ? null : false;

/**
 * What page a state is of and, of the applicant's list of negotiations, all that it tells; what was not said, or was of
 * another kind than ever before, is null. Takes the whole state or its slice (`sliceOf`). Never throws.
 *
 * `path` and `search` say where the state was made: after an in-app move the address of the tab is another, and the
 * state is stale. `total` counts what the filter lets through, `all` what the first tab holds; `skipped` counts the
 * topics that could not be read. A first page without a topic is `broken` while hh counts some.
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
    /** null where hh does not say; the list goes on until a page brings nothing new. */
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
        /** Unix ms, as is the next. */
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
/** The applicant's list of negotiations as its page has it. */
export type NegotiationsPage = Extract<PageState, { page: 'negotiations' }>;
export type Topic = NegotiationsPage['topics'][number];

/** hh's pages are a twentieth of that. */
const maxLength = 12_000_000;

/**
 * The state in the text of a page, where no DOM is at hand; null when it has none, when it is cut, or longer than
 * 12 million characters. One pass over the text, whatever it holds.
 */
export function stateIn(html: string): object | null {
  if (html.length > maxLength) return null;
  return firstState(elementsById(html, stateId).flatMap(({ text, comments }) => [text, ...comments]));
}

const timeoutMs = 20_000;

/** What a page is in place of the list; each is a reason to stop. */
const instead: Record<string, ProblemName> = {
  captcha: 'captcha',
  login: 'signed-out',
  forbidden: 'forbidden',
};

/**
 * One page of the applicant's own list off hh's site, in the session that the browser has there: one GET, which
 * marks nothing as read.
 * @param site of hh's group
 * @param page from 0
 * @param now Unix ms
 * @throws {HhError} what hh has in place of the list; `foreign-address` when it sends us elsewhere
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
  // A list may name a company that is called as the guard is: only a page without one is asked whether it is its own.
  const guard = state.page === 'broken' && isGuardPage(html) ? 'guard' : null;
  const name =
    guard ?? instead[state.page] ?? instead[/captcha|login/.exec(at)?.[0] ?? ''] ?? 'unreadable-answer';
  throw new HhError({ name, ...(name === 'captcha' && { url: at }) }, 'answered');
}
