import type { VacancyId } from '../ids.ts';
import { type Client, getter } from './client.ts';
import { path } from './path.ts';
import { reader } from './schemas/readers.ts';
import { visitors } from './schemas/visitors.ts';

/** Who looked at a vacancy and did not respond. */
export function createVisitors(client: Client) {
  const get = getter(client);

  return {
    /** Of the last week, at most 50 a page; listing them leaves no trace. Operation `get-vacancy-visitors`. */
    visitors: async (of: { vacancyId: VacancyId; page?: number; perPage?: number }) =>
      get(path`/vacancies/${of.vacancyId}/visitors`, reader(visitors), {
        page: of.page,
        per_page: of.perPage,
      }),
  };
}
