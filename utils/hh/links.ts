import type { Site } from './pages.ts';

/* Addresses of hh's own pages, for what can only be done there. */

/** The applicant's list of negotiations. */
export const negotiationsUrl = (site: Site): string => `https://${site}/applicant/negotiations`;

/** A conversation, whichever side one is on. */
export const chatUrl = (site: Site, chatId: string): string => `https://${site}/chat/${chatId}`;

export const vacancyUrl = (site: Site, vacancyId: string): string => `https://${site}/vacancy/${vacancyId}`;

/** The recruiter's list of responses to a vacancy. */
export const responsesUrl = (site: Site, vacancyId: string): string =>
  `https://${site}/employer/vacancyresponses?vacancyId=${vacancyId}`;
