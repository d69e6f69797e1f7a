import type { ChatRow, Row } from '../../utils/domain/negotiation.ts';

/* Pages of hh that our views open; `site` is the site of hh's group that the person works on. */

export const responsesUrl = (site: string, vacancyId?: string): string =>
  `https://${site}/employer/vacancyresponses${vacancyId ? `?vacancyId=${vacancyId}` : ''}`;

/** The applicant's own list. */
export const negotiationsUrl = (site: string): string => `https://${site}/applicant/negotiations`;

/** hh's pages of it, of twenty each: the one behind those that were read, as far as their number tells. */
export const nextPageUrl = (site: string, loaded: number): string =>
  `${negotiationsUrl(site)}?page=${Math.floor(loaded / 20)}`;

export const chatUrl = (site: string, chat: Pick<ChatRow, 'id'>): string => `https://${site}/chat/${chat.id}`;

/** hh's page of the resume, told which response it is about; the vacancy's responses when the resume is gone. */
export function rowUrl(site: string, { id, vacancyId, candidate }: Row): string {
  if (!candidate.url || !URL.canParse(candidate.url)) return responsesUrl(site, vacancyId);
  const url = new URL(candidate.url);
  url.searchParams.set('vacancyId', vacancyId);
  url.searchParams.set('t', id);
  return url.href;
}
