import * as z from 'zod/mini';
import { vacancyShort } from './vacancies.ts';
import { date, flag, part, text } from './wire.ts';

/** `GET /vacancies/{v}` (operation `get-vacancy`): what a manager wants to know of it beside its counters. */
export const vacancyFacts = z.object({
  ...vacancyShort,
  published_at: date,
  expires_at: date,
  has_test: flag,
  response_letter_required: flag,
  allow_messages: flag,
  closed_for_applicants: flag,
  address: part({ raw: text }),
});
