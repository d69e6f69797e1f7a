import * as z from 'zod/mini';
import { boolean, fact, flag, moment, word } from './readers.ts';
import { vacancyShort } from './vacancies.ts';

/** `GET /vacancies/{v}` (operation `get-vacancy`): what a manager wants to know of it beside its counters. */
export const vacancyFacts = z.object({
  ...vacancyShort,
  published_at: fact(moment),
  expires_at: fact(z.nullish(moment)),
  has_test: fact(boolean),
  response_letter_required: fact(boolean),
  allow_messages: fact(boolean),
  /** Not of every vacancy. */
  closed_for_applicants: fact(flag),
  address: fact(z.nullish(z.object({ raw: z.nullish(word) }))),
});
