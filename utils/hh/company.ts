import type { EmployerId, ManagerId } from '../ids.ts';
import { type Client, getter } from './client.ts';
import { path } from './path.ts';
import { methodAccess, payable, resumeLimits } from './schemas/access.ts';
import { reader } from './schemas/readers.ts';

export type Company = ReturnType<typeof createCompany>;

/** What the company may do at hh and what it has paid for. Apart from `employer.ts`, so that it weighs only where used. */
export function createCompany(client: Client) {
  const get = getter(client);

  return {
    /** Which paid parts of the API are open. Operation `get-payable-api-method-access`. */
    methodAccess: async (of: { employerId: EmployerId; managerId: ManagerId }) =>
      get(path`/employers/${of.employerId}/managers/${of.managerId}/method_access`, reader(methodAccess)),

    /** Resume views left today. Operation `get-employer-manager-limits`. */
    resumeLimits: async (of: { employerId: EmployerId; managerId: ManagerId }) =>
      get(path`/employers/${of.employerId}/managers/${of.managerId}/limits/resume`, reader(resumeLimits)),

    /** The API services the company pays for. Operation `get-payable-api-actions`. */
    payable: async (employerId: EmployerId) =>
      get(path`/employers/${employerId}/services/payable_api_actions/active`, reader(payable)),
  };
}
