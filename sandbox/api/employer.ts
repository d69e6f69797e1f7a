import { ApiError, badArgument, forbidden, notFound } from '../errors.ts';
import { DAY, hhDate } from '../time.ts';
import type {
  Address,
  MailTemplate,
  Manager,
  Message,
  Negotiation,
  Resume,
  Vacancy,
} from '../world/model.ts';
import { fullName } from '../world/people.ts';
import type { World } from '../world/world.ts';
import { API, type Api, type Call } from './call.ts';
import { jsonBody } from './chats.ts';
import { namesOf } from './views/vacancy.ts';

/** Managers, addresses, limits and paid services of the caller's employer. */
export function addEmployer(api: Api): void {
  api.get('/employers/:e/managers', (call) => {
    const employerId = call.employer();
    const text = call.query('search_text')?.toLowerCase() ?? '';
    const list = [...call.world.managers.values()].filter(
      (manager) => manager.employerId === employerId && fullName(manager).toLowerCase().includes(text),
    );
    return call.context.json(call.page(list, (manager) => managerRow(call, manager), 200));
  });

  api.get('/employers/:e/managers/:m', (call) =>
    call.context.json({
      ...managerRow(call, colleague(call)),
      creation_time: '2022-03-10T14:15:00.000+03:00',
      manager_type: { id: 'manager', name: 'Менеджер' },
      permissions: [
        { id: 'can_create_vacancy', name: 'Создание и продление вакансий' },
        { id: 'can_view_resume_contacts', name: 'Просмотр контактов соискателей' },
      ],
    }),
  );

  api.get('/employers/:e/managers/:m/settings', (call) => {
    self(call);
    return call.context.json({
      default_currency: { abbr: 'руб.', code: 'RUR', name: 'Рубли' },
      default_vacancy_branded_template: null,
      use_sms_notification: false,
    });
  });

  api.get('/employers/:e/managers/:m/limits/resume', (call) => {
    self(call);
    const left = call.world.resumeViewsLeft;
    const limit = 50;
    return call.context.json({
      limits: { resume_view: limit, resume_view_from_api: limit },
      left: { resume_view: left, resume_view_from_api: left },
      spend: { resume_view: limit - left, resume_view_from_api: limit - left },
    });
  });

  api.get('/employers/:e/managers/:m/method_access', (call) => {
    self(call);
    const descriptions: Record<string, string> = {
      '1': 'Доступ к резюме, откликам и сообщениям',
      '2': 'Доступ к поиску резюме',
      '3': 'Доступ к резюме с откликом или приглашением',
      '4': 'Доступ к резюме из базы',
    };
    const items = Object.entries(call.world.methodAccess).map(([id, access]) => ({
      id,
      access: { has_access: access },
      description: descriptions[id] ?? '',
    }));
    return call.context.json({ items });
  });

  api.get('/employers/:e/services/payable_api_actions/active', (call) => {
    call.employer();
    const now = call.world.now();
    return call.context.json({
      items: [
        {
          id: '12345680',
          service_type: { id: 'API_LIMITED', name: 'Пакет запросов к API' },
          balance: { actual: 9_700, initial: 10_000 },
          activated_at: hhDate(now - 60 * DAY),
          expires_at: hhDate(now + 300 * DAY),
        },
      ],
    });
  });

  api.get('/employers/:e/addresses', (call) => {
    const employerId = call.employer();
    const list = [...call.world.addresses.values()].filter((address) => address.employerId === employerId);
    return call.context.json(call.page(list, addressItem, 100));
  });

  api.get('/employers/:e/addresses/:a', (call) => {
    const employerId = call.employer();
    const address = call.world.addresses.get(call.param('a'));
    if (address?.employerId !== employerId) throw notFound();
    return call.context.json(addressItem(address));
  });
}

function colleague(call: Call): Manager {
  const manager = call.world.managers.get(call.param('m'));
  if (manager?.employerId !== call.employer()) throw notFound();
  return manager;
}

/** The caller's own manager record; settings and limits are shown to no colleague. */
export function self(call: Call): Manager {
  const manager = colleague(call);
  if (manager.id !== call.account.managerId) throw forbidden();
  return manager;
}

function managerRow(call: Call, manager: Manager): Record<string, unknown> {
  const own = [...call.world.vacancies.values()].filter(
    (vacancy) => vacancy.managerId === manager.id && vacancy.archivedAt === null,
  );
  return {
    id: manager.id,
    full_name: fullName(manager),
    ...namesOf(manager),
    email: manager.email,
    position: manager.position,
    is_main_contact_person: manager.isMainContactPerson,
    vacancies_count: own.length,
    area: { id: '1', name: 'Москва', url: `${API}/areas/1` },
    phone: { country: '7', city: '495', number: '1568055', comment: null },
    additional_phone: { country: '7', city: '495', number: '1568056', comment: null },
  };
}

function addressItem({ employerId: _, ...address }: Address): Record<string, unknown> {
  const raw = `${address.city}, ${address.street}, ${address.building}`;
  return { ...address, raw, metro_stations: [], can_edit: true, deleted: false, manager: null };
}

/** The address that a letter invites to; null if it names none. */
export function meetingPlace({ addresses }: World, { addressId }: Message): Record<string, unknown> | null {
  const address = addressId === null ? undefined : addresses.get(addressId);
  if (!address) return null;
  const { can_edit, deleted, manager, ...place } = addressItem(address);
  return { ...place, metro: null };
}

