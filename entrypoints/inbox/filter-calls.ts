import type { InboxCalls, Option } from '../../components/inbox/calls.ts';
import { toResult } from '../../utils/from-hh/result.ts';
import { createOptions } from '../../utils/hh/options.ts';
import { remoteClient } from '../../utils/messaging/ask-hh.ts';

/* What the filters ask: a part of its own, read when they are opened. */

const options = createOptions(remoteClient);

/** Lists of hh's own words are read once while the page is open; a failure is not kept. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined;
  return () => {
    known ??= read().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}
const dictionaries = once(options.dictionaries);
const languages = once(options.languages);
const countries = once(options.countries);

const named = ({ id, name }: { id: string; name?: string | null }): Option => ({ id, name: name ?? id });
const suggested = ({
  id,
  text,
  area,
}: {
  id: string;
  text?: string | null;
  area?: { name?: string | null } | null;
}) => ({
  id,
  name: [text ?? id, area?.name].filter(Boolean).join(', '),
});

export const readWords: InboxCalls['readWords'] = () =>
  toResult(async () => {
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
export const readLanguages: InboxCalls['readLanguages'] = () =>
  toResult(async () => (await languages()).map(named));
export const readCountries: InboxCalls['readCountries'] = () =>
  toResult(async () => (await countries()).map(named));
export const suggestAreas: InboxCalls['suggestAreas'] = (text) =>
  toResult(async () => (await options.areas(text)).items.items.map(suggested));
export const suggestInstitutions: InboxCalls['suggestInstitutions'] = (text) =>
  toResult(async () => (await options.institutions(text)).items.items.map(suggested));
