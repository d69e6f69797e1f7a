import type { EmployerId, VacancyId } from '../ids.ts';
import { type Client, getter, type Values } from './client.ts';
import { apiAddress } from './effects.ts';
import { HhError } from './errors.ts';
import { path } from './path.ts';
import { archivedVacancies } from './schemas/archived-vacancies.ts';
import { collectionPage } from './schemas/collection-page.ts';
import { collections } from './schemas/collections.ts';
import { preferredOrder } from './schemas/preferred-order.ts';
import { reader } from './schemas/readers.ts';

export interface CollectionQuery {
  /** `url` of a collection as hh gave it; its own query is kept. */
  url: string;
  vacancyId: VacancyId;
  page: number;
  /** At most 50. */
  perPage: number;
  /** `order_by`, `search_text` and the filters, by hh's own names. */
  values: Values;
}

export type VacancyCalls = ReturnType<typeof createVacancyCalls>;

/** What is asked of one vacancy. Apart from `employer.ts`, so that it weighs only where used. */
export function createVacancyCalls(client: Client) {
  const get = getter(client);

  return {
    /** The collections of one vacancy, with counters, hh's own (generated) ones too. Operation `get-negotiations`. */
    collections: async (vacancyId: VacancyId) =>
      get('/negotiations', reader(collections), { vacancy_id: vacancyId, with_generated_collections: true }),

    /** One page of a collection, filtered. Operation `get-collection-negotiations-list`. */
    collectionPage: async ({ url, vacancyId, page, perPage, values }: CollectionQuery) => {
      if (!apiAddress(url)?.pathname.startsWith('/negotiations/')) throw new HhError('foreign-address', 'no');
      return get(url, reader(collectionPage), { vacancy_id: vacancyId, page, per_page: perPage, ...values });
    },

    /** hh's own choice of order for a vacancy. Operation `get-pref-negotiations-order`. */
    preferredOrder: async (vacancyId: VacancyId) =>
      get(path`/vacancies/${vacancyId}/preferred_negotiations_order`, reader(preferredOrder)),

    /** Vacancies that are over, by default one's own, the latest first. Operation `get-archived-vacancies`. */
    archivedVacancies: async (of: { employerId: EmployerId; page: number; perPage: number }) =>
      get(path`/employers/${of.employerId}/vacancies/archived`, reader(archivedVacancies), {
        page: of.page,
        per_page: of.perPage,
        order_by: 'archive_time_desc',
      }),
  };
}

/** The call that sets hh's own order of a vacancy, for everybody who sees it. Operation `put-pref-negotiations-order`. */
export const preferringOrder = (vacancyId: VacancyId, order: string) =>
  ({
    operation: 'put-pref-negotiations-order',
    method: 'PUT',
    url: path`/vacancies/${vacancyId}/preferred_negotiations_order`,
    form: { order },
    effects: ['writes'],
  }) as const;
