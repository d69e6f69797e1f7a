import * as z from 'zod/mini';
import type { ApplicantId, EmployerId, ManagerId } from '../../ids.ts';
import { flag, id, maybe, number, text } from './wire.ts';

/**
 * `GET /me` (operation `get-current-user-info`). Its four kinds overlap in hh's schema: choose by the flags.
 * The ids to keep are `employer.id` and `manager.id`; of an applicant `id`.
 */
export const me = z.object({
  id: z.nullish(id<ApplicantId>()),
  is_employer: flag,
  is_applicant: flag,
  first_name: text,
  last_name: text,
  middle_name: text,
  email: text,
  employer: maybe({ id: id<EmployerId>(), name: text }),
  manager: maybe({ id: id<ManagerId>(), has_multiple_manager_accounts: flag }),
  counters: maybe({ unread_negotiations: number, new_resume_views: number }),
});
export type Me = z.output<typeof me>;
