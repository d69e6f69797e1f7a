import { hhDate } from '../../time.ts';
import type { Manager, Resume, Vacancy } from '../../world/model.ts';
import type { World } from '../../world/world.ts';
import { API, type Call } from '../call.ts';
import { inWords } from '../dictionaries.ts';

/** `VacancyCountersForActive`, counted from the negotiations, so that it always agrees with them. */
export function countersOf(world: World, vacancy: Vacancy): Record<string, number> {
  let unread = 0;
  let responses = 0;
  let invitations = 0;
  let inProgress = 0;
  for (const negotiation of world.negotiationsIn(vacancy.id)) {
    if (!negotiation.viewed) unread++;
    if (negotiation.state === 'invitation') invitations++;
    else responses++;
    if (!negotiation.stageId.startsWith('discard')) inProgress++;
  }
  return {
    views: vacancy.views,
    responses,
    unread_responses: unread,
    invitations,
    invitations_and_responses: responses + invitations,
    resumes_in_progress: inProgress,
    calls: 0,
    new_missed_calls: 0,
  };
}

/** An employer as other answers refer to it. */
export const employerItem = (call: Call, id: string) => ({
  id,
  name: call.world.employers.get(id)?.name ?? '',
  url: `${API}/employers/${id}`,
  alternate_url: `https://${call.host}/employer/${id}`,
  logo_urls: null,
});

/** The fields shared by all lists of vacancies. */
export function shortVacancy(call: Call, vacancy: Vacancy): Record<string, unknown> {
  const salary =
    vacancy.salaryFrom === null ? null : { from: vacancy.salaryFrom, to: null, currency: 'RUR', gross: true };
  return {
    id: vacancy.id,
    name: vacancy.name,
    url: `${API}/vacancies/${vacancy.id}`,
    alternate_url: `https://${call.host}/vacancy/${vacancy.id}`,
    apply_alternate_url: `https://${call.host}/applicant/vacancy_response?vacancyId=${vacancy.id}`,
    archived: vacancy.archivedAt !== null,
    area: { ...vacancy.area, url: `${API}/areas/${vacancy.area.id}` },
    address: null,
    closed_for_applicants: vacancy.closedForApplicants,
    created_at: hhDate(vacancy.createdAt),
    published_at: hhDate(vacancy.createdAt),
    department: null,
    employer:
      vacancy.type === 'anonymous'
        ? { name: 'Компания не показывает название', trusted: true }
        : { ...employerItem(call, vacancy.employerId), trusted: true },
    has_test: vacancy.hasTest,
    premium: false,
    relations: [],
    response_letter_required: vacancy.letterRequired,
    response_url: vacancy.responseUrl,
    salary,
    salary_range: salary && {
      ...salary,
      mode: { id: 'MONTH', name: 'За месяц' },
      frequency: { id: 'TWICE_PER_MONTH', name: 'Два раза в месяц' },
    },
    show_contacts: false,
    sort_point_distance: null,
    type: inWords(call, 'vacancy_type', vacancy.type),
  };
}

/** An item of `get-active-vacancy-list`. */
export function activeVacancy(call: Call, vacancy: Vacancy): Record<string, unknown> {
  const { world } = call;
  return {
    ...shortVacancy(call, vacancy),
    billing_type: { id: 'standard', name: 'Стандарт' },
    can_upgrade_billing_type: true,
    counters: countersOf(world, vacancy),
    expires_at: hhDate(vacancy.expiresAt),
    has_updates: world.negotiationsIn(vacancy.id).some((negotiation) => world.hasUpdates(negotiation)),
    manager: managerName(world.manager(vacancy.managerId)),
    vacancy_properties: { properties: [] },
  };
}

export const managerName = (manager: Manager) => ({ id: manager.id, ...namesOf(manager) });

export const namesOf = (person: Pick<Resume, 'firstName' | 'lastName' | 'middleName'>) => ({
  first_name: person.firstName,
  last_name: person.lastName,
  middle_name: person.middleName,
});

/** `get-vacancy` for a manager. */
export function fullVacancy(call: Call, vacancy: Vacancy): Record<string, unknown> {
  return {
    ...shortVacancy(call, vacancy),
    accept_handicapped: false,
    accept_incomplete_resumes: false,
    accept_kids: false,
    accept_temporary: false,
    age_restriction: null,
    allow_messages: vacancy.allowMessages,
    approved: true,
    billing_type: { id: 'standard', name: 'Стандарт' },
    branded_description: null,
    can_upgrade_billing_type: true,
    code: null,
    contacts: null,
    description: `<p>Ищем человека на должность «${vacancy.name}».</p>`,
    driver_license_types: [],
    employment: { id: 'full', name: 'Полная занятость' },
    experience: { id: 'between3And6', name: 'От 3 до 6 лет' },
    expires_at: hhDate(vacancy.expiresAt),
    hidden: false,
    initial_created_at: hhDate(vacancy.createdAt),
    insider_interview: null,
    key_skills: [],
    languages: [],
    manager: { id: vacancy.managerId },
    professional_roles: [{ id: '18', name: 'Бухгалтер' }],
    response_notifications: true,
    schedule: { id: 'fullDay', name: 'Полный день' },
    test: vacancy.hasTest ? { required: true } : null,
    vacancy_properties: { properties: [] },
  };
}
