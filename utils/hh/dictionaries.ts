import * as z from 'zod/mini';
import { type Client, getter } from './client.ts';
import { array, fact, flag, key, list, named, object, part, spare, word } from './read.ts';

/** An option without a readable name can still be chosen. */
const option = object(() => ({ id: key, name: fact(word) }));
const currency = object(() => ({ code: key, name: fact(word) }));

/** `GET /dictionaries` (operation `get-dictionaries`): of about sixty lists, those that we show or filter by. */
export const dictionaries = object(() => ({
  // For applicants
  applicant_negotiation_status: list(named),
  phone_call_status: list(named),
  // Filters for responses
  education_level: fact(array(option)),
  experience: fact(array(option)),
  gender: fact(array(option)),
  /** «A», «B»: the id is the name. */
  driver_license_types: fact(array(z.object({ id: key }))),
  language_level: fact(array(option)),
  resume_search_relocation: fact(array(option)),
  currency: fact(array(currency)),
}));

/** `GET /languages` (operation `get-languages`) and `GET /areas/countries` (operation `get-countries`): plain arrays. */
export const options = array(option);

const suggestion = object(() => ({ id: key, text: fact(word), area: part(named.shape) }));

/** `GET /suggests/…` (operations `get-area-leaves-suggests`, `get-educational-institutions-suggests`). */
export const suggestions = object(() => ({ items: array(suggestion) }));

/** `GET /locales` (operation `get-locales`): a bare array. */
export const locales = array(z.object({ name: fact(word), current: spare(flag) }));

/**
 * hh's dictionaries, the same for everybody. Languages, countries and suggestions are hh's public lists: they
 * are documented, but not in the employer's part of the OpenAPI.
 */
export function createDictionaries(client: Client) {
  const get = getter(client);

  return {
    /** Names are in the language of the call and can be cached for a day. Operation `get-dictionaries`. */
    dictionaries: () => get('/dictionaries', dictionaries),

    /** The languages that hh supports; `current` is the one of this call. Operation `get-locales`. */
    locales: () => get('/locales', locales),

    /** Operation `get-languages`. */
    languages: () => get('/languages', options),

    /** Operation `get-countries`. */
    countries: () => get('/areas/countries', options),

    /** Regions and towns by the beginning of a word. Operation `get-area-leaves-suggests`. */
    areas: async (text: string) => get('/suggests/area_leaves', suggestions, { text }),

    /** Operation `get-educational-institutions-suggests`. */
    institutions: async (text: string) => get('/suggests/educational_institutions', suggestions, { text }),
  };
}
