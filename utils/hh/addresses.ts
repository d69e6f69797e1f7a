import type { AddressId, EmployerId } from '../ids.ts';
import { type Client, getter } from './client.ts';
import { path } from './path.ts';
import { address } from './schemas/address.ts';
import { reader } from './schemas/readers.ts';

/** One address of the company; the list of them is in `employer.ts`, where the invitation needs it. */
export function createAddresses(client: Client) {
  const get = getter(client);

  return {
    /** Operation `get-address`. */
    address: async (of: { employerId: EmployerId; addressId: AddressId }) =>
      get(path`/employers/${of.employerId}/addresses/${of.addressId}`, reader(address)),
  };
}
