import type { VacancyId } from '../ids.ts';
import { type Client, getter } from './client.ts';
import { collections } from './schemas/collections.ts';
import { reader } from './schemas/wire.ts';

export type VacancyCalls = ReturnType<typeof createVacancyCalls>;

/** What is asked of one vacancy. Apart from `employer.ts`, so that it weighs only where used. */
export function createVacancyCalls(client: Client) {
  const get = getter(client);

  return {
    /** The collections of one vacancy, with counters. Operation `get-negotiations`. */
    collections: async (vacancyId: VacancyId) =>
      get('/negotiations', reader(collections), { vacancy_id: vacancyId, with_generated_collections: false }),
  };
}
