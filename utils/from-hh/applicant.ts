import type {
  OwnResume,
  PhoneCall,
  ResumeChoice,
  ResumeView,
  ShortResume,
  VacancyToApply,
} from '../domain/applicant/applicant.ts';
import { type ApplicantNegotiation, knownStages } from '../domain/applicant/negotiation.ts';
import type {
  ApplicantVacancy,
  ResumesByStatus,
  SuitableResume,
  WireApplicantNegotiation,
  OwnResume as WireOwnResume,
  ResumeViews as WireResumeViews,
} from '../hh/applicant.ts';
import type { Topic } from '../hh/page-state.ts';
import { hhUrl } from '../hh/pages.ts';
import type { VacancyId } from '../ids.ts';
import { type Page, pageOf } from '../known.ts';

/* Converts an applicant's negotiations, vacancies and resumes from hh's API or pages to our types. */

/** The API's equivalents of the words on hh's pages for whether one can write; other words are unknown. */
const messagings: Record<string, string> = {
  AVAILABLE: 'ok',
  WITHOUT_INVITATION: 'no_invitation',
  DISABLED_BY_EMPLOYER: 'disabled_by_employer',
  ARCHIVED: 'archived',
  RESUME_DELETED: 'resume_deleted',
  IN_A_ROW_LIMIT: 'in_a_row_limit',
  OVERALL_LIMIT: 'overall_limit',
};

/** hh's names are never longer, but a page can contain anything. */
const clip = (text: string | null | undefined) => text?.slice(0, 300) ?? '';

/** Defaults for fields that one or both of the sources lack. */
const unsaid = {
  resume: null,
  viewedAt: null,
  answeredAt: null,
  hasLetter: null,
  calls: 0,
  politeness: null,
  recruiterAt: null,
};

/** hh's word for a stage as our id; empty if there is none. */
const stageId = (word: string | null): string => clip(word).toLowerCase();

/** A stage's name; empty if hh repeats the id as the name. */
const stageName = (name: string | null | undefined, id: string | null | undefined): string =>
  name === id ? '' : clip(name);

/**
 * Converts a negotiation from the applicant's own page, which has no names of standard stages.
 * @param now Unix ms, from which hh counts the recruiter's absence
 */
export function applicantNegotiationOfPage(one: Topic, now: number): ApplicantNegotiation {
  const { vacancy } = one;
  const employer = vacancy?.employer;
  const employerId = one.employerId ?? employer?.id ?? null;
  const away = one.managerInactiveMinutes;
  const write = one.inboxAvailabilityState;
  // Having begun as a response does not tell the current stage; having begun as an invitation does.
  const began = stageId(one.initialState);
  const word = one.lastState || (began === 'response' ? null : one.initialState);
  const stage = one.declinedByApplicant ? 'discard_by_applicant' : stageId(word);
  return {
    ...unsaid,
    id: one.id,
    vacancy: one.vacancyId && {
      id: one.vacancyId,
      name: clip(vacancy?.name),
      area: clip(vacancy?.area) || null,
      url: vacancy?.url ?? null,
      archived: vacancy?.archived ?? one.archived,
    },
    employer: employerId || employer?.name ? { id: employerId, name: clip(employer?.name) } : null,
    stage: { id: stage, name: knownStages.has(stage) ? '' : stageName(one.stateName, word) },
    invited: began === 'response' ? false : knownStages.has(began) ? true : null,
    viewed: one.viewedByOpponent,
    fresh: one.hasNewMessages,
    awaits: one.awaitsAnswer,
    createdAt: one.creationTime,
    updatedAt: one.lastModified,
    messages: one.conversationMessagesCount,
    chatId: one.chatId,
    hasLetter: one.hasResponseLetter,
    hidden: one.hidden,
    declineAllowed: one.declineByApplicantAllowed ?? false,
    messaging: (write !== null && Object.hasOwn(messagings, write) && messagings[write]) || null,
    politeness: one.politeness,
    // Rounded to the hour: to the minute it would change at each read.
    recruiterAt: away === null ? null : Math.floor((now - away * 60_000) / 3_600_000) * 3_600_000,
  };
}

