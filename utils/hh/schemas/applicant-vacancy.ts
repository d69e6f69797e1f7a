import * as z from 'zod/mini';
import type { EmployerId } from '../../ids.ts';
import { date, flag, id, key, list, named, number, part, text } from './readers.ts';
import { vacancyForApplicant } from './vacancies.ts';

/** `GET /vacancies/{v}` by an applicant (operation `get-vacancy`): what decides whether and how to respond. */
export const applicantVacancy = z.object({
  ...vacancyForApplicant,
  employer: part({ id: z.nullish(id<EmployerId>()), name: text, trusted: flag, alternate_url: text }),
  /** `direct`: answered at the employer's own site, at `response_url`. */
  type: part(named.shape),
  response_url: text,
  /** hh's own form of a response. */
  apply_alternate_url: text,
  response_letter_required: flag,
  has_test: flag,
  test: part({ required: flag }),
  accept_incomplete_resumes: flag,
  allow_messages: flag,
  closed_for_applicants: flag,
  published_at: date,
  salary: part({ from: number, to: number, currency: text, gross: flag }),
  experience: part(named.shape),
  /** `got_response`, `got_invitation`, `got_rejection`, `favorited`, `blacklisted`. */
  relations: list(key),
});
export type ApplicantVacancy = z.output<typeof applicantVacancy>;
