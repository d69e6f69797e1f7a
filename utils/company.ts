import { answered } from './answer.ts';
import { createAddresses } from './hh/addresses.ts';
import type { Client } from './hh/client.ts';
import { createCompany } from './hh/company.ts';
import { createEmployer } from './hh/employer.ts';
import { HhError } from './hh/errors.ts';
import { createLocales } from './hh/locales.ts';
import { createMailTemplates, mailTemplateChange } from './hh/mail-templates.ts';
import { createManagers } from './hh/managers.ts';
import { hhUrl } from './hh/pages.ts';
import type { WireManager } from './hh/schemas/managers.ts';
import type { WireStatistics } from './hh/schemas/statistics.ts';
import { createStatistics } from './hh/statistics.ts';
import { createVacancyFacts } from './hh/vacancy-facts.ts';
import { createVisitors } from './hh/visitors.ts';
import { t } from './i18n.ts';
import { type AddressId, asId, type EmployerId, type ManagerId, type VacancyId } from './ids.ts';
import type {
  AddressInFull,
  CompanyAddress,
  Day,
  Figure,
  MailTemplate,
  Manager,
  ManagerInFull,
  Rights,
  Statistics,
  VacancyFacts,
  Visitor,
} from './inbox/company.ts';
import type { Account } from './inbox/inbox.ts';
import type { Wish } from './inbox/write.ts';
import { fromKnown, type Known, known, unread, valueOr } from './known.ts';
import { addressOf, candidateOf } from './transform.ts';

/** One page of a list of hh's. */
export interface Pages<T> {
  items: T[];
  found: number | null;
  more: boolean;
}

export type CompanyDesk = ReturnType<typeof createCompanyDesk>;

