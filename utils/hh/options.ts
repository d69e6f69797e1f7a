import { type Client, getter } from './client.ts';
import { filterDictionaries, options, suggestions } from './schemas/options.ts';
import { reader } from './schemas/readers.ts';

/**
 * What responses can be filtered by. Languages, countries and suggestions are hh's public lists, which stand in
 * its documents but not in the employer's part of the OpenAPI that lies beside the project.
 */
export function createOptions(client: Client) {
  const get = getter(client);

  return {
    /** Names in the language of the call; worth keeping for a day. Operation `get-dictionaries`. */
    dictionaries: () => get('/dictionaries', reader(filterDictionaries)),

    /** Operation `get-languages`. */
    languages: () => get('/languages', reader(options)),

    /** Operation `get-countries`. */
    countries: () => get('/areas/countries', reader(options)),

    /** Regions and towns by the beginning of a word. Operation `get-area-leaves-suggests`. */
    areas: async (text: string) => get('/suggests/area_leaves', reader(suggestions), { text }),

    /** Operation `get-educational-institutions-suggests`. */
    institutions: async (text: string) =>
      get('/suggests/educational_institutions', reader(suggestions), { text }),
  };
}
