import * as z from 'zod/mini';
import type { AccountId, AddressId, ApplicantId, EmployerId, ManagerId } from '../ids.ts';
import { type Client, getter } from './client.ts';
import { changeOf, path } from './effects.ts';
import { createNegotiationCalls } from './negotiations.ts';
import {
  amount,
  array,
  boolean,
  every,
  fact,
  flag,
  id,
  key,
  list,
  maybe,
  nameIn,
  number,
  object,
  page,
  part,
  sentence,
  spare,
  text,
  word,
} from './read.ts';
import { createResumes } from './resumes.ts';
import { createVacancies } from './vacancies.ts';

/**
 * `GET /me` (operation `get-current-user-info`). Its four kinds overlap in hh's schema: use the flags. The ids
 * to store are `employer.id` and `manager.id`; for an applicant `id`.
 */
export const me = object(() => ({
  id: spare(maybe(id<ApplicantId>())),
  is_employer: spare(flag),
  is_applicant: spare(flag),
  first_name: fact(text),
  last_name: fact(text),
  middle_name: fact(text),
  email: spare(text),
  employer: fact(z.nullable(z.object({ id: id<EmployerId>(), name: fact(word) }))),
  manager: fact(z.nullable(z.object({ id: id<ManagerId>(), has_multiple_manager_accounts: fact(boolean) }))),
}));
export type Me = z.output<typeof me>;

const account = object(() => ({
  id: id<AccountId>(),
  /** The name of the company. */
  employer: fact(nameIn),
}));

/** `GET /manager_accounts/mine` (operation `get-manager-accounts`). */
export const accounts = object(() => ({
  items: array(account),
  /** An unknown form counts as none. */
  current_account_id: spare(maybe(id<AccountId>())),
}));

export type Accounts = z.output<typeof accounts>;

/** The user's identity at hh. */
export function createAccounts(client: Client) {
  const get = getter(client);

  return {
    /** The owner of the token; with `accountId`, as that work account. Operation `get-current-user-info`. */
    me: (accountId?: AccountId) => get('/me', me, undefined, { accountId }),

    /** Work accounts; call only if `manager.has_multiple_manager_accounts`. Operation `get-manager-accounts`. */
    managerAccounts: () => get('/manager_accounts/mine', accounts),
  };
}

const addressShort = () => ({
  id: id<AddressId>(),
  raw: spare(text),
  city: spare(text),
  street: spare(text),
  building: spare(text),
});

const addressRow = object(() => ({ ...addressShort(), deleted: spare(flag) }));
export type WireAddress = z.output<typeof addressRow>;

/** `GET /employers/{e}/addresses` (operation `get-employer-addresses`). */
export const addresses = page(addressRow);

/** `GET /employers/{e}/addresses/{a}` (operation `get-address`): the list's item with directions. */
export const address = object(() => ({
  ...addressShort(),
  description: fact(text),
  metro_stations: fact(maybe(every(z.object({ station_name: word })))),
}));

const phone = object(() => ({ country: fact(text), city: fact(text), number: word }));

const managerShort = () => ({
  id: id<ManagerId>(),
  /** hh may give only the parts of the name. */
  full_name: spare(word),
  last_name: spare(word),
  first_name: spare(word),
  middle_name: spare(word),
  position: fact(text),
  email: fact(text),
  phone: fact(maybe(phone)),
  area: fact(maybe(nameIn)),
  is_main_contact_person: fact(flag),
  /** Null if the caller may not see it. */
  vacancies_count: fact(maybe(amount)),
});

const managerRow = object(managerShort);
export type WirePhone = z.output<typeof phone>;
export type WireManager = z.output<typeof managerRow>;

/** `GET /employers/{e}/managers` (operation `get-employer-managers`). */
export const managers = page(managerRow);

/** `GET /employers/{e}/managers/{m}` (operation `get-employer-manager`). */
export const manager = object(() => ({
  ...managerShort(),
  manager_type: fact(maybe(nameIn)),
  permissions: fact(array(z.object({ name: fact(word) }))),
}));

/** `GET /employers/{e}/managers/{m}/settings` (operation `get-manager-settings`); only one's own. */
export const managerSettings = object(() => ({
  default_currency: fact(maybe(nameIn)),
  /** The default of "also by SMS". */
  use_sms_notification: spare(flag),
}));

const mailTemplate = object(() => ({
  id: key,
  name: fact(word),
  /** `EMAIL`, `SMS`. */
  type: fact(word),
  text: fact(sentence),
  editable: fact(boolean),
  /** Whether the text is the company's own; false: hh's. */
  template_modified: fact(boolean),
  /** `[Name]`, `[Vacancy]` …, which hh fills in. */
  variables: list(z.object({ id: key, name: spare(text) })),
}));

/** `GET /employers/{e}/mail_templates` (operation `get-mail-templates`): a bare array. */
export const mailTemplates = array(mailTemplate);

const share = fact(maybe(amount));

/** The last 30 days; percentages and reply time (in days) are absent or null before anything was received. */
const statistics = object(() => ({
  received: fact(z.nullable(amount)),
  viewed_percent: share,
  replied_percent: share,
  average_reply_time: share,
  /**
   * The company's rating as applicants see it; null if there are too few responses. `index_change` is for the
   * last 24 hours.
   */
  politeness: fact(
    z.nullable(
      z.object({
        index: amount,
        index_change: fact(amount),
        hint: fact(text),
        description: fact(text),
        article_url: fact(text),
      }),
    ),
  ),
}));
export type WireStatistics = z.output<typeof statistics>;

