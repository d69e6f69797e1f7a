import * as z from 'zod/mini';
import type { ApplicantId, EmployerId, ManagerId } from '../../ids.ts';
import { boolean, fact, flag, id, maybe, number, spare, text, word } from './readers.ts';

/**
 * `GET /me` (operation `get-current-user-info`). Its four kinds overlap in hh's schema: choose by the flags.
 * The ids to keep are `employer.id` and `manager.id`; of an applicant `id`.
 */
export const me = z.object({
  id: spare(z.nullish(id<ApplicantId>())),
  is_employer: spare(flag),
  is_applicant: spare(flag),
  first_name: fact(text),
  last_name: fact(text),
  middle_name: fact(text),
  email: spare(text),
  employer: fact(z.nullable(z.object({ id: id<EmployerId>(), name: fact(word) }))),
  manager: fact(z.nullable(z.object({ id: id<ManagerId>(), has_multiple_manager_accounts: fact(boolean) }))),
  counters: spare(maybe({ unread_negotiations: number, new_resume_views: number })),
});
export type Me = z.output<typeof me>;
