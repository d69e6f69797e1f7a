import { asId, type EmployerId, type NegotiationId, type ResumeId, sites, type VacancyId } from '../ids.ts';

type Site = (typeof sites)[number];

interface ResumePage {
  page: 'resume';
  /** Only the form of the ids is checked; an address guarantees nothing more. */
  resumeId: ResumeId;
  vacancyId?: VacancyId;
  topicId?: NegotiationId;
}
/** A page on which we have something to show. */
export type Place =
  | ResumePage
  | { page: 'vacancy'; vacancyId: VacancyId }
  /** The applicant's own list. */
  | { page: 'applicant-negotiations' }
  /**
   * One of a recruiter's several lists of people; with the vacancy whose responses it shows, if the address
   * names it.
   */
  | { page: 'list'; vacancyId?: VacancyId };
/** The same on a site of hh's group. */
export type PlaceOnHh = (ResumePage & { host: Site }) | Exclude<Place, ResumePage>;
export type Page = PlaceOnHh | { page: 'chat'; chatId: string } | { page: 'other' };

/** `spb.hh.ru` → `hh.ru`; null if the host is not in hh's group (`hh.ru.evil.com`, `nothh.ru`). */
export const siteOf = (hostname: string): Site | null =>
  sites.find((site) => hostname === site || hostname.endsWith(`.${site}`)) ?? null;

/** `new URL` that returns null for an invalid address. */
export const parseUrl = (text: string, base?: string): URL | null => {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
};

/** The address if it is https on one of hh's sites, else null: what hh says is a page of its own must be one. */
export function hhUrl(text: unknown): string | null {
  const url = typeof text === 'string' ? parseUrl(text) : null;
  const good =
    url?.protocol === 'https:' && !url.username && !url.password && !url.port && siteOf(url.hostname);
  return good && url ? url.href : null;
}

/** Hosts of the group that serve no pages to people. */
const machine = /^(api|chatik|websocket|adsrv|[^.]+-front)\./;
const resumePath = /^\/resume\/([0-9a-zA-Z]{16,64})\/?$/;
/** The resume of a path `/resume/<hash>`, but not of its edit or print page. */
export const hashInPath = (path: string): string | undefined => resumePath.exec(path)?.[1];
const wholeHash = /^([0-9a-zA-Z]{16,64})$/;
const chatPath = /^\/chat\/(\d{1,20})\/?$/;
const vacancyPath = /^\/vacancy\/(\d{1,20})\/?$/;
const negotiationsPath = /^\/applicant\/negotiations\/?$/;
const responsesPath = /^\/employer\/vacancyresponses\/?$/;
/**
 * The resume search, and the employer's section: responses, favourites and folders, candidates, and future
 * pages. Only the list of vacancies contains no people.
 */
const listPath = /^\/(search\/resume|resumes|employer\/(?!vacancies\b)[\w/-]+)\/?$/;

const numeric = <T extends VacancyId | NegotiationId>(url: URL, name: string): T | undefined => {
  const found = url.searchParams.get(name)?.match(/^\d{1,20}$/);
  return found ? asId<T>(found[0]) : undefined;
};

/**
 * A resume page as a recruiter opens it (`/resume/<hash>?vacancyId=…&t=…`) or in its old form, on any host.
 * Editing, printing and downloads do not count.
 */
function resumeAt(url: URL): ResumePage | null {
  const { pathname, searchParams: query } = url;
  const old = pathname === '/applicant/resumes/view' ? query.get('resume')?.match(wholeHash) : null;
  const resumeId = hashInPath(pathname) ?? old?.[1];
  if (!resumeId || query.get('print') === 'true') return null;
  return {
    page: 'resume',
    resumeId: asId(resumeId),
    vacancyId: numeric(url, 'vacancyId'),
    topicId: numeric(url, 't'),
  };
}

/** The page at an address, if we have something to show on it; on any host. */
export function placeAt(url: URL): Place | null {
  const vacancyId = vacancyPath.exec(url.pathname)?.[1];
  if (vacancyId) return { page: 'vacancy', vacancyId: asId(vacancyId) };
  if (negotiationsPath.test(url.pathname)) return { page: 'applicant-negotiations' };
  if (responsesPath.test(url.pathname)) return { page: 'list', vacancyId: numeric(url, 'vacancyId') };
  return listPath.test(url.pathname) ? { page: 'list' } : resumeAt(url);
}

