import { DAY } from '../time.ts';
import { addVacancy } from './company.ts';
import type { Employer, Vacancy } from './model.ts';
import { areas } from './people.ts';
import type { World } from './world.ts';

/** Employers that only applicants meet. */
export const applicantEmployers = {
  sever: '3000001',
  vektor: '3000002',
  lipa: '3000003',
  giant: '3000004',
  rare: '3000005',
} as const;

/** Vacancies that nobody of the hand-made applicants has answered yet, one for each way an application can go. */
export const applicantVacancies = {
  open: '100000001',
  letterRequired: '100000002',
  withTest: '100000003',
  direct: '100000004',
  anonymous: '100000005',
  archived: '100000006',
  closed: '100000007',
  deleted: '100000008',
  /** Of an employer that refused Petrova before. */
  again: '100000009',
} as const;

const companies: [id: string, name: string, politeness: Employer['politeness'], inactiveMinutes: number][] = [
  [applicantEmployers.sever, 'Северный ветер', { responses: 686, readPercent: 98, replyDays: 1 }, 13],
  [applicantEmployers.vektor, 'Вектор', { responses: 36_193, readPercent: 66, replyDays: 2 }, 473],
  [applicantEmployers.lipa, 'Липа и сыновья', { responses: 1563, readPercent: 83, replyDays: 0 }, 5760],
  [
    applicantEmployers.giant,
    'Межрегиональное объединение предприятий машиностроительного комплекса «Уралтяжхимметаллургмонтаж»',
    { responses: 292_299, readPercent: 49, replyDays: 4 },
    90,
  ],
  [applicantEmployers.rare, 'Редкая птица', { responses: 412, readPercent: 11, replyDays: 14 }, 21_703],
];

export function addApplicantCompanies(world: World): void {
  for (const company of companies) addEmployer(world, ...company);
  const day = (days: number) => world.now() - days * DAY;
  const add = (
    id: string,
    name: string,
    employer: keyof typeof applicantEmployers,
    more: Partial<Vacancy> = {},
  ) => addApplicantVacancy(world, id, name, applicantEmployers[employer], more);
  add(applicantVacancies.open, 'Финансовый аналитик', 'sever', { salaryFrom: 140_000 });
  add(applicantVacancies.letterRequired, 'Методолог по учёту', 'lipa', { letterRequired: true });
  add(applicantVacancies.withTest, 'Аудитор', 'vektor', { hasTest: true });
  add(applicantVacancies.direct, 'Внутренний контролёр', 'giant', {
    type: 'direct',
    responseUrl: 'https://example.com/respond/vacancy',
  });
  add(applicantVacancies.anonymous, 'Финансовый директор', 'rare', { type: 'anonymous' });
  add(applicantVacancies.archived, 'Казначей', 'vektor', { archivedAt: day(2) });
  add(applicantVacancies.closed, 'Налоговый консультант', 'sever', { closedForApplicants: true });
  add(applicantVacancies.deleted, 'Ревизор', 'rare', { deleted: true });
  add(applicantVacancies.again, 'Ведущий контролёр', 'vektor');
}

/** An employer with one manager, whose id follows from its own. */
export function addEmployer(
  world: World,
  id: string,
  name: string,
  politeness: Employer['politeness'],
  inactiveMinutes: number,
): void {
  world.employers.set(id, { id, name, politeness });
  const managerId = managerOf(id);
  world.managers.set(managerId, {
    id: managerId,
    userId: String(Number(id) + 5_000_000),
    employerId: id,
    firstName: 'Ольга',
    lastName: 'Кадрова',
    middleName: 'Павловна',
    email: `hr${id}@example.com`,
    position: 'Рекрутер',
    isMainContactPerson: true,
    inactiveMinutes,
  });
}

export const managerOf = (employerId: string): string => String(Number(employerId) + 1_000_000);

export function addApplicantVacancy(
  world: World,
  id: string,
  name: string,
  employerId: string,
  more: Partial<Vacancy> = {},
): Vacancy {
  return addVacancy(world, {
    id,
    name,
    employerId,
    managerId: managerOf(employerId),
    area: areas.moscow,
    ...more,
  });
}
