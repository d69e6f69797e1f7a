import type { Account } from '../domain/account.ts';
import type {
  AddressInFull,
  CompanyAddress,
  Day,
  MailTemplate,
  Manager,
  ManagerInFull,
  Rights,
  Statistics,
  VacancyFacts,
  Visitor,
} from '../domain/company.ts';
import type { WriteRequest } from '../domain/write-request.ts';
import type { Client } from '../hh/client.ts';
import { createDictionaries } from '../hh/dictionaries.ts';
import {
  createAccounts,
  createAddresses,
  createCompany,
  mailTemplateChange,
  type WireManager,
  type WirePhone,
  type WireStatistics,
} from '../hh/employer.ts';
import { HhError, toResult } from '../hh/errors.ts';
import { hhUrl } from '../hh/pages.ts';
import { createVacancyDetails } from '../hh/vacancies.ts';
import type { AddressId, EmployerId, ManagerId, VacancyId } from '../ids.ts';
import {
  fromKnown,
  type Known,
  known,
  type List,
  mapped,
  type Page,
  pageOf,
  thenKnown,
  unread,
  valueOr,
} from '../known.ts';
import { recruiterOf } from './account.ts';
import { addressOf, candidateOf } from './negotiations.ts';

/** Company data for our own pages, converted from hh's types to ours. */
export function createCompanyReads(client: Client, account: () => Promise<Account>) {
  const { managerAccounts } = createAccounts(client);
  const { addresses } = createAddresses(client);
  const company = createCompany(client);
  const vacancies = createVacancyDetails(client);

  async function me(): Promise<{ employerId: EmployerId; managerId: ManagerId }> {
    const { employerId, managerId } = recruiterOf(await account());
    if (!managerId) throw new HhError('signed-out', 'no');
    return { employerId, managerId };
  }

  return {
    /** Only the company's numbers: the summary. */
    readStatistics: () =>
      toResult(async () => statisticsOf(await company.ofEmployer((await me()).employerId))),

    /** The user's own numbers, shown beside the company's. */
    readOwnStatistics: () => toResult(async () => statisticsOf(await company.ofManager(await me()))),

    readDays: (vacancyId: VacancyId) =>
      toResult(async () =>
        must(await vacancies.ofVacancy(vacancyId)).items.map(
          ({ date, views, responses }): Day => ({
            at: date,
            views,
            responses,
          }),
        ),
      ),

    readFacts: (vacancyId: VacancyId) =>
      toResult(async (): Promise<VacancyFacts> => {
        const read = await vacancies.facts(vacancyId);
        return {
          publishedAt: read.published_at,
          expiresAt: read.expires_at,
          test: read.has_test,
          letterRequired: read.response_letter_required,
          silent: fromKnown(read.allow_messages, (allowed) => !allowed),
          closed: fromKnown(read.closed_for_applicants, (closed) => closed ?? false),
          address: fromKnown(read.address, (address) => address?.raw ?? null),
        };
      }),

    readVisitors: (of: { vacancyId: VacancyId; page: number }) =>
      toResult(async (): Promise<Page<Visitor>> => {
        const read = await vacancies.visitors({ ...of, perPage: 50 });
        return pageOf(read, (visitor) => ({
          ...candidateOf(known({ ...visitor, owner: unread })),
          resumeId: visitor.id,
        }));
      }),

    readMailTemplates: () =>
      toResult(async (): Promise<List<MailTemplate>> => {
        const read = await company.mailTemplates((await me()).employerId);
        return mapped(read, (template) => ({
          id: template.id,
          name: template.name,
          kind: thenKnown(template.type, (type) =>
            type === 'SMS' ? known('sms') : type === 'EMAIL' ? known('mail') : unread,
          ),
          text: template.text,
          editable: template.text.known ? template.editable : unread,
          own: template.template_modified,
          variables: template.variables.items.map(({ id, name }) => ({ id, name: name ?? id })),
        }));
      }),

    /** The write that sets a template's text, for the whole company. */
    mailTemplateRequest: (of: { templateId: string; text: string }) =>
      toResult(
        async (): Promise<WriteRequest> => ({
          kind: 'call',
          ...mailTemplateChange({ employerId: (await me()).employerId, ...of }),
        }),
      ),

    readManagers: (of: { searchText: string; page: number }) =>
      toResult(async (): Promise<Page<Manager>> => {
        const read = await company.managers({ employerId: (await me()).employerId, ...of, perPage: 50 });
        return pageOf(read, managerOf);
      }),

    readManager: (managerId: ManagerId) =>
      toResult(async (): Promise<ManagerInFull> => {
        const read = await company.manager({ ...(await me()), managerId });
        return {
          ...managerOf(read),
          type: read.manager_type,
          permissions: fromKnown(read.permissions, (list) => mapped(list, ({ name }) => name)),
        };
      }),

    /** What hh lets the user do; parts that it does not tell are empty. */
    readRights: () =>
      toResult(async (): Promise<Rights> => {
        const of = await me();
        const ifRead = <T>(reading: Promise<T>): Promise<T | null> => reading.catch(() => null);
        const listOf = <W, T>(list: List<W> | undefined, turn: (wire: W) => T): Known<List<T>> =>
          list ? known(mapped(list, turn)) : unread;
        const [limits, access, paid, settings, languages] = await Promise.all([
          ifRead(company.resumeLimits(of)),
          ifRead(company.methodAccess(of)),
          ifRead(company.payable(of.employerId)),
          ifRead(company.settings(of)),
          ifRead(createDictionaries(client).locales()),
        ]);
        return {
          viewsLeft: limits?.left ?? null,
          viewsLimit: limits?.limits ?? null,
          access: listOf(access?.items, ({ access: state, description }) => ({
            name: description,
            open: state?.has_access ?? null,
          })),
          services: listOf(paid?.items, ({ service_type, balance }) => ({
            name: service_type?.name ? known(service_type.name) : unread,
            balance: fromKnown(balance, (of) => (of ? { left: of.actual, of: of.initial } : null)),
          })),
          sms: settings?.use_sms_notification ?? null,
          currency: settings?.default_currency ?? unread,
          languages: listOf(languages ?? undefined, ({ name, current }) => ({
            name,
            current,
          })),
        };
      }),

    /** The current work accounts from hh; the stored ones may be older. */
    readAccounts: () =>
      toResult(async () => {
        const { items, current_account_id } = await managerAccounts();
        return {
          items: items.items.map(({ id, employer: of }) => ({ id, employer: valueOr(of, '') })),
          // One is in use, but hh lists none.
          skipped: items.items.length + items.skipped === 0 && current_account_id ? 1 : items.skipped,
          currentId: current_account_id,
        };
      }),

    readAddresses: (page: number) =>
      toResult(async (): Promise<Page<CompanyAddress>> => {
        const read = await addresses({ employerId: (await me()).employerId, page, perPage: 50 });
        const { items, ...rest } = pageOf(read, (one) => one);
        return { ...rest, items: items.filter(({ deleted }) => !deleted).map(addressOf) };
      }),

    readAddress: (addressId: AddressId) =>
      toResult(async (): Promise<AddressInFull> => {
        const read = await company.address({
          employerId: (await me()).employerId,
          addressId,
        });
        return {
          ...addressOf({ ...read, deleted: null }),
          description: fromKnown(read.description, (text) => text || null),
          metro: thenKnown(read.metro_stations, (stations) => {
            const names = (stations?.items ?? []).flatMap(({ station_name: name }) =>
              name.known ? name.value : [],
            );
            return names.length === (stations ? stations.items.length + stations.skipped : 0)
              ? known(names)
              : unread;
          }),
        };
      }),
  };
}