/** The company as our own pages show it: hh's shapes in, ours out. */
export function createCompanyDesk(client: Client, account: () => Promise<Account>) {
  const employer = createEmployer(client);
  const company = createCompany(client);
  const managers = createManagers(client);
  const statistics = createStatistics(client);

  async function me(): Promise<{ employerId: EmployerId; managerId: ManagerId }> {
    const now = await account();
    if (now.state !== 'signed-in' || !now.employer || !now.managerId) throw new HhError('signed-out', 'no');
    return { employerId: now.employer.id, managerId: now.managerId };
  }

  return {
    /** The company's numbers alone: the summary. */
    readStatistics: () =>
      answered(async () => statisticsOf(await statistics.ofEmployer((await me()).employerId))),

    /** Mine, to stand beside the company's. */
    readOwnStatistics: () => answered(async () => statisticsOf(await statistics.ofManager(await me()))),

    readDays: (vacancyId: VacancyId) =>
      answered(async () =>
        must(await statistics.ofVacancy(vacancyId)).items.map(
          ({ date, views, responses }): Day => ({
            at: date,
            views: orNull(views),
            responses: orNull(responses),
          }),
        ),
      ),

    readFacts: (vacancyId: VacancyId) =>
      answered(async (): Promise<VacancyFacts> => {
        const read = await createVacancyFacts(client).facts(vacancyId);
        return {
          publishedAt: read.published_at,
          expiresAt: read.expires_at,
          test: read.has_test ?? false,
          letterRequired: read.response_letter_required ?? false,
          silent: read.allow_messages === false,
          closed: read.closed_for_applicants ?? false,
          partly: [read.has_test, read.allow_messages, read.published_at].some(
            (one) => (one ?? null) === null,
          ),
          address: read.address?.raw ?? null,
        };
      }),

    readVisitors: (of: { vacancyId: VacancyId; page: number }) =>
      answered(async (): Promise<Pages<Visitor>> => {
        const read = await createVisitors(client).visitors({ ...of, perPage: 50 });
        return {
          ...pageOf(read),
          items: read.items.items.map((visitor) => ({
            ...candidateOf(known({ ...visitor, owner: unread })),
            resumeId: visitor.id,
          })),
        };
      }),

    readMailTemplates: () =>
      answered(async () =>
        (await createMailTemplates(client).mailTemplates((await me()).employerId)).items.map(
          (template): MailTemplate => ({
            id: template.id,
            name: template.name || t('unknown_name'),
            kind: template.type === 'SMS' ? 'sms' : 'mail',
            text: template.text,
            editable: template.text.known && template.editable !== false,
            own: template.template_modified ?? false,
            variables: template.variables.items.map(({ id, name }) => ({ id, name: name ?? id })),
          }),
        ),
      ),

    /** The write that gives a template another text, for the whole company. */
    mailTemplateWish: (of: { templateId: string; text: string }) =>
      answered(
        async (): Promise<Wish> => ({
          kind: 'call',
          ...mailTemplateChange({ employerId: (await me()).employerId, ...of }),
        }),
      ),

    readManagers: (of: { searchText: string; page: number }) =>
      answered(async (): Promise<Pages<Manager>> => {
        const read = await managers.managers({ employerId: (await me()).employerId, ...of, perPage: 50 });
        return { ...pageOf(read), items: read.items.items.map(managerOf) };
      }),

    readManager: (managerId: ManagerId) =>
      answered(async (): Promise<ManagerInFull> => {
        const read = await managers.manager({ ...(await me()), managerId });
        return {
          ...managerOf(read),
          type: read.manager_type?.name ?? null,
          permissions: read.permissions.items.map(({ name }) => (name ? known(name) : unread)),
        };
      }),

    /** What hh lets me do; a part that it does not tell is empty. */
    readRights: () =>
      answered(async (): Promise<Rights> => {
        const of = await me();
        const ifRead = <T>(reading: Promise<T>): Promise<T | null> => reading.catch(() => null);
        const [limits, access, paid, settings, languages] = await Promise.all([
          ifRead(company.resumeLimits(of)),
          ifRead(company.methodAccess(of)),
          ifRead(company.payable(of.employerId)),
          ifRead(managers.settings(of)),
          ifRead(createLocales(client).locales()),
        ]);
        return {
          viewsLeft: limits?.left?.resume_view ?? null,
          viewsLimit: limits?.limits?.resume_view ?? null,
          access: (access?.items.items ?? []).map(({ id, access: state, description }) => ({
            id,
            name: description ? known(description) : unread,
            open: state?.has_access ?? null,
          })),
          services: paid
            ? known(
                paid.items.items.map(({ id, service_type, balance }) => ({
                  id,
                  name: service_type?.name ? known(service_type.name) : unread,
                  left: balance?.actual ?? null,
                  of: balance?.initial ?? null,
                })),
              )
            : unread,
          sms: settings?.use_sms_notification ?? null,
          currency: settings?.default_currency?.name ?? null,
          languages: (languages ?? []).map(({ id, name, current }) => ({
            id,
            name: name || t('unknown_name'),
            current: current ?? false,
          })),
        };
      }),

    /** The work accounts as hh has them now; the store may be older. */
    readAccounts: () =>
      answered(async () => {
        const { items, current_account_id } = await employer.managerAccounts();
        return items.items.map(({ id, employer: of }) => ({
          id,
          employer: valueOr(of, ''),
          current: id === current_account_id,
        }));
      }),

    readAddresses: (page: number) =>
      answered(async (): Promise<Pages<CompanyAddress>> => {
        const read = await employer.addresses({ employerId: (await me()).employerId, page, perPage: 50 });
        return { ...pageOf(read), items: read.items.items.filter((one) => !one.deleted).map(addressOf) };
      }),

    readAddress: (addressId: AddressId) =>
      answered(async (): Promise<AddressInFull> => {
        const read = await createAddresses(client).address({
          employerId: (await me()).employerId,
          addressId,
        });
        return {
          ...addressOf({ ...read, deleted: null }),
          description: read.description ?? null,
          metro: read.metro_stations.items.flatMap(({ station_name }) => station_name ?? []),
        };
      }),
  };
}

const pageOf = ({
  found,
  page,
  pages,
}: {
  found: number | null | undefined;
  page: number | null | undefined;
  pages: number | null | undefined;
}) => ({
  found: found ?? null,
  more: (page ?? 0) < (pages ?? 1) - 1,
});

/** @throws HhError with the reason why it is not known */
function must<T>(fact: Known<T>): T {
  if (!fact.known) throw new HhError(fact.why, 'answered');
  return fact.value;
}

const orNull = (fact: Known<number | null | undefined>): Figure => fromKnown(fact, (value) => value ?? null);

/** @throws HhError when the answer has no statistics */
function statisticsOf(fact: Known<WireStatistics>): Statistics {
  const read = must(fact);
  return {
    received: read.received,
    viewed: orNull(read.viewed_percent),
    replied: orNull(read.replied_percent),
    replyDays: orNull(read.average_reply_time),
    politeness: fromKnown(
      read.politeness,
      (of) =>
        of && {
          index: of.index,
          change: of.index_change,
          hint: of.hint ?? null,
          description: of.description ?? null,
          article: hhUrl(of.article_url),
        },
    ),
  };
}

const managerOf = (read: WireManager): Manager => ({
  id: asId<ManagerId>(read.id),
  name: read.full_name,
  position: read.position ?? null,
  email: read.email ?? null,
  phone: read.phone?.number
    ? [`+${read.phone.country ?? ''}`, read.phone.city, read.phone.number].filter(Boolean).join(' ')
    : null,
  area: read.area?.name ?? null,
  main: read.is_main_contact_person ?? false,
  vacancies: read.vacancies_count ?? null,
});
