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

const places = ['chats', 'back', 'company'] as const;

/** What the inbox page shows. All of it is in the page's address, so that a view can be saved and shared. */
export interface View {
  /** Shown instead of a vacancy's list: the chats, the reminders of all vacancies, or the company's numbers. */
  place: (typeof places)[number] | null;
  vacancyId: VacancyId | null;
  /** Null: hh's first collection. */
  collectionId: string | null;
  /** The selected one. */
  negotiationId: NegotiationId | null;
  /** Null: hh's default for this vacancy. */
  order: string | null;
  search: string;
  onlyNew: boolean;
  filters: Filters;
}

export const emptyView: View = {
  place: null,
  vacancyId: null,
  collectionId: null,
  negotiationId: null,
  order: null,
  search: '',
  onlyNew: false,
  filters: {},
};

/** hh's ids are used in request addresses, so only these characters are allowed. */
export const idIn = (value: string | null): string | null =>
  value && /^[\w-]{1,64}$/.test(value) ? value : null;
export const branded = <T extends ReturnType<typeof asId>>(value: string | null): T | null => {
  const id = idIn(value);
  return id === null ? null : asId<T>(id);
};

/** The id of a resume page's resume, which the panel opens. */
export const resumeIn = (value: string | null): ResumeId | null => branded<ResumeId>(value);

/** @param query the part of the address after `?`; missing or invalid values are ignored */
export function viewOf(query: string): View {
  const params = new URLSearchParams(query);
  const filters: Filters = {};
  for (const name of filterNames) {
    const values = [...new Set(params.getAll(name))].filter((value) => /^[\w.-]{1,64}$/.test(value));
    if (values.length > 0) filters[name] = values;
  }
  const page = params.get('page');
  return {
    place: places.find((place) => place === page) ?? null,
    vacancyId: branded<VacancyId>(params.get('vacancy')),
    collectionId: idIn(params.get('collection')),
    negotiationId: branded<NegotiationId>(params.get('negotiation')),
    order: idIn(params.get('order')),
    search: (params.get('search') ?? '').trim().slice(0, 200),
    onlyNew: params.get('new') === 'true',
    filters,
  };
}

/** The part of the address after `?`, always in the same order, so that equal views have equal addresses. */
export function addressOf(view: View): string {
  const params = new URLSearchParams();
  const put = (name: string, value: string | null) => value && params.append(name, value);
  put('page', view.place);
  put('vacancy', view.vacancyId);
  put('collection', view.collectionId);
  put('order', view.order);
  put('search', view.search);
  put('new', view.onlyNew ? 'true' : null);
  for (const name of filterNames) for (const value of view.filters[name] ?? []) put(name, value);
  put('negotiation', view.negotiationId);
  return params.toString();
}

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
