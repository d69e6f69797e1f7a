/** hh's group of sites; each with its subdomains (`spb.hh.ru`, `tashkent.hh.uz`). Source: `host` of the API. */
export const sites = [
  'hh.ru',
  'rabota.by',
  'hh.kz',
  'hh.uz',
  'hh1.az',
  'headhunter.ge',
  'headhunter.kg',
] as const;
export type Site = (typeof sites)[number];

export type Page =
  | { page: 'resume'; resumeId: string; vacancyId?: string; topicId?: string; host: Site }
  | { page: 'chat'; chatId: string }
  | { page: 'responses'; vacancyId?: string }
  | { page: 'other' };

/** `spb.hh.ru` → `hh.ru`; null when the host is not of hh's group (`hh.ru.evil.com`, `nothh.ru`). */
export const siteOf = (hostname: string): Site | null =>
  sites.find((site) => hostname === site || hostname.endsWith(`.${site}`)) ?? null;

/** `new URL` that answers null. */
export const parseUrl = (text: string, base?: string): URL | null => {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
};

/** The address if it is https on hh's group, else null: nothing else that hh sent is ever shown as a link. */
export function hhUrl(text: unknown): string | null {
  const url = typeof text === 'string' ? parseUrl(text) : null;
  const good =
    url?.protocol === 'https:' && !url.username && !url.password && !url.port && siteOf(url.hostname);
  return good && url ? url.href : null;
}

/** Hosts of the group that serve no pages to people. */
const machine = /^(api|chatik|websocket|adsrv|[^.]+-front)\./;
const hash = '([0-9a-zA-Z]{16,64})';
const resumePath = new RegExp(`^/resume/${hash}/?$`);
const wholeHash = new RegExp(`^${hash}$`);
const chatPath = /^\/chat\/(\d{1,20})\/?$/;

/**
 * Which page of hh an address is, by the address alone: the resume page as a recruiter opens it
 * (`/resume/<hash>?vacancyId=…&t=…`) or its old form. Editing, printing and downloads are no resume page.
 *
 * @returns null when it is not hh, or a host of hh's without pages.
 */
export function pageOf(text: string): Page | null {
  const url = parseUrl(text);
  const host = url && siteOf(url.hostname);
  if (!url || !host || !/^https?:$/.test(url.protocol) || machine.test(url.hostname)) return null;
  const { pathname, searchParams: query } = url;
  const numeric = (name: string) => query.get(name)?.match(/^\d{1,20}$/)?.[0];

  const old = pathname === '/applicant/resumes/view' ? query.get('resume')?.match(wholeHash) : null;
  const resumeId = (resumePath.exec(pathname) ?? old)?.[1];
  if (resumeId && query.get('print') !== 'true')
    return { page: 'resume', resumeId, vacancyId: numeric('vacancyId'), topicId: numeric('t'), host };

  const chatId = chatPath.exec(pathname)?.[1];
  if (chatId) return { page: 'chat', chatId };
  if (pathname === '/employer/vacancyresponses')
    return { page: 'responses', vacancyId: numeric('vacancyId') };
  return { page: 'other' };
}
