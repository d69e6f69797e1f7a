import * as z from 'zod/mini';
import type { EmployerId, VacancyId } from '../ids.ts';
import { type Client, getter } from './client.ts';
import { changeOf, path } from './effects.ts';
import {
  amount,
  array,
  boolean,
  fact,
  flag,
  fullName,
  id,
  list,
  maybe,
  moment,
  named,
  nameIn,
  object,
  page,
  part,
  spare,
  text,
  word,
} from './read.ts';
import { shortResume } from './resumes.ts';

export const vacancyShort = () => ({
  id: id<VacancyId>(),
  name: fact(word),
  /** The name of its city. */
  area: fact(z.nullable(nameIn)),
  archived: spare(flag),
  alternate_url: spare(text),
});

/** The same fields in an applicant's answers. */
export const vacancyForApplicant = () => ({
  id: id<VacancyId>(),
  name: text,
  area: part(named.shape),
  archived: flag,
  alternate_url: text,
  /** An anonymous employer has a name and no id. */
  employer: part({ id: maybe(id<EmployerId>()), name: text }),
});

const active = object(() => ({
  ...vacancyShort(),
  manager: fact(z.nullable(fullName)),
  counters: fact(z.object({ unread_responses: amount })),
}));

/** `GET /employers/{e}/vacancies/active` (operation `get-active-vacancy-list`). */
export const activeVacancies = page(active);
export type ActiveVacancy = z.output<typeof active>;

const short = object(vacancyShort);
export type WireVacancyShort = z.output<typeof short>;

/** `GET /employers/{e}/vacancies/archived` (operation `get-archived-vacancies`). */
export const archivedVacancies = page(short);

/** `GET /vacancies/{v}` (operation `get-vacancy`): details for a manager besides the counters. */
export const vacancyFacts = object(() => ({
  ...vacancyShort(),
  published_at: fact(moment),
  expires_at: fact(maybe(moment)),
  has_test: fact(boolean),
  key_skills: list(nameIn),
  response_letter_required: fact(boolean),
  allow_messages: fact(boolean),
  /** Not present for every vacancy. */
  closed_for_applicants: fact(flag),
  address: fact(maybe(z.object({ raw: maybe(word) }))),
}));

/** Its `actions` are left out, because reading them spends a contact. */
const visitor = object(shortResume);

/** `GET /vacancies/{v}/visitors` (operation `get-vacancy-visitors`). */
export const visitors = page(visitor);

/** `GET /vacancies/{id}/preferred_negotiations_order` (operation `get-pref-negotiations-order`). */
export const preferredOrder = object(() => ({ order_type: part(named.shape) }));

const share = fact(maybe(amount));

/** `GET /vacancies/{v}/stats` (operation `get-vacancy-stats`): the last five days; null if hh has no data. */
export const vacancyStats = object(() => ({
  items: fact(array(z.object({ date: fact(moment), responses: share, views: share }))),
}));

interface ActiveVacanciesQuery {
  employerId: EmployerId;
  /** Include colleagues' vacancies; otherwise hh returns only one's own. */
  all?: boolean;
  page?: number;
  /** At most 50. */
  perPage?: number;
  /** `unseen_responses_desc` … (dictionary `employer_active_vacancies_order`). */
  orderBy?: string;
}

/** Active vacancies. */
export function createVacancies(client: Client) {
  const get = getter(client);

  return {
    /** Operation `get-active-vacancy-list`. */
    activeVacancies: async (of: ActiveVacanciesQuery) =>
      get(path`/employers/${of.employerId}/vacancies/active`, activeVacancies, {
        all_accessible: of.all || null,
        page: of.page,
        per_page: of.perPage,
        order_by: of.orderBy,
      }),
  };
}

/** Calls about vacancies used only by our own pages; separate, so that the worker does not include them. */
export function createVacancyDetails(client: Client) {
  const get = getter(client);

  return {
    /** Archived vacancies, by default one's own, the latest first. Operation `get-archived-vacancies`. */
    archivedVacancies: async (of: { employerId: EmployerId; page: number; perPage: number }) =>
      get(path`/employers/${of.employerId}/vacancies/archived`, archivedVacancies, {
        page: of.page,
        per_page: of.perPage,
        order_by: 'archive_time_desc',
      }),

    /** The vacancy as published; a company manager's request does not count as a view. Operation `get-vacancy`. */
    facts: async (vacancyId: VacancyId) => get(path`/vacancies/${vacancyId}`, vacancyFacts),

    /** Views and responses of the last five days. Operation `get-vacancy-stats`. */
    ofVacancy: async (vacancyId: VacancyId) =>
      (await get(path`/vacancies/${vacancyId}/stats`, vacancyStats)).items,

    /**
     * Who viewed it in the last week and did not respond, at most 50 per page. Operation
     * `get-vacancy-visitors`.
     */
    visitors: async (of: { vacancyId: VacancyId; page?: number; perPage?: number }) =>
      get(path`/vacancies/${of.vacancyId}/visitors`, visitors, {
        page: of.page,
        per_page: of.perPage,
      }),

    /** hh's stored sort order for a vacancy. Operation `get-pref-negotiations-order`. */
    preferredOrder: async (vacancyId: VacancyId) =>
      get(path`/vacancies/${vacancyId}/preferred_negotiations_order`, preferredOrder),
  };
}

/** Sets a vacancy's stored sort order at hh, for everybody who sees it. Operation `put-pref-negotiations-order`. */
export const preferringOrder = (vacancyId: VacancyId, order: string) =>
  changeOf('put-pref-negotiations-order', [vacancyId], { form: { order } });
