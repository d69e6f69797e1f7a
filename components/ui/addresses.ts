import type { ChatRow, Row } from '../../utils/domain/negotiation.ts';

/* Addresses of hh's pages that our views open. `site` is the site of hh's group that the person uses. */

export const responsesUrl = (site: string, vacancyId?: string): string =>
  `https://${site}/employer/vacancyresponses${vacancyId ? `?vacancyId=${vacancyId}` : ''}`;

/** The page with the applicant's own list. */
export const negotiationsUrl = (site: string): string => `https://${site}/applicant/negotiations`;

/** hh pages this list by twenty: the page after those that were read, judging by the number of loaded items. */
export const nextPageUrl = (site: string, loaded: number): string =>
  `${negotiationsUrl(site)}?page=${Math.floor(loaded / 20)}`;

export const chatUrl = (site: string, chat: Pick<ChatRow, 'id'>): string => `https://${site}/chat/${chat.id}`;

/** hh's page of the resume, with the response that it is about; the vacancy's responses if the resume is gone. */
export function rowUrl(site: string, { id, vacancyId, candidate }: Row): string {
  if (!candidate.url || !URL.canParse(candidate.url)) return responsesUrl(site, vacancyId);
  const url = new URL(candidate.url);
  url.searchParams.set('vacancyId', vacancyId);
  url.searchParams.set('t', id);
  return url.href;
}
