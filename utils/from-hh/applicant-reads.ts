import type { ApplicantNegotiation } from '../domain/applicant/negotiation.ts';
import type {
  OwnResume,
  PhoneCall,
  ResumeChoice,
  ResumeViews,
  ShortResume,
  VacancyToApply,
} from '../domain/applicant/reads.ts';
import type {
  ApplicantVacancy,
  ResumesByStatus,
  SuitableResume,
  WireApplicantNegotiation,
  OwnResume as WireOwnResume,
  ResumeViews as WireResumeViews,
} from '../hh/applicant.ts';
import { hhUrl } from '../hh/pages.ts';
import type { VacancyId } from '../ids.ts';
import { applicantNegotiationOf } from './applicant.ts';

/* What only the applicant's page reads, apart from `applicant.ts`, which the worker carries. */

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
    status: statuses.find((one) => one.id === status)?.name ?? status ?? null,
    at,
    seconds: seconds ?? null,
  }));

/** `response_url` has been checked by the client. */
export function vacancyToApplyOf(id: VacancyId, vacancy: ApplicantVacancy): VacancyToApply {
  const { employer, salary, type } = vacancy;
  return {
    id,
    name: vacancy.name ?? id,
    area: vacancy.area?.name ?? null,
    employer: employer ? { id: employer.id ?? null, name: employer.name ?? '' } : null,
    salary: salary?.currency
      ? { from: salary.from ?? null, to: salary.to ?? null, currency: salary.currency }
      : null,
    url: hhUrl(vacancy.alternate_url),
    applyUrl: hhUrl(vacancy.apply_alternate_url),
    direct: type?.id === 'direct' || vacancy.response_url ? { url: vacancy.response_url ?? null } : null,
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
  newViews: resume.new_views ?? 0,
  totalViews: resume.total_views ?? null,
});

/** @param page from 0 */
export const resumeViewsOf = (list: WireResumeViews, page: number): ResumeViews => ({
  views: list.items.items.map(({ created_at, employer, viewed }) => ({
    at: created_at,
    employer: employer?.name ?? null,
    url: hhUrl(employer?.alternate_url),
    seen: viewed ?? true,
  })),
  more: page + 1 < (list.pages ?? 1),
});
