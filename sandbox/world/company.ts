import { DAY } from '../time.ts';
import { ids } from './ids.ts';
import type { Employer, Manager, Negotiation, Resume, StageChange, Vacancy } from './model.ts';
import { areas } from './people.ts';
import type { World } from './world.ts';

/** The employer «Ромашка» with its people, addresses and letter templates; and a second, unrelated employer. */
export function addCompany(world: World): void {
  world.employers.set(ids.employer, {
    id: ids.employer,
    name: 'Ромашка',
    politeness: { responses: 1163, readPercent: 73, replyDays: 3 },
  });
  world.employers.set(ids.otherEmployer, { id: ids.otherEmployer, name: 'Лютик', politeness: null });
  const orlova = 'Орлова Марина Викторовна';
  const people = [
    manager(ids.manager, '12345678', ids.employer, orlova, 'Менеджер по подбору персонала'),
    manager(ids.colleague, '12345679', ids.employer, 'Белов Глеб Андреевич', 'Ведущий рекрутер'),
    manager(ids.secondManager, '12345678', ids.otherEmployer, orlova, 'Консультант'),
  ];
  for (const person of people) world.managers.set(person.id, person);
  const account = (id: string, managerId: string, employerId: string) =>
    world.accounts.set(id, { id, managerId, employerId, blocked: false });
  account(ids.account, ids.manager, ids.employer);
  account(ids.colleague, ids.colleague, ids.employer);
  if (world.options.accounts === 2) account(ids.secondAccount, ids.secondManager, ids.otherEmployer);
  world.addresses.set('15', {
    id: '15',
    employerId: ids.employer,
    city: 'Москва',
    street: 'улица Годовикова',
    building: '9с10',
    description: 'На проходной нужен паспорт',
    lat: 55.807794,
    lng: 37.638699,
  });
  world.addresses.set('16', {
    id: '16',
    employerId: ids.employer,
    city: 'Санкт-Петербург',
    street: 'Лиговский проспект',
    building: '153',
    description: null,
    lat: 59.919,
    lng: 30.354,
  });
  addTemplates(world);
}

function manager(id: string, userId: string, employerId: string, name: string, position: string): Manager {
  const [lastName = '', firstName = '', middleName = ''] = name.split(' ');
  const email = `hr${id}@example.com`;
  const isMainContactPerson = id === ids.manager;
  const person = { lastName, firstName, middleName, email, position, isMainContactPerson };
  return { id, userId, employerId, ...person, inactiveMinutes: 40 };
}

function addTemplates(world: World): void {
  const mail = (id: string, name: string, stageId: string, text: string, type: 'EMAIL' | 'SMS' = 'EMAIL') =>
    world.mailTemplates.set(id, { id, name, stageId, type, text, modified: false });
  const hello = 'Здравствуйте, [Name]!\n\n';
  const bye = '\n\nС уважением,\n[HRName], [Company]';
  mail(
    'invite',
    'Приглашение на вакансию',
    'phone_interview',
    `${hello}Ваше резюме нам интересно, хотим поговорить о вакансии «[Vacancy]». Удобно ли вам созвониться на этой неделе?${bye}`,
  );
  mail(
    'phone_interview',
    'Приглашение на телефонное интервью',
    'phone_interview',
    `${hello}Спасибо за отклик на вакансию «[Vacancy]». Когда вам удобно поговорить по телефону?${bye}`,
  );
  mail(
    'interview',
    'Приглашение на интервью',
    'interview',
    `${hello}Приглашаем вас на встречу по вакансии «[Vacancy]». Подскажите, пожалуйста, удобный день.${bye}`,
  );
  mail(
    'assessment',
    'Приглашение на тестирование',
    'assessment',
    `${hello}Следующий шаг по вакансии «[Vacancy]» — небольшое задание, ссылка придёт отдельно.${bye}`,
  );
  mail(
    'consider',
    'Резюме на рассмотрении',
    'consider',
    `${hello}Мы получили ваш отклик на вакансию «[Vacancy]» и вернёмся с ответом.${bye}`,
  );
  mail('offer', 'Предложение о работе', 'offer', `${hello}Рады предложить вам работу: «[Vacancy]».${bye}`);
  mail('hired', 'Выход на работу', 'hired', `${hello}Ждём вас в первый рабочий день.${bye}`);
  mail(
    'discard_after_response',
    'Отказ после отклика',
    'discard_by_employer',
    `${hello}Спасибо за интерес к вакансии «[Vacancy]». К сожалению, сейчас мы не готовы пригласить вас дальше.${bye}`,
  );
  mail(
    'discard_after_interview',
    'Отказ после интервью',
    'discard_by_employer',
    `${hello}Спасибо, что нашли время встретиться. Мы выбрали другого кандидата на вакансию «[Vacancy]».${bye}`,
  );
  mail(
    'discard_no_interaction',
    'Не удалось связаться',
    'discard_no_interaction',
    `${hello}Не смогли до вас дозвониться по вакансии «[Vacancy]».${bye}`,
  );
  mail(
    'invite_sms',
    'Приглашение по СМС',
    'phone_interview',
    'Вас приглашают на интервью: [Company], [HRPhone]',
    'SMS',
  );
}

/** Adds a vacancy: by default of «Ромашка», active and recently published. */
export function addVacancy(world: World, wishes: Partial<Vacancy> & Pick<Vacancy, 'id' | 'name'>): Vacancy {
  const createdAt = wishes.createdAt ?? world.now() - 12 * DAY;
  const vacancy: Vacancy = {
    employerId: ids.employer,
    managerId: ids.manager,
    area: areas.moscow,
    salaryFrom: 90_000,
    createdAt,
    expiresAt: createdAt + 30 * DAY,
    archivedAt: null,
    views: 340,
    hasTest: false,
    allowMessages: true,
    preferredOrder: 'last_change_time_except_employer_inbox',
    letterRequired: false,
    type: 'open',
    responseUrl: null,
    writeAfterInvitation: false,
    closedForApplicants: false,
    deleted: false,
    ...wishes,
  };
  world.vacancies.set(vacancy.id, vacancy);
  return vacancy;
}

/** A negotiation with a history: its last change gives the stage, and the employer has viewed it. */
export function settled(
  world: World,
  resume: Resume,
  vacancyId: string,
  stageId: string,
  state: Negotiation['state'],
  changes: StageChange[],
): Negotiation {
  return world.addNegotiation({
    id: world.nextId(2_835_000_000),
    vacancyId,
    resumeHash: resume.hash,
    stageId,
    state,
    viewed: true,
    changes,
  });
}

/** Employers that only applicants deal with. */
export const applicantEmployers = {
  sever: '3000001',
  vektor: '3000002',
  lipa: '3000003',
  giant: '3000004',
  rare: '3000005',
} as const;

/** Vacancies that no hand-made applicant has responded to yet, one for each outcome of an application. */
export const applicantVacancies = {
  open: '100000001',
  letterRequired: '100000002',
  withTest: '100000003',
  direct: '100000004',
  anonymous: '100000005',
  archived: '100000006',
  closed: '100000007',
  deleted: '100000008',
  /** Of an employer that has refused Petrova before. */
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

/** Adds an employer with one manager, whose id is derived from the employer's. */
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
