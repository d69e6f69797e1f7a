import type {
  AddressInFull,
  Day,
  MailTemplate,
  Manager,
  ManagerInFull,
  Rights,
  VacancyFacts,
  Visitor,
} from '../domain/company.ts';
import type { Address } from '../domain/negotiation.ts';
import { managerOf, statisticsOf } from '../from-hh/employer.ts';
import { addressOf, candidateOf } from '../from-hh/negotiations.ts';
import { createDictionaries } from '../hh/dictionaries.ts';
import { createAccounts, createAddresses, createCompany, mailTemplateChange } from '../hh/employer.ts';
import { HhError, toResult, valueOrThrow } from '../hh/errors.ts';
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
import { remoteClient, signedIn } from './ask-hh.ts';
import { messages } from './messages.ts';

const { managerAccounts } = createAccounts(remoteClient);
const { addresses } = createAddresses(remoteClient);
const { locales } = createDictionaries(remoteClient);
const company = createCompany(remoteClient);
const vacancies = createVacancyDetails(remoteClient);

const perPage = 50;

async function me(): Promise<{ employerId: EmployerId; managerId: ManagerId }> {
  const { employerId, managerId } = await signedIn();
  if (!managerId) throw new HhError('signed-out', 'no');
  return { employerId, managerId };
}

/** Only the company's numbers: the summary. */
export const readStatistics = () =>
  toResult(async () => statisticsOf(await company.ofEmployer((await me()).employerId)));

/** The user's own numbers, shown beside the company's. */
export const readOwnStatistics = () =>
  toResult(async () => statisticsOf(await company.ofManager(await me())));

export const readDays = (vacancyId: VacancyId) =>
  toResult(async () =>
    valueOrThrow(await vacancies.ofVacancy(vacancyId)).items.map(
      ({ date, views, responses }): Day => ({ at: date, views, responses }),
    ),
  );

export const readFacts = (vacancyId: VacancyId) =>
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
  });

export const readVisitors = (of: { vacancyId: VacancyId; page: number }) =>
  toResult(
    async (): Promise<Page<Visitor>> =>
      pageOf(await vacancies.visitors({ ...of, perPage }), (visitor) => ({
        ...candidateOf(known({ ...visitor, owner: unread })),
        resumeId: visitor.id,
      })),
  );

export const readMailTemplates = () =>
  toResult(
    async (): Promise<List<MailTemplate>> =>
      mapped(await company.mailTemplates((await me()).employerId), (template) => ({
        id: template.id,
        name: template.name,
        kind: thenKnown(template.type, (type) =>
          type === 'SMS' ? known('sms') : type === 'EMAIL' ? known('mail') : unread,
        ),
        text: template.text,
        editable: template.text.known ? template.editable : unread,
        own: template.template_modified,
        variables: template.variables.items.map(({ id, name }) => ({ id, name: name ?? id })),
      })),
  );

/** Changes the text of a mail template, for the whole company. */
export async function changeMailTemplate(of: { templateId: string; text: string }) {
  const change = await toResult(async () =>
    mailTemplateChange({ employerId: (await me()).employerId, ...of }),
  );
  return change.ok ? messages.write({ kind: 'call', ...change.value }) : change;
}

export const readManagers = (of: { searchText: string; page: number }) =>
  toResult(async (): Promise<Page<Manager>> => {
    const { employerId } = await signedIn();
    return pageOf(await company.managers({ employerId, ...of, perPage }), managerOf);
  });

export const readManager = (managerId: ManagerId) =>
  toResult(async (): Promise<ManagerInFull> => {
    const read = await company.manager({ ...(await me()), managerId });
    return {
      ...managerOf(read),
      type: read.manager_type,
      permissions: fromKnown(read.permissions, (list) => mapped(list, ({ name }) => name)),
    };
  });

/** What hh lets the user do; parts that it does not tell are empty. */
export const readRights = () =>
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
      ifRead(locales()),
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
      languages: listOf(languages ?? undefined, ({ name, current }) => ({ name, current })),
    };
  });

/** The current work accounts from hh; the stored ones may be older. */
export const readAccounts = () =>
  toResult(async () => {
    const { items, current_account_id } = await managerAccounts();
    return {
      items: items.items.map(({ id, employer: of }) => ({ id, employer: valueOr(of, '') })),
      // One is in use, but hh lists none.
      skipped: items.items.length + items.skipped === 0 && current_account_id ? 1 : items.skipped,
      currentId: current_account_id,
    };
  });

export const readAddresses = (page: number) =>
  toResult(async (): Promise<Page<Address>> => {
    const read = await addresses({ employerId: (await me()).employerId, page, perPage });
    const { items, ...rest } = pageOf(read, (one) => one);
    return { ...rest, items: items.filter(({ deleted }) => !deleted).map(addressOf) };
  });

export const readAddress = (addressId: AddressId) =>
  toResult(async (): Promise<AddressInFull> => {
    const read = await company.address({ employerId: (await me()).employerId, addressId });
    return {
      ...addressOf(read),
      description: fromKnown(read.description, (text) => text || null),
      metro: fromKnown(read.metro_stations, (stations) =>
        (stations?.items ?? []).map(({ station_name }) => station_name),
      ),
    };
  });
