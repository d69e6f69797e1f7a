import * as z from 'zod/mini';
import type { EmployerId, ResumeId } from '../../ids.ts';
import { date, flag, id, list, named, number, page, part, text } from './readers.ts';

/** A resume of one's own. The address of its views is left out: reading them sets the counter to nought. */
const short = {
  id: id<ResumeId>(),
  /** null: none was given. */
  title: text,
  alternate_url: text,
  /** `published`, `blocked` … (dictionary `resume_status`). */
  status: part(named.shape),
  /** Who may see it. */
  access: part({ type: part(named.shape) }),
  area: part(named.shape),
  salary: part({ amount: number, currency: text }),
  total_experience: part({ months: number }),
  finished: flag,
  updated_at: date,
};

const ownResume = z.object({
  ...short,
  blocked: flag,
  visible: flag,
  new_views: number,
  total_views: number,
  can_publish_or_update: flag,
  next_publish_at: date,
});
export type OwnResume = z.output<typeof ownResume>;

/** `GET /resumes/mine` (operation `get-mine-resumes`). */
export const ownResumes = page(ownResume);

/** `GET /resumes/{id}/views` (operation `get-resume-view-history`), newest first. */
export const resumeViews = z.extend(
  page(
    z.object({
      created_at: date,
      /** Of one that hides who it is only a name. */
      employer: part({ id: z.nullish(id<EmployerId>()), name: text, alternate_url: text }),
      viewed: flag,
    }),
  ),
  { resume: part({ id: id<ResumeId>(), title: text }) },
);
export type ResumeViews = z.output<typeof resumeViews>;

const suitableResume = z.object(short);
export type SuitableResume = z.output<typeof suitableResume>;

/** `GET /vacancies/{v}/suitable_resumes` (operation `get-suitable-resumes`): what one can respond with. */
export const suitableResumes = z.extend(page(suitableResume), {
  /** How many cannot be used, and why. */
  overall: part({ already_applied: number, not_published: number, unavailable: number }),
});

/** `GET /vacancies/{v}/resumes_by_status` (operation `get-resumes-by-status`): all of one's resumes, sorted. */
export const resumesByStatus = z.object({
  suitable: list(suitableResume),
  already_applied: list(suitableResume),
  not_published: list(suitableResume),
  unavailable: list(suitableResume),
});
export type ResumesByStatus = z.output<typeof resumesByStatus>;
