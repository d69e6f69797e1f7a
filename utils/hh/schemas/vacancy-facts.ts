import * as z from 'zod/mini';
import type { VacancyId } from '../../ids.ts';
import { date, flag, id, part, text } from './wire.ts';

/** `GET /vacancies/{v}` (operation `get-vacancy`): what a manager wants to know of it beside its counters. */
export const vacancyFacts = z.object({
  id: id<VacancyId>(),
  published_at: date,
  expires_at: date,
  has_test: flag,
  response_letter_required: flag,
  allow_messages: flag,
  closed_for_applicants: flag,
  address: part({ raw: text }),
});