/** Reply statistics of the last 30 days, for the employer and for a manager. */
export function addStatistics(api: Api): void {
  api.get('/employers/:e/negotiations_statistics', (call) => {
    const employerId = call.employer();
    return call.context.json({
      employer_statistics: statistics(
        call,
        received(call, (vacancy) => vacancy.employerId === employerId),
      ),
    });
  });

  api.get('/employers/:e/managers/:m/negotiations_statistics', (call) => {
    const manager = self(call);
    return call.context.json({
      manager_statistics: statistics(
        call,
        received(call, (vacancy) => vacancy.managerId === manager.id),
      ),
    });
  });
}

function received(
  call: Call,
  wanted: (vacancy: { employerId: string; managerId: string }) => boolean,
): Negotiation[] {
  const since = call.world.now() - 30 * DAY;
  return [...call.world.negotiations.values()].filter(
    (negotiation) =>
      negotiation.startedBy === 'applicant' &&
      negotiation.createdAt >= since &&
      wanted(call.world.vacancy(negotiation.vacancyId)),
  );
}

function statistics(call: Call, list: Negotiation[]): Record<string, unknown> {
  const percent = (part: number) => (list.length === 0 ? 0 : Math.round((part / list.length) * 100));
  const replied = percent(list.filter((negotiation) => negotiation.state !== 'response').length);
  return {
    received: list.length,
    viewed_percent: percent(list.filter((negotiation) => negotiation.viewed).length),
    replied_percent: replied,
    average_reply_time: 2,
    politeness: {
      index: replied,
      index_change: 0,
      hint: 'Отвечайте на отклики чаще',
      description: 'Доля откликов, на которые работодатель ответил',
      article_url: `https://${call.host}/article/23734`,
    },
  };
}

const variables = [
  { id: 'Name', name: 'Имя соискателя' },
  { id: 'Vacancy', name: 'Вакансия' },
  { id: 'HRName', name: 'Моё имя' },
  { id: 'HRPhone', name: 'Мой телефон' },
  { id: 'HREmail', name: 'Моя почта' },
  { id: 'SiteName', name: 'Сайт hh' },
  { id: 'Company', name: 'Компания' },
];

/** `get-negotiation-message-templates` (filled texts) and the company's own templates. */
export function addTemplates(api: Api): void {
  api.get('/message_templates/:t', (call) => {
    const template = call.world.mailTemplates.get(call.param('t'));
    const { resume, vacancy } = pair(call);
    if (!template) throw notFound();
    const sms = call.world.mailTemplates.get('invite_sms');
    const show = (known: MailTemplate) => ({
      text: filled(call, known.text, resume, vacancy),
      template_modified: known.modified,
      employer_state: known.stageId.toUpperCase(),
    });
    return call.context.json({
      mail: show(template),
      ...(sms && template.stageId === sms.stageId ? { sms: show(sms) } : {}),
    });
  });

  api.get('/employers/:e/mail_templates', (call) => {
    call.employer();
    return call.context.json(
      [...call.world.mailTemplates.values()].map((template) => ({
        id: template.id,
        name: template.name,
        type: template.type,
        text: template.text,
        editable: true,
        template_modified: template.modified,
        employer_state: template.stageId.toUpperCase(),
        variables,
      })),
    );
  });

  api.put('/employers/:e/mail_templates/:t', async (call) => {
    call.employer();
    const template = call.world.mailTemplates.get(call.param('t'));
    if (!template) throw notFound();
    const { text } = await jsonBody(call);
    const fail = (reason: string) =>
      new ApiError(400, { type: 'bad_json_data', value: 'text', reason, pointer: '/text' });
    if (typeof text !== 'string') throw fail('required');
    if (text.length > 10_000) throw fail('too_long');
    const used = [...text.matchAll(/\[(\w+)\]/g)].map((match) => match[1]);
    if (used.some((name) => !variables.some((known) => known.id === name))) throw fail('wrong_variable');
    template.text = text;
    template.modified = true;
    call.world.ledger.effects.other.push(`mail template ${template.id}`);
    return call.context.body(null, 204);
  });
}

/** The resume and vacancy that the text is for: given by topic, or by vacancy and resume, never by both. */
function pair(call: Call): { resume: Resume; vacancy: Vacancy } {
  const topicId = call.query('topic_id');
  const resumeHash = call.query('resume_id');
  const vacancyId = call.query('vacancy_id');
  if (topicId !== null) {
    if (resumeHash !== null || vacancyId !== null) throw badArgument('topic_id');
    const negotiation = call.negotiation(topicId);
    return {
      resume: call.world.resume(negotiation.resumeHash),
      vacancy: call.world.vacancy(negotiation.vacancyId),
    };
  }
  if (resumeHash === null || vacancyId === null)
    throw badArgument(resumeHash === null ? 'resume_id' : 'vacancy_id');
  return { resume: call.resume(resumeHash), vacancy: call.vacancy(vacancyId) };
}

function filled(call: Call, text: string, resume: Resume, vacancy: Vacancy): string {
  const manager = call.world.manager(call.account.managerId);
  const values: Record<string, string> = {
    Name: [resume.firstName, resume.middleName].filter(Boolean).join(' ') || 'соискатель',
    Vacancy: vacancy.name,
    HRName: `${manager.firstName} ${manager.lastName}`,
    HRPhone: '+7 (495) 156-80-55',
    HREmail: manager.email,
    SiteName: 'hh.ru',
    Company: call.world.employers.get(vacancy.employerId)?.name ?? '',
  };
  return text.replace(/\[(\w+)\]/g, (whole, name: string) => values[name] ?? whole);
}
