import * as z from 'zod/mini';
import type { ManagerId, VacancyId } from '../../ids.ts';
import { action, templateLink } from './actions.ts';
import { flag, id, list, maybe, named, number, page, part, text } from './wire.ts';

export const vacancyShort = {
  id: id<VacancyId>(),
  name: text,
  area: part(named.shape),
  archived: flag,
  alternate_url: text,
};

const manager = part({ id: id<ManagerId>(), first_name: text, last_name: text, middle_name: text });

const active = z.object({
  ...vacancyShort,
  manager,
  counters: maybe({ unread_responses: number }),
});

const forResume = z.object({
  ...vacancyShort,
  manager,
  can_invite: flag,
  negotiations_state: z.nullish(named),
  employer_negotiations_state: z.nullish(named),
  negotiations_actions: list(action),
  templates: list(templateLink),
});

/** `GET /employers/{e}/vacancies/active` (operation `get-active-vacancy-list`). */
export const activeVacancies = page(active);
export type ActiveVacancy = z.output<typeof active>;

/** The same operation with `resume_id`: where this resume can be invited. */
export const vacanciesForResume = page(forResume);
export type VacancyForResume = z.output<typeof forResume>;
