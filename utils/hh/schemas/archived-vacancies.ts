import * as z from 'zod/mini';
import { date, page } from './readers.ts';
import { vacancyShort } from './vacancies.ts';

const archived = z.object({ ...vacancyShort, archived_at: date });
export type WireArchivedVacancy = z.output<typeof archived>;

/** `GET /employers/{e}/vacancies/archived` (operation `get-archived-vacancies`). */
export const archivedVacancies = page(archived);
