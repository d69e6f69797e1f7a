import * as z from 'zod/mini';
import { list, named } from './readers.ts';

/** `GET /dictionaries` (operation `get-dictionaries`): the lists that name what an applicant sees. */
export const applicantWords = z.object({
  applicant_negotiation_status: list(named),
  negotiations_order: list(named),
  negotiations_state: list(named),
  messaging_status: list(named),
  phone_call_status: list(named),
  resume_status: list(named),
});
export type ApplicantWords = z.output<typeof applicantWords>;
