import type { EmployerId, ManagerId } from '../ids.ts';
import { type Client, getter } from './client.ts';
import { path } from './path.ts';
import { manager, managerSettings, managers } from './schemas/managers.ts';
import { reader } from './schemas/readers.ts';

export interface ManagerOf {
  employerId: EmployerId;
  managerId: ManagerId;
}

/** The company's managers. */
export function createManagers(client: Client) {
  const get = getter(client);

  return {
    /** At most 200 a page. Operation `get-employer-managers`. */
    managers: async (of: { employerId: EmployerId; searchText?: string; page?: number; perPage?: number }) =>
      get(path`/employers/${of.employerId}/managers`, reader(managers), {
        search_text: of.searchText || null,
        page: of.page,
        per_page: of.perPage,
      }),

    /** One manager with their rights. Operation `get-employer-manager`. */
    manager: async (of: ManagerOf) =>
      get(path`/employers/${of.employerId}/managers/${of.managerId}`, reader(manager)),

    /** One's own defaults. Operation `get-manager-settings`. */
    settings: async (of: ManagerOf) =>
      get(path`/employers/${of.employerId}/managers/${of.managerId}/settings`, reader(managerSettings)),
  };
}
