import * as z from 'zod/mini';
import { page } from './readers.ts';
import { shortResume } from './short-resume.ts';

/** Its `actions` are left out: reading them spends a contact. */
const visitor = z.object(shortResume);
export type WireVisitor = z.output<typeof visitor>;

/** `GET /vacancies/{v}/visitors` (operation `get-vacancy-visitors`). */
export const visitors = page(visitor);
