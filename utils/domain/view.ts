import { asId, type NegotiationId, type ResumeId, type VacancyId } from '../ids.ts';

/** hh's filters for the responses of a collection, with hh's own names. */
const filterNames = [
  'age_from',
  'age_to',
  'gender',
  'area',
  'relocation',
  'search_radius_meters',
  'citizenship',
  'experience',
  'education_level',
  'educational_institution',
  'language',
  'salary_from',
  'salary_to',
  'currency',
  'driver_license_types',
  'show_only_with_vehicle',
] as const;
export type FilterName = (typeof filterNames)[number];

/** Chosen values by filter; a repeatable filter has several. */
export type Filters = Partial<Record<FilterName, readonly string[]>>;

/** hh's ids are used in request addresses, so only these characters are allowed. */
export const idIn = (value: string | null): string | null =>
  value && /^[\w-]{1,64}$/.test(value) ? value : null;
export const branded = <T extends ReturnType<typeof asId>>(value: string | null): T | null => {
  const id = idIn(value);
  return id === null ? null : asId<T>(id);
};

/** The id of a resume page's resume, which the panel opens. */
export const resumeIn = (value: string | null): ResumeId | null => branded<ResumeId>(value);

/** A part of a view, and its place in the address of the page. */
interface Field<T> {
  read: (params: URLSearchParams) => T;
  write: (params: URLSearchParams, value: T) => void;
}

/** @param parse reads the text in the address; of null it makes the default, which is left out there */
/* @__NO_SIDE_EFFECTS__ */
export const field = <T extends string | number | boolean | null>(
  name: string,
  parse: (text: string | null) => T,
): Field<T> => ({
  read: (params) => parse(params.get(name)),
  write: (params, value) => {
    if (value && value !== parse(null)) params.append(name, String(value));
  },
});
/* @__NO_SIDE_EFFECTS__ */
export const flagField = (name: string): Field<boolean> => field(name, (text) => text === 'true');
/* @__NO_SIDE_EFFECTS__ */
export const wordField = <const T extends string>(name: string, words: readonly T[]): Field<T | null> =>
  field(name, (text) => words.find((word) => word === text) ?? null);
/* @__NO_SIDE_EFFECTS__ */
export const searchField = (): Field<string> => field('search', (text) => (text ?? '').trim().slice(0, 200));

/**
 * How a view is kept in the address of its page: all of it, always in the order of these fields, so that equal
 * views have equal addresses and a view can be saved and shared.
 * @param page the name of the page in the address
 */
/* @__NO_SIDE_EFFECTS__ */
export function addressed<View extends object>(
  fields: { [Name in keyof View]: Field<View[Name]> },
  page?: string,
) {
  /** @param query the part of the address after `?`; missing or invalid values are ignored */
  function read(query: string): View {
    const params = new URLSearchParams(query);
    const view = {} as View;
    for (const name in fields) view[name] = fields[name].read(params);
    return view;
  }
  /** @returns the part of the address after `?` */
  function write(view: View): string {
    const params = new URLSearchParams(page && { page });
    for (const name in fields) fields[name].write(params, view[name]);
    return params.toString();
  }
  return { empty: read(''), read, write };
}

const address = addressed({
  /** Shown instead of a vacancy's list: the chats, the reminders of all vacancies, or the company's numbers. */
  place: wordField('page', ['chats', 'back', 'company']),
  vacancyId: field('vacancy', branded<VacancyId>),
  /** Null: hh's first collection. */
  collectionId: field('collection', idIn),
  /** Null: hh's default for this vacancy. */
  order: field('order', idIn),
  search: searchField(),
  onlyNew: flagField('new'),
  filters: {
    read(params) {
      const filters: Filters = {};
      for (const name of filterNames) {
        const values = [...new Set(params.getAll(name))].filter((value) => /^[\w.-]{1,64}$/.test(value));
        if (values.length > 0) filters[name] = values;
      }
      return filters;
    },
    write(params, filters: Filters) {
      for (const name of filterNames) for (const value of filters[name] ?? []) params.append(name, value);
    },
  },
  /** The selected one. */
  negotiationId: field('negotiation', branded<NegotiationId>),
});

/** What the inbox page shows. */
export type View = typeof address.empty;
export const emptyView = address.empty;
export const viewOf = address.read;
export const addressOf = address.write;

/** The hash of our pages that show the sample data. */
export const sampleHash = '#sample';

/** The address of the list alone: what a saved view stores, and the key of its rows. */
export const listAddressOf = (view: View): string => addressOf({ ...view, negotiationId: null, place: null });

/** Another vacancy resets everything; another collection keeps the filters if it supports any. */
export const withVacancy = (vacancyId: VacancyId | null): View => ({ ...emptyView, vacancyId });
export const withCollection = (view: View, collectionId: string): View => ({
  ...view,
  place: null,
  collectionId,
  negotiationId: null,
  order: null,
  ...(takesFilters(collectionId) ? {} : { search: '', onlyNew: false, filters: {} }),
});

export function withFilter(view: View, name: FilterName, values: readonly string[]): View {
  const { [name]: _, ...others } = view.filters;
  const filters: Filters = values.length > 0 ? { ...others, [name]: values } : others;
  // hh accepts these only together with the filter that they refine.
  if (!filters.area) delete filters.relocation;
  if (!filters.salary_from && !filters.salary_to) delete filters.currency;
  return { ...view, negotiationId: null, filters };
}

export const withoutFilters = (view: View): View => ({
  ...view,
  negotiationId: null,
  search: '',
  onlyNew: false,
  filters: {},
});

/**
 * According to hh's documentation, this generated collection accepts the vacancy, an order and a page, nothing
 * else.
 */
const bareCollections = new Set(['phone_calls']);
export const takesFilters = (collectionId: string): boolean => !bareCollections.has(collectionId);

/** The number of active filters; a range counts as one. */
export function countOf(filters: Filters): number {
  const kinds = Object.keys(filters).map((name) =>
    name.replace(/_(from|to)$/, '').replace('currency', 'salary'),
  );
  return new Set(kinds).size;
}

/** The stage of new responses. */
export const newCollection = 'response';

type ListQuery = Record<string, string | boolean | readonly string[] | undefined>;

/** The query parameters for hh, with its own names. */
export function queryOf(view: View, collectionId: string): ListQuery {
  const order = view.order ? { order_by: view.order } : {};
  if (!takesFilters(collectionId)) return order;
  return {
    ...order,
    ...(view.search && { search_text: view.search }),
    ...(view.onlyNew && { show_only_new: true }),
    ...view.filters,
  };
}

/** One page of a list: the collection's address, and the filters. */
export interface PageOf {
  vacancyId: VacancyId;
  url: string;
  query: ListQuery;
  page: number;
}

/** An option with hh's id and name. */
export interface Option {
  id: string;
  name: string;
}

/** The options of the filters. */
export interface FilterWords {
  education_level: Option[];
  experience: Option[];
  gender: Option[];
  driver_license_types: Option[];
  language_level: Option[];
  relocation: Option[];
  currency: Option[];
  /** Some of the options could not be read. */
  unread: boolean;
}
