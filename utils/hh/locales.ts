import { type Client, getter } from './client.ts';
import { locales } from './schemas/locales.ts';
import { reader } from './schemas/readers.ts';

/** The languages that hh speaks. */
export function createLocales(client: Client) {
  const get = getter(client);

  return {
    /** `current` is the one of this call. Operation `get-locales`. */
    locales: async () => get('/locales', reader(locales)),
  };
}
