import * as z from 'zod/mini';
import type { VacancyId } from '../../ids.ts';
import { action } from './actions.ts';
import {
  amount,
  array,
  fact,
  flag,
  fullName,
  id,
  named,
  nameIn,
  page,
  part,
  spare,
  stage,
  text,
  word,
} from './readers.ts';

export const vacancyShort = {
  id: id<VacancyId>(),
  name: fact(word),
  /** The name of its city. */
  area: fact(z.nullable(nameIn)),
  archived: spare(flag),
  alternate_url: spare(text),
};

/** The same as an applicant's answers have it. */
export const vacancyForApplicant = {
  id: id<VacancyId>(),
  name: text,
  area: part(named.shape),
  archived: flag,
  alternate_url: text,
};

const active = z.object({
  ...vacancyShort,
  manager: fact(z.nullable(fullName)),
  counters: fact(z.object({ unread_responses: amount })),
});

const forResume = z.object({
  ...vacancyShort,
  manager: fact(z.nullable(fullName)),
  /** Absent or null: nothing forbids it. */
  can_invite: fact(flag),
  negotiations_state: fact(z.nullish(stage)),
  employer_negotiations_state: fact(z.nullish(stage)),
  negotiations_actions: fact(array(action)),
});

/** `GET /employers/{e}/vacancies/active` (operation `get-active-vacancy-list`). */
export const activeVacancies = page(active);
export type ActiveVacancy = z.output<typeof active>;

/** The same operation with `resume_id`: where this resume can be invited. */
export const vacanciesForResume = page(forResume);
export type VacancyForResume = z.output<typeof forResume>;
