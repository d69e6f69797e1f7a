import type { ResumeId, VacancyId } from '../ids.ts';
import { asApplicant } from './applicant.ts';
import { type Client, getter } from './client.ts';
import type { Gesture } from './effects.ts';
import { path } from './path.ts';
import { ownResumes, resumesByStatus, resumeViews, suitableResumes } from './schemas/own-resumes.ts';
import { reader } from './schemas/readers.ts';

/** The applicant's own resumes. */
export function createOwnResumes(client: Client) {
  const get = getter(asApplicant(client));

  return {
    /** With counters of views. Operation `get-mine-resumes`. */
    mine: () => get('/resumes/mine', reader(ownResumes)),

    /** Who looked, and sets `new_views` to nought: the click must have said so. Operation `get-resume-view-history`. */
    views: async (id: ResumeId, gesture: Gesture, page = 0) =>
      get(path`/resumes/${id}/views`, reader(resumeViews), { page }, { effect: 'marks-viewed', gesture }),

    /** What one can respond to a vacancy with. Operation `get-suitable-resumes`. */
    suitable: async (id: VacancyId) => get(path`/vacancies/${id}/suitable_resumes`, reader(suitableResumes)),

    /** The same, and why not the others. Operation `get-resumes-by-status`. */
    byStatus: async (id: VacancyId) => get(path`/vacancies/${id}/resumes_by_status`, reader(resumesByStatus)),
  };
}
