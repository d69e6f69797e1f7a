import * as z from 'zod/mini';
import type { ResumeId } from '../../ids.ts';
import { id, named, number, page, part, text } from './wire.ts';

/** A short resume. Its `url` and `actions` are left out: reading them spends a view or a contact. */
const visitor = z.object({
  id: id<ResumeId>(),
  title: text,
  alternate_url: text,
  first_name: text,
  last_name: text,
  middle_name: text,
  age: number,
  area: part(named.shape),
  salary: part({ amount: number, currency: text }),
  total_experience: part({ months: number }),
});
export type WireVisitor = z.output<typeof visitor>;

/** `GET /vacancies/{v}/visitors` (operation `get-vacancy-visitors`). */
export const visitors = page(visitor);
