import type { VacancyId } from '../ids.ts';
import { type Client, getter } from './client.ts';
import { path } from './path.ts';
import { reader } from './schemas/readers.ts';
import { vacancyFacts } from './schemas/vacancy-facts.ts';

/** One vacancy as it was published. */
export function createVacancyFacts(client: Client) {
  const get = getter(client);

  return {
    /** By a manager of the company it leaves no trace. Operation `get-vacancy`. */
    facts: async (vacancyId: VacancyId) => get(path`/vacancies/${vacancyId}`, reader(vacancyFacts)),
  };
}
