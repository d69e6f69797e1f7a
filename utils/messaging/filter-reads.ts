import type { FilterWords, Option } from '../domain/view.ts';
import { createDictionaries } from '../hh/dictionaries.ts';
import { toResult } from '../hh/errors.ts';
import { once, remoteClient } from './ask-hh.ts';

const options = createDictionaries(remoteClient);

const dictionaries = once(options.dictionaries);
const languages = once(options.languages);
const countries = once(options.countries);

const named = ({ id, name }: { id: string; name?: string | null }): Option => ({ id, name: name ?? id });
interface Suggestion {
  id: string;
  text?: string | null;
  area?: { name?: string | null } | null;
}
const suggested = ({ id, text, area }: Suggestion): Option => ({
  id,
  name: [text ?? id, area?.name].filter(Boolean).join(', '),
});

export const readWords = () =>
  toResult(async (): Promise<FilterWords> => {
    const words = await dictionaries();
    return {
      education_level: words.education_level.items.map(named),
      experience: words.experience.items.map(named),
      gender: words.gender.items.map(named),
      driver_license_types: words.driver_license_types.items.map(named),
      language_level: words.language_level.items.map(named),
      relocation: words.resume_search_relocation.items.map(named),
      currency: words.currency.items.map(({ code, name }) => named({ id: code, name })),
    };
  });
export const readLanguages = () => toResult(async () => (await languages()).map(named));
export const readCountries = () => toResult(async () => (await countries()).map(named));
export const suggestAreas = (text: string) =>
  toResult(async () => (await options.areas(text)).items.items.map(suggested));
export const suggestInstitutions = (text: string) =>
  toResult(async () => (await options.institutions(text)).items.items.map(suggested));
