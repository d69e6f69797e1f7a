import type { EmployerId, ManagerId, VacancyId } from '../ids.ts';
import { type Client, getter } from './client.ts';
import { path } from './path.ts';
import { reader } from './schemas/readers.ts';
import { employerStatistics, managerStatistics, vacancyStats } from './schemas/statistics.ts';

/** What hh counts about replies and about a vacancy. */
export function createStatistics(client: Client) {
  const get = getter(client);

  return {
    /** Of the whole company, 30 days. Operation `get-negotiations-statistics-employer`. */
    ofEmployer: async (employerId: EmployerId) =>
      (await get(path`/employers/${employerId}/negotiations_statistics`, reader(employerStatistics)))
        .employer_statistics,

    /** Of a manager: oneself, or anyone for the main contact. Operation `get-negotiations-statistics-manager`. */
    ofManager: async (of: { employerId: EmployerId; managerId: ManagerId }) =>
      (
        await get(
          path`/employers/${of.employerId}/managers/${of.managerId}/negotiations_statistics`,
          reader(managerStatistics),
        )
      ).manager_statistics,

    /** Views and responses of the last five days. Operation `get-vacancy-stats`. */
    ofVacancy: async (vacancyId: VacancyId) =>
      (await get(path`/vacancies/${vacancyId}/stats`, reader(vacancyStats))).items,
  };
}
