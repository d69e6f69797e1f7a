import type { VacancyCount } from '../domain/negotiation.ts';
import { perPage } from '../domain/row-pages.ts';
import type { FilterWords, Option, PageOf } from '../domain/view.ts';
import { collectionsOf, pageReadOf, uncountedOf, vacancyCountOf } from '../from-hh/negotiations.ts';
import { createDictionaries } from '../hh/dictionaries.ts';
import { toResult } from '../hh/errors.ts';
import { createNegotiationCalls, createNegotiationDetails } from '../hh/negotiations.ts';
import { createVacancies, createVacancyDetails, preferringOrder } from '../hh/vacancies.ts';
import { t } from '../i18n.ts';
import type { VacancyId } from '../ids.ts';
import { type Known, type List, type Page, pageOf } from '../known.ts';
import { settingsItem } from '../storage/items.ts';
import { once, remoteClient, signedIn } from './ask-hh.ts';
import { asWrite } from './messages.ts';

const { collections } = createNegotiationDetails(remoteClient);
const { negotiations } = createNegotiationCalls(remoteClient);
const { activeVacancies } = createVacancies(remoteClient);
const vacancies = createVacancyDetails(remoteClient);

const vacanciesAtOnce = 50;

export const readCollections = (id: VacancyId) => toResult(async () => collectionsOf(await collections(id)));

/** One page of responses. */
export const readPage = ({ url, vacancyId, query, page }: PageOf) =>
  toResult(async () =>
    pageReadOf(
      page,
      await negotiations({ collection: url, vacancyId, page, perPage, values: query }),
      vacancyId,
      Date.now(),
    ),
  );

/** A vacancy that is in none of our lists. */
export const readVacancy = (id: VacancyId) => toResult(async () => uncountedOf(await vacancies.facts(id)));

/** The key skills of vacancies, each read once while the page is open. */
const skillsRead = new Map<VacancyId, string[]>();
export const readKeySkills = (id: VacancyId) =>
  toResult(async () => {
    const skills = skillsRead.get(id) ?? (await vacancies.facts(id)).key_skills.items;
    skillsRead.set(id, skills);
    return skills;
  });

/** Active vacancies beyond those in the store, which holds the ones with something unread. */
export const readActive = (page: number) =>
  toResult(async (): Promise<Page<VacancyCount>> => {
    const { count } = await settingsItem.getValue();
    const list = await activeVacancies({
      employerId: (await signedIn()).employerId,
      all: count === 'all',
      page,
      perPage: vacanciesAtOnce,
      orderBy: 'unseen_responses_desc',
    });
    return pageOf({ ...list, page }, vacancyCountOf);
  });

export const readArchived = (page: number) =>
  toResult(async (): Promise<Page<VacancyCount>> => {
    const { employerId } = await signedIn();
    const list = await vacancies.archivedVacancies({ employerId, page, perPage: vacanciesAtOnce });
    return pageOf({ ...list, page }, uncountedOf);
  });

/** The order of a vacancy's responses that is set at hh. */
export const readOrder = (id: VacancyId) =>
  toResult(async (): Promise<Option | null> => {
    const { order_type: order } = await vacancies.preferredOrder(id);
    return order ? { id: order.id, name: order.name ?? order.id } : null;
  });

/** Sets that order, for everybody who opens the vacancy. */
export const setOrder = asWrite(preferringOrder);

const options = createDictionaries(remoteClient);

const dictionaries = once(options.dictionaries);
const languages = once(options.languages);
const countries = once(options.countries);

/** A name, or words for one that could not be read: its id would mean nothing to a person. */
const nameOf = (name: Known<string>): string => (name.known ? name.value : t('unknown_name'));
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
