import * as z from 'zod/mini';
import { key, list, named, part, text } from './readers.ts';

const option = z.object({ id: key, name: text });
const currency = z.object({ code: key, name: text, abbr: text });

/** `GET /dictionaries` (operation `get-dictionaries`): the lists that a response can be filtered by. */
export const filterDictionaries = z.object({
  education_level: list(option),
  experience: list(option),
  gender: list(option),
  driver_license_types: list(option),
  language_level: list(option),
  resume_search_relocation: list(option),
  currency: list(currency),
});
export type FilterDictionaries = z.output<typeof filterDictionaries>;

/** `GET /languages` (operation `get-languages`) and `GET /areas/countries` (operation `get-countries`): plain arrays. */
export const options = z.pipe(
  z.unknown(),
  z.transform((value) => list(named).parse(value).items),
);

const suggestion = z.object({ id: key, text, area: part(named.shape) });

/** `GET /suggests/…` (operations `get-area-leaves-suggests`, `get-educational-institutions-suggests`). */
export const suggestions = z.object({ items: list(suggestion) });
export type Suggestion = z.output<typeof suggestion>;
