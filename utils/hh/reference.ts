import { type Client, getter } from './client.ts';
import { dictionaries } from './schemas/dictionaries.ts';
import { reader } from './schemas/readers.ts';

/** hh's own words, the same for everybody. */
export function createReference(client: Client) {
  const get = getter(client);

  return {
    /** Names in the language of the call; worth keeping for a day. Operation `get-dictionaries`. */
    dictionaries: () => get('/dictionaries', reader(dictionaries)),
  };
}
