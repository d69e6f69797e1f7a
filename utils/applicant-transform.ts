import type { NegotiationsPage } from './hh/page-state.ts';
import { hhUrl } from './hh/pages.ts';
import type { ApplicantNegotiation } from './hh/schemas/applicant-negotiations.ts';
import type { Topic } from './inbox/applicant/topic.ts';

/* The applicant's half of `transform.ts`: what either way tells of a negotiation, as a topic of ours. */

/** hh's words on its pages for what its API calls otherwise; any other passes in lower case. */
const messagings: Record<string, string> = { AVAILABLE: 'ok', WITHOUT_INVITATION: 'no_invitation' };

/** No name of hh's is longer; a page can hold anything. */
const clip = (text: string | null | undefined) => text?.slice(0, 300) ?? '';

/** What one of the ways, or neither, says of a negotiation. */
const unsaid = {
  resume: null,
  invited: false,
  viewedAt: null,
  answeredAt: null,
  hasLetter: null,
  calls: 0,
  politeness: null,
  recruiterAt: null,
};

/**
 * As the applicant's own page has it; names of stages are not among its words.
 * @param now Unix ms, from which hh counts the recruiter's absence
 */
export function topicOfPage(one: NegotiationsPage['topics'][number], now: number): Topic {
  const { vacancy } = one;
  const employer = vacancy?.employer;
  const employerId = one.employerId ?? employer?.id ?? null;
  const changedAt = one.lastModified ?? one.creationTime ?? 0;
  const away = one.managerInactiveMinutes;
  const write = one.inboxAvailabilityState;
  return {
    ...unsaid,
    id: one.id,
    vacancy:
      vacancy && one.vacancyId
        ? {
            id: one.vacancyId,
            name: clip(vacancy.name),
            area: clip(vacancy.area) || null,
            url: vacancy.url,
            archived: vacancy.archived ?? false,
          }
        : null,
    employer: employerId || employer?.name ? { id: employerId, name: clip(employer?.name) } : null,
    stage: {
      id: one.declinedByApplicant ? 'discard_by_applicant' : clip(one.lastState || 'response').toLowerCase(),
      name: '',
    },
    invited: Boolean(one.initialState) && one.initialState !== 'RESPONSE',
    viewed: one.viewedByOpponent ?? false,
    fresh: one.hasNewMessages ?? false,
    createdAt: one.creationTime ?? changedAt,
    updatedAt: changedAt,
    messages: one.conversationMessagesCount,
    chatId: one.chatId,
    hasLetter: one.hasResponseLetter,
    hidden: one.hidden,
    declineAllowed: one.declineByApplicantAllowed ?? false,
    messaging: write && (messagings[write] ?? clip(write).toLowerCase()),
    politeness: one.politeness,
    // By the hour: to the minute it would be another one at each look.
    recruiterAt: away === null ? null : Math.floor((now - away * 60_000) / 3_600_000) * 3_600_000,
  };
}

/** As hh's API has it. */
export function topicOf(item: ApplicantNegotiation): Topic {
  const { vacancy, resume } = item;
  const changedAt = item.updated_at ?? item.created_at ?? 0;
  return {
    ...unsaid,
    id: item.id,
    vacancy: vacancy
      ? {
          id: vacancy.id,
          name: vacancy.name ?? '',
          area: vacancy.area?.name ?? null,
          url: hhUrl(vacancy.alternate_url),
          archived: vacancy.archived ?? false,
        }
      : null,
    employer: vacancy?.employer ? { id: vacancy.employer.id, name: vacancy.employer.name ?? '' } : null,
    resume: resume?.title ?? null,
    stage: { id: item.state?.id ?? 'response', name: item.state?.name ?? '' },
    viewed: item.viewed_by_opponent ?? false,
    fresh: item.has_updates ?? false,
    createdAt: item.created_at ?? changedAt,
    updatedAt: changedAt,
    messages: item.counters?.messages ?? null,
    chatId: item.chat_id ?? null,
    hidden: item.hidden ?? false,
    declineAllowed: item.decline_allowed ?? false,
    messaging: item.messaging_status ?? null,
  };
}