/** @throws HhError with the reason why it is unknown */
function must<T>(fact: Known<T>): T {
  if (!fact.known) throw new HhError(fact.why, 'answered');
  return fact.value;
}

/** @throws HhError if the answer has no statistics */
function statisticsOf(fact: Known<WireStatistics>): Statistics {
  const read = must(fact);
  return {
    received: read.received,
    viewed: read.viewed_percent,
    replied: read.replied_percent,
    replyDays: read.average_reply_time,
    politeness: fromKnown(
      read.politeness,
      (of) =>
        of && {
          index: of.index,
          change: of.index_change,
          hint: fromKnown(of.hint, (text) => text || null),
          description: fromKnown(of.description, (text) => text || null),
          article: fromKnown(of.article_url, hhUrl),
        },
    ),
  };
}

/** A name needs at least the last and first name; the patronymic may be missing. */
function managerName({ full_name, last_name, first_name, middle_name }: WireManager): Known<string> {
  const parts = last_name && first_name && [last_name, first_name, middle_name].filter(Boolean).join(' ');
  const name = full_name ?? parts;
  return name ? known(name) : unread;
}

export const managerOf = (read: WireManager): Manager => ({
  id: read.id,
  name: managerName(read),
  position: fromKnown(read.position, (text) => text || null),
  email: fromKnown(read.email, (text) => text || null),
  phone: thenKnown(read.phone, (phone) => (phone ? phoneOf(phone) : known(null))),
  area: read.area,
  main: fromKnown(read.is_main_contact_person, (main) => main ?? false),
  vacancies: read.vacancies_count,
});

/** A telephone number with a missing part would be somebody else's: it counts as not read. */
function phoneOf({ country, city, number }: WirePhone): Known<string> {
  if (!country.known || !city.known || !country.value) return unread;
  return known([`+${country.value}`, city.value, number].filter(Boolean).join(' '));
}