/** `GET …/negotiations_statistics` (operation `get-negotiations-statistics-employer`). */
export const employerStatistics = object(() => ({ employer_statistics: fact(statistics) }));
/** Operation `get-negotiations-statistics-manager`. */
export const managerStatistics = object(() => ({ manager_statistics: fact(statistics) }));

/**
 * `GET …/method_access` (operation `get-payable-api-method-access`). Ids: 1 resumes, responses and messages, 2
 * search, 3 resumes with a response or invitation, 4 resumes in the database.
 */
export const methodAccess = object(() => ({
  items: array(
    z.object({ id: spare(key), access: part({ has_access: spare(flag) }), description: fact(word) }),
  ),
}));

/** We use API views if the tariff counts those separately. */
const views = z.pipe(
  part({ resume_view: spare(number), resume_view_from_api: spare(number) }),
  z.transform((of) => of?.resume_view_from_api ?? of?.resume_view ?? null),
);

/** `GET …/limits/resume` (operation `get-employer-manager-limits`): views per day. */
export const resumeLimits = object(() => ({ left: views, limits: views }));

/** `GET …/payable_api_actions/active` (operation `get-payable-api-actions`). */
export const payable = object(() => ({
  items: array(
    z.object({
      service_type: part({ name: spare(text) }),
      /** Null for a service without a limit. */
      balance: fact(maybe(z.object({ actual: amount, initial: fact(amount) }))),
    }),
  ),
}));

interface ManagerOf {
  employerId: EmployerId;
  managerId: ManagerId;
}

/** The company's addresses. */
export function createAddresses(client: Client) {
  return {
    /** For the argument `address_id`. Operation `get-employer-addresses`. */
    addresses: async (of: { employerId: EmployerId; page?: number; perPage?: number }) =>
      getter(client)(path`/employers/${of.employerId}/addresses`, addresses, {
        page: of.page,
        per_page: of.perPage,
      }),
  };
}

export type Company = ReturnType<typeof createCompany>;

/** What the company may do at hh, what it has paid for, and who works there. Used only by our own pages. */
export function createCompany(client: Client) {
  const get = getter(client);

  return {
    /** Which paid API methods are available. Operation `get-payable-api-method-access`. */
    methodAccess: async (of: ManagerOf) =>
      get(path`/employers/${of.employerId}/managers/${of.managerId}/method_access`, methodAccess),

    /** Resume views left today. Operation `get-employer-manager-limits`. */
    resumeLimits: async (of: ManagerOf) =>
      get(path`/employers/${of.employerId}/managers/${of.managerId}/limits/resume`, resumeLimits),

    /** The API services that the company pays for. Operation `get-payable-api-actions`. */
    payable: async (employerId: EmployerId) =>
      get(path`/employers/${employerId}/services/payable_api_actions/active`, payable),

    /** At most 200 per page. Operation `get-employer-managers`. */
    managers: async (of: { employerId: EmployerId; searchText?: string; page?: number; perPage?: number }) =>
      get(path`/employers/${of.employerId}/managers`, managers, {
        search_text: of.searchText || null,
        page: of.page,
        per_page: of.perPage,
      }),

    /** One manager with their permissions. Operation `get-employer-manager`. */
    manager: async (of: ManagerOf) =>
      get(path`/employers/${of.employerId}/managers/${of.managerId}`, manager),

    /** One's own defaults. Operation `get-manager-settings`. */
    settings: async (of: ManagerOf) =>
      get(path`/employers/${of.employerId}/managers/${of.managerId}/settings`, managerSettings),

    /** One address with directions. Operation `get-address`. */
    address: async (of: { employerId: EmployerId; addressId: AddressId }) =>
      get(path`/employers/${of.employerId}/addresses/${of.addressId}`, address),

    /** The company's mail templates, with the variables that each may use. Operation `get-mail-templates`. */
    mailTemplates: async (employerId: EmployerId) =>
      get(path`/employers/${employerId}/mail_templates`, mailTemplates),

    /** How the whole company answered in the last 30 days. Operation `get-negotiations-statistics-employer`. */
    ofEmployer: async (employerId: EmployerId) =>
      (await get(path`/employers/${employerId}/negotiations_statistics`, employerStatistics))
        .employer_statistics,

    /**
     * A manager's statistics: one's own, or anyone's for the main contact. Operation
     * `get-negotiations-statistics-manager`.
     */
    ofManager: async (of: ManagerOf) =>
      (
        await get(
          path`/employers/${of.employerId}/managers/${of.managerId}/negotiations_statistics`,
          managerStatistics,
        )
      ).manager_statistics,
  };
}

/**
 * The call that sets a template's text, for the whole company. It is idempotent, so it may go through the
 * outbox unchanged. Operation `put-mail-templates-item`.
 *
 * @throws {HhError} `bad-argument` for an id that would change the path
 */
export const mailTemplateChange = (of: { employerId: EmployerId; templateId: string; text: string }) =>
  changeOf('put-mail-templates-item', [of.employerId, of.templateId], { json: { text: of.text } });

export type Employer = ReturnType<typeof createEmployer>;

/** The employer's calls that the worker makes, named as in hh's API; each throws HhError. */
export const createEmployer = (client: Client) => ({
  ...createAccounts(client),
  ...createVacancies(client),
  ...createNegotiationCalls(client),
  ...createResumes(client),
  ...createAddresses(client),
});
