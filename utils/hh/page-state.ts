import * as z from 'zod/mini';
import type { ChatId, EmployerId, NegotiationId, VacancyId } from '../ids.ts';
import { jsonOf } from './body.ts';
import { hhUrl } from './pages.ts';
import { date, flag, id, key, list, number, part, text, turned } from './schemas/wire.ts';

/*
 * The state that hh embeds in each page of its site, read in the applicant's own session. It is no documented
 * interface: of each thing only its id must be as it was, and whatever else is of another kind is null.
 */

const or = <T extends z.ZodMiniType>(schema: T) =>
  turned((value): NonNullable<z.output<T>> | null => schema.safeParse(value).data ?? null);
const says = or(text);
const is = or(flag);
const count = or(number);
const ref = or(key);
const employerId = or(id<EmployerId>());
const vacancyId = or(id<VacancyId>());

const topic = z.object({
  id: id<NegotiationId>(),
  chatId: or(id<ChatId>()),
  vacancyId,
  employerId,
  employerManagerId: ref,
  applicantUserId: ref,
  /** RESPONSE, INVITATION, INTERVIEW, DISCARD … hh may add words. */
  initialState: says,
  lastState: says,
  /** SHOW, or what hides it from the applicant. */
  applicantSubState: says,
  viewedByOpponent: is,
  hasNewMessages: is,
  conversationMessagesCount: count,
  hasResponseLetter: is,
  /** Unix ms, as is the next. */
  creationTime: date,
  lastModified: date,
  declineByApplicantAllowed: is,
  declinedByApplicant: is,
  /** AVAILABLE, WITHOUT_INVITATION, DISABLED_BY_EMPLOYER … */
  inboxAvailabilityState: says,
});

const vacancy = z.object({
  vacancyId,
  name: says,
  company: part({ id: employerId, name: says, visibleName: says }),
  area: part({ name: says }),
  archived: is,
  links: part({ desktop: says }),
});

/** Of a company: shares in percent, replies in working days. */
const politeness = z.object({
  employerId,
  readTopicPercent: count,
  replyTotalWorkingTimeDays: count,
});

const activity = z.object({ '@managerHhid': key, '@inactiveMinutes': count });

const entries = (value: unknown) => (typeof value === 'object' ? Object.entries(value ?? {}) : []);

const state = z.object({
  hhid: ref,
  userType: says,
  hhcaptcha: part({ isBot: is }),
  request: part({ luxPageName: says }),
  router: part({ location: part({ pathname: says, search: says }) }),
  applicantNegotiations: part({
    topicList: z.pipe(z.custom<unknown>(Array.isArray), list(topic)),
    total: count,
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
});

/** A function that finds a thing by its key; null when there is none. */
function finder<T, K>(items: T[] | undefined, keyOf: (one: T) => K | null) {
  const found = new Map(items?.map((one) => [keyOf(one), one]));
  return (key: K | null) => (key !== null && found.get(key)) || null;
}

/**
 * What page a state is of and, of the applicant's list of negotiations, all that it tells. Takes the whole state or
 * its slice (`sliceOf`). Never throws.
 *
 * `path` and `search` say where the state was made: after an in-app move the address of the tab is another, and the
 * state is stale. `total` counts what the filter lets through, `all` what the first tab holds; `setAside` counts the
 * topics that could not be read.
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

  const { items, skipped: setAside } = negotiations.topicList;
  const { pathname, search } = read.router?.location ?? {};
  const vacancyOf = finder(read.vacanciesShort?.vacanciesList.items, (one) => one.vacancyId);
  const politenessOf = finder(
    read.applicantEmployerPoliteness?.employerPolitenessIndexes.items,
    (one) => one.employerId,
  );
  const managerOf = finder(read.applicantEmployerManagersActivity.items, (one) => one['@managerHhid']);
  return {
    page: 'negotiations',
    hhid: read.hhid,
    userId: items[0]?.applicantUserId ?? null,
    path: pathname ?? '',
    search: search ?? '',
    pageCount: negotiations.pageCount ?? 1,
    total: negotiations.total,
    all: read.applicantNegotiationsCounters?.total?.all ?? null,
    topics: items.map(({ applicantUserId, employerManagerId, applicantSubState, ...one }) => {
      const about = vacancyOf(one.vacancyId);
      const company = about?.company;
      const polite = politenessOf(one.employerId);
      return {
        ...one,
        hidden: applicantSubState !== null && applicantSubState !== 'SHOW',
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
        // In the pages seen so far the two are ids of different kinds, and nothing is found.
        managerInactiveMinutes: managerOf(employerManagerId)?.['@inactiveMinutes'] ?? null,
      };
    }),
    setAside,
  } as const;
}

export type PageState = ReturnType<typeof readState>;
/** The applicant's list of negotiations as its page has it. */
export type NegotiationsPage = Extract<PageState, { page: 'negotiations' }>;
export type Topic = NegotiationsPage['topics'][number];

const escaped: Record<string, string> = { '#34': '"', quot: '"', '#39': "'", lt: '<', gt: '>', amp: '&' };
/** hh's pages are a twentieth of that. */
const maxLength = 12_000_000;

/**
 * The state in the text of a page, where no DOM is at hand; null when it has none, when it is cut, or longer than
 * 12 million characters. One pass over the text, whatever it holds.
 */
export function stateIn(html: string): unknown {
  const start = html.indexOf('<template id="HH-Lux-InitialState"');
  const from = html.indexOf('>', start) + 1;
  const to = html.indexOf('</template', from);
  if (start < 0 || to < 0 || html.length > maxLength) return null;
  // All in one pass: what an `&amp;` gives is not looked at again.
  const json = html
    .slice(from, to)
    .replace(/&(#34|quot|#39|lt|gt|amp);/g, (all, word) => escaped[word] ?? all);
  return jsonOf(json) ?? null;
}
