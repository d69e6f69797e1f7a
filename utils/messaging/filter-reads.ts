import type { FilterWords, Option } from '../domain/view.ts';
import { createDictionaries } from '../hh/dictionaries.ts';
import { toResult } from '../hh/errors.ts';
import { t } from '../i18n.ts';
import type { Known, List } from '../known.ts';
import { once, remoteClient } from './ask-hh.ts';

const options = createDictionaries(remoteClient);

const dictionaries = once(options.dictionaries);
const languages = once(options.languages);
const countries = once(options.countries);

/** Whatever could not be read of a name, its id is no word for a person. */
const nameOf = (name: Known<string>): string => (name.known ? name.value : t('inbox_filter_unnamed'));
const named = ({ id, name }: { id: string; name: Known<string> }): Option => ({ id, name: nameOf(name) });
interface Suggestion {
  id: string;
  text: Known<string>;
  area?: { name?: string | null } | null;
}
const suggested = ({ id, text, area }: Suggestion): Option => ({
  id,
  name: [nameOf(text), area?.name].filter(Boolean).join(', '),
});

export const readWords = () =>
  toResult(async (): Promise<FilterWords> => {
    const words = await dictionaries();
    let unread = 0;
    const listed = <T>(list: Known<List<T>>, turn: (one: T) => Option): Option[] => {
      unread += list.known ? list.value.skipped : 1;
      return list.known ? list.value.items.map(turn) : [];
    };
    return {
      education_level: listed(words.education_level, named),
      experience: listed(words.experience, named),
      gender: listed(words.gender, named),
      driver_license_types: listed(words.driver_license_types, ({ id }) => ({ id, name: id })),
      language_level: listed(words.language_level, named),
      relocation: listed(words.resume_search_relocation, named),
      currency: listed(words.currency, ({ code, name }) => named({ id: code, name })),
      unread: unread > 0,
    };
  });
export const readLanguages = () => toResult(async () => (await languages()).items.map(named));
export const readCountries = () => toResult(async () => (await countries()).items.map(named));
export const suggestAreas = (text: string) =>
  toResult(async () => (await options.areas(text)).items.items.map(suggested));
export const suggestInstitutions = (text: string) =>
  toResult(async () => (await options.institutions(text)).items.items.map(suggested));
