import * as z from 'zod/mini';
import type { VacancyId } from '../../ids.ts';
import { date, flag, id, list, named, text } from './wire.ts';

/**
 * `GET /resumes/{id}/negotiations_history` (operation `get-resume-negotiations-history`): the last 30
 * vacancies, 10 changes of each, newest first. `can_edit: false` is another manager's; older answers lack it.
 */
export const history = z.object({
  vacancies: list(
    z.object({
      id: id<VacancyId>(),
      name: text,
      archived: flag,
      can_edit: flag,
      negotiations_url: text,
      items: list(z.object({ created_at: date, employer_state: z.nullish(named), with_message: flag })),
    }),
  ),
});
export type WireHistory = z.output<typeof history>;
