import * as z from 'zod/mini';
import type { VacancyId } from '../../ids.ts';
import { array, boolean, fact, id, moment, stage, word } from './readers.ts';

/**
 * `GET /resumes/{id}/negotiations_history` (operation `get-resume-negotiations-history`): the last 30
 * vacancies, 10 changes of each, newest first. `can_edit: false` is another manager's.
 */
export const history = z.object({
  vacancies: array(
    z.object({
      id: id<VacancyId>(),
      name: fact(word),
      archived: fact(boolean),
      can_edit: fact(boolean),
      negotiations_url: fact(word),
      items: fact(
        array(
          z.object({ created_at: fact(moment), employer_state: fact(stage), with_message: fact(boolean) }),
        ),
      ),
    }),
  ),
});
export type WireHistory = z.output<typeof history>;