/** Converts a negotiation from hh's API. */
export function applicantNegotiationOf(item: WireApplicantNegotiation): ApplicantNegotiation {
  const { vacancy, resume } = item;
  return {
    ...unsaid,
    id: item.id,
    vacancy: vacancy
      ? {
          id: vacancy.id,
          name: vacancy.name ?? '',
          area: vacancy.area?.name ?? null,
          url: hhUrl(vacancy.alternate_url),
          archived: vacancy.archived,
        }
      : null,
    employer: vacancy?.employer ? { id: vacancy.employer.id, name: vacancy.employer.name ?? '' } : null,
    resume: resume?.title ?? null,
    stage: { id: item.state?.id ?? '', name: stageName(item.state?.name, item.state?.id) },
    invited: false,
    viewed: item.viewed_by_opponent,
    fresh: item.has_updates,
    awaits: null,
    createdAt: item.created_at,
    updatedAt: item.updated_at,
    messages: item.counters?.messages ?? null,
    chatId: item.chat_id,
    hidden: item.hidden,
    declineAllowed: item.decline_allowed ?? false,
    messaging: item.messaging_status,
  };
}

export const negotiationInFullOf = (item: WireApplicantNegotiation): ApplicantNegotiation => ({
  ...applicantNegotiationOf(item),
  calls: item.phone_calls?.items.items.length ?? 0,
});

/** @param statuses hh's dictionary `phone_call_status` */
export const phoneCallsOf = (
  { phone_calls: calls }: WireApplicantNegotiation,
  statuses: readonly { id: string; name?: string | null }[],
): PhoneCall[] =>
  (calls?.items.items ?? []).map(({ id, status, creation_time: at, duration_seconds: seconds }) => ({
    id,
    status: statuses.find((one) => one.id === status)?.name ?? status,
    at,
    seconds,
  }));

export function vacancyToApplyOf(id: VacancyId, vacancy: ApplicantVacancy): VacancyToApply {
  const { employer, salary, type } = vacancy;
  return {
    id,
    name: vacancy.name ?? id,
    area: vacancy.area?.name ?? null,
    employer: employer && { id: employer.id, name: employer.name ?? '' },
    salary: salary?.currency ? { from: salary.from, to: salary.to, currency: salary.currency } : null,
    url: hhUrl(vacancy.alternate_url),
    applyUrl: hhUrl(vacancy.apply_alternate_url),
    direct: type?.id === 'direct' || vacancy.response_url ? { url: vacancy.response_url } : null,
    archived: Boolean(vacancy.archived || vacancy.closed_for_applicants),
    letterRequired: vacancy.response_letter_required ?? false,
    test: vacancy.test?.required ?? vacancy.has_test ?? false,
    relations: vacancy.relations.items,
  };
}

const shortOf = ({ id, title, alternate_url: url }: SuitableResume): ShortResume => ({
  id,
  title: title || id,
  url: hhUrl(url),
});

export const resumeChoiceOf = (lists: ResumesByStatus): ResumeChoice => ({
  suitable: lists.suitable.items.map(shortOf),
  unsuitable: (['already_applied', 'not_published', 'unavailable'] as const).map((reason) => ({
    reason,
    resumes: lists[reason].items.map(shortOf),
  })),
});

export const ownResumeOf = (resume: WireOwnResume): OwnResume => ({
  ...shortOf(resume),
  status: resume.status ? { id: resume.status.id, name: resume.status.name ?? resume.status.id } : null,
  newViews: resume.new_views,
  totalViews: resume.total_views,
});

/** @param page from 0 */
export const resumeViewsOf = (list: WireResumeViews, page: number): Page<ResumeView> =>
  pageOf({ ...list, page }, ({ created_at, employer, viewed }) => ({
    at: created_at,
    employer: employer?.name ?? null,
    url: hhUrl(employer?.alternate_url),
    seen: viewed ?? true,
  }));