/**
 * Which of hh's pages an address is, by the address alone.
 *
 * @returns null if it is not hh, not https, or a host of hh's without pages.
 */
export function pageOf(text: string): Page | null {
  const url = parseUrl(text);
  const host = url && siteOf(url.hostname);
  if (!url || !host || url.protocol !== 'https:' || machine.test(url.hostname)) return null;
  const place = placeAt(url);
  if (place) return place.page === 'resume' ? { ...place, host } : place;

  const chatId = chatPath.exec(url.pathname)?.[1];
  return chatId ? { page: 'chat', chatId } : { page: 'other' };
}

/* Addresses of pages that we open. `site` is the site of hh's group that the person uses. */

export const vacancyPage = (site: string, id: string): string => `https://${site}/vacancy/${id}`;

export const responsesUrl = (site: string, vacancyId?: string): string =>
  `https://${site}/employer/vacancyresponses${vacancyId ? `?vacancyId=${vacancyId}` : ''}`;

/** The page with the applicant's own list. */
export const negotiationsUrl = (site: string): string => `https://${site}/applicant/negotiations`;

/** hh pages this list by twenty: the page after those that were read, judging by the number of loaded items. */
export const nextPageUrl = (site: string, loaded: number): string =>
  `${negotiationsUrl(site)}?page=${Math.floor(loaded / 20)}`;

export const chatUrl = (site: string, chat: { id: string }): string => `https://${site}/chat/${chat.id}`;

interface Response {
  id: string;
  vacancyId: string;
  candidate: { url: string | null };
}

/** The page of the resume, with the response that it is about; the vacancy's responses if the resume is gone. */
export function rowUrl(site: string, { id, vacancyId, candidate }: Response): string {
  const url = candidate.url === null ? null : parseUrl(candidate.url);
  if (!url) return responsesUrl(site, vacancyId);
  url.searchParams.set('vacancyId', vacancyId);
  url.searchParams.set('t', id);
  return url.href;
}

/**
 * Where the content script runs: on all paths of each host, because hh is a single-page app for signed-in users
 * and a script is not run again after in-app navigation. `*.host` includes the bare host. Not on http pages,
 * which anybody on the network could have written.
 */
export const pagePatterns: string[] = sites.map((site) => `https://*.${site}/*`);

/** Hosts of hh's that serve no pages to people. */
export const machinePatterns: string[] = sites.flatMap((site) =>
  ['chatik', 'websocket', 'api', 'adsrv'].map((name) => `https://${name}.${site}/*`),
);

/** A match pattern cannot express "ends in -front"; a glob can. */
export const machineGlobs: string[] = sites.map((site) => `https://*-front.${site}/*`);

/**
 * hh's resume hash is 38 hex digits: 8 of salt, 2 of a flag, 8 of the resume's number, 8 of the company it was
 * made for, 12 more. This is undocumented, so it is used only to join what hh itself gave, and to explain what
 * hh refused.
 */
const shape = /^[0-9a-f]{10}([0-9a-f]{8})([0-9a-f]{8})[0-9a-f]{12}$/;
/** Used in a hash that was made for no particular company. */
const anybody = 0x39ed1f;

/** hh's number of the resume, the same in all of its hashes; null if the id has another form. */
export function numberIn(id: ResumeId): string | null {
  const digits = shape.exec(id)?.[1];
  return digits ? String(Number.parseInt(digits, 16)) : null;
}

/** The only company that can open this address of a resume; null if the id does not say. */
export function companyIn(id: ResumeId): EmployerId | null {
  const digits = shape.exec(id)?.[2];
  const company = digits ? Number.parseInt(digits, 16) : anybody;
  return company === anybody ? null : asId<EmployerId>(company);
}

/** Whether two ids belong to the same resume: each company has its own hash for it. */
export function sameResume(one: ResumeId | null | undefined, other: ResumeId | null | undefined): boolean {
  if (!one || !other) return false;
  const number = numberIn(one);
  return one === other || (number !== null && number === numberIn(other));
}
