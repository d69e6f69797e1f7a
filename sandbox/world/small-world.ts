import { DAY, HOUR, MINUTE } from '../time.ts';
import { addCompany, addVacancy } from './company.ts';
import { ids, vacancyIds } from './ids.ts';
import type { Negotiation, Resume, StageChange } from './model.ts';
import { areas, newResume } from './people.ts';
import { addPetrova } from './petrova.ts';
import { settled } from './settled.ts';
import type { World } from './world.ts';

/**
 * The small hand-made world: a company one can hold in the head. Five unread responses over three vacancies,
 * two unread chats, and Inna Petrova, whom the company has met before.
 */
export function addSmallWorld(world: World): void {
  addCompany(world);
  addVacancies(world);
  addPetrova(world);
  addNewResponses(world);
  addSortedOnes(world);
}

function addVacancies(world: World): void {
  const now = world.now();
  addVacancy(world, {
    id: vacancyIds.chiefAccountant,
    name: 'Главный бухгалтер',
    salaryFrom: 150_000,
    hasTest: true,
  });
  addVacancy(world, { id: vacancyIds.accountant, name: 'Бухгалтер на участок «Зарплата»' });
  addVacancy(world, { id: vacancyIds.salesManager, name: 'Менеджер по продажам', area: areas.petersburg });
  addVacancy(world, { id: vacancyIds.logist, name: 'Логист', salaryFrom: null, allowMessages: false });
  addVacancy(world, { id: vacancyIds.secretary, name: 'Секретарь', createdAt: now - 27 * DAY });
  addVacancy(world, { id: vacancyIds.developer, name: 'Разработчик 1С', managerId: ids.colleague });
  addVacancy(world, { id: vacancyIds.tester, name: 'Тестировщик', managerId: ids.colleague });
  addVacancy(world, {
    id: vacancyIds.archivedAccountant,
    name: 'Бухгалтер',
    createdAt: now - 170 * DAY,
    archivedAt: now - 110 * DAY,
  });
  addVacancy(world, {
    id: vacancyIds.strangers,
    name: 'Финансовый контролёр',
    employerId: ids.otherEmployer,
    managerId: ids.secondManager,
    createdAt: now - 800 * DAY,
    archivedAt: now - 700 * DAY,
  });
  // The second work account sees one vacancy of its own.
  addVacancy(world, {
    id: '71990043',
    name: 'Ассистент',
    employerId: ids.otherEmployer,
    managerId: ids.secondManager,
  });
}

function addNewResponses(world: World): void {
  const now = world.now();
  const long = newResume(world, {
    firstName: 'Максимилиан',
    lastName: 'Константинопольский',
    middleName: 'Вячеславович',
    gender: 'male',
    title: 'Заместитель главного бухгалтера по методологии и международной отчётности',
    age: 34,
    area: areas.kazan,
    salary: 240_000,
    education: 'master',
    languages: [
      { id: 'rus', level: 'l1' },
      { id: 'eng', level: 'c1' },
    ],
    driverLicenses: [],
    hasVehicle: false,
    relocation: { type: 'relocation_desirable', areaIds: ['1', '2'] },
  });
  world.addResponse({
    vacancyId: vacancyIds.chiefAccountant,
    resumeHash: long.hash,
    at: now - 50 * MINUTE,
    testScore: 41,
  });
  const uzbek = newResume(world, {
    firstName: 'Gulnoza',
    lastName: 'Rahimova',
    middleName: null,
    gender: 'female',
    area: areas.tashkent,
    title: 'Buxgalter',
    salary: 9_000_000,
    currency: 'UZS',
    citizenship: ['97'],
    languages: [
      { id: 'uzb', level: 'l1' },
      { id: 'rus', level: 'c1' },
    ],
  });
  world.addResponse({
    vacancyId: vacancyIds.accountant,
    resumeHash: uzbek.hash,
    letter: 'Assalomu alaykum! Masofadan ishlashga tayyorman.',
    at: now - 3 * HOUR,
  });
  const nameless = newResume(world, {
    firstName: null,
    lastName: null,
    middleName: null,
    title: 'Бухгалтер по заработной плате',
    gender: 'female',
  });
  world.addResponse({ vacancyId: vacancyIds.accountant, resumeHash: nameless.hash, at: now - 7 * HOUR });
  const seller = newResume(world, {
    firstName: 'Олег',
    lastName: 'Дьяченко',
    middleName: 'Павлович',
    gender: 'male',
    area: areas.petersburg,
    title: 'Менеджер по продажам',
  });
  const automatic = world.addResponse({
    vacancyId: vacancyIds.salesManager,
    resumeHash: seller.hash,
    letter: 'Продаю b2b шестой год, готов выйти через две недели.',
    at: now - 40 * HOUR,
  });
  automatic.source = 'AUTO_RESPONSE';
  automatic.surveyText = 'Есть ли опыт продаж b2b?: Да, шесть лет\\Готовы к поездкам?: Да';
  // Not the manager's own: seen only with all_accessible.
  const developer = newResume(world, {
    firstName: 'Тимур',
    lastName: 'Ахметов',
    middleName: 'Рустамович',
    gender: 'male',
    area: areas.kazan,
    title: 'Программист 1С',
  });
  world.addResponse({
    vacancyId: vacancyIds.developer,
    resumeHash: developer.hash,
    at: now - 5 * DAY,
    viewed: true,
  });
}

function addSortedOnes(world: World): void {
  const now = world.now();
  const interview = sorted(
    world,
    { firstName: 'Светлана', lastName: 'Ким', middleName: null, gender: 'female', title: 'Бухгалтер' },
    vacancyIds.accountant,
    'interview',
    'invitation',
    9,
  );
  world.append(world.chatOf(interview), 'Светлана, ждём вас в четверг в 15:00.', 'employer', {
    state: 'invitation',
    at: now - 4 * DAY,
  });
  world.append(
    world.chatOf(interview),
    'Можно перенести на пятницу? В четверг сдаём отчётность.',
    'applicant',
    { at: now - 95 * MINUTE },
  );
  const phone = sorted(
    world,
    {
      firstName: 'Роман',
      lastName: 'Ли',
      middleName: 'Чен',
      gender: 'male',
      title: 'Менеджер по работе с ключевыми клиентами',
    },
    vacancyIds.salesManager,
    'phone_interview',
    'invitation',
    6,
  );
  phone.source = 'PHONE_CALL';
  world.append(world.chatOf(phone), 'Роман, удобно созвониться завтра?', 'employer', {
    state: 'invitation',
    at: now - 2 * DAY,
  });
  world.append(world.chatOf(phone), 'Да, после 14:00.', 'applicant', { at: now - 30 * HOUR });
  world.append(world.chatOf(phone), 'Или в субботу утром.', 'applicant', { at: now - 29 * HOUR });
  sorted(
    world,
    {
      firstName: 'Ольга',
      lastName: 'Нечаева',
      middleName: 'Игоревна',
      gender: 'female',
      title: 'Секретарь-референт',
    },
    vacancyIds.secretary,
    'consider',
    'response',
    11,
  );
  sorted(
    world,
    { firstName: 'Пётр', lastName: 'Штольц', middleName: 'Карлович', gender: 'male', title: 'Экономист' },
    vacancyIds.chiefAccountant,
    'security_check',
    'response',
    8,
  );
  sorted(
    world,
    {
      firstName: 'Aziz',
      lastName: 'Karimov',
      middleName: null,
      gender: 'male',
      area: areas.tashkent,
      title: 'Sales manager',
    },
    vacancyIds.salesManager,
    'offer',
    'invitation',
    10,
  );
  sorted(
    world,
    { firstName: 'Юлия', lastName: 'Бойко', middleName: 'Олеговна', gender: 'female', title: 'Логист' },
    vacancyIds.logist,
    'discard_by_employer',
    'discard',
    7,
  );
  sorted(
    world,
    { firstName: 'Никита', lastName: 'Громов', middleName: 'Ильич', gender: 'male', title: 'Логист' },
    vacancyIds.logist,
    'discard_by_applicant',
    'discard',
    5,
  );
  const gone = sorted(
    world,
    { title: 'Бухгалтер', gender: 'female' },
    vacancyIds.accountant,
    'response',
    'response',
    10,
  );
  world.deleteResume(gone.resumeHash);
  // Visited the chief accountant's page and wrote nothing: only the search list shows her.
  newResume(world, {
    firstName: 'Вера',
    lastName: 'Крылова',
    middleName: 'Андреевна',
    gender: 'female',
    title: 'Финансовый директор',
  });
}

/** A negotiation the recruiter has already worked on. */
function sorted(
  world: World,
  person: Partial<Resume>,
  vacancyId: string,
  stageId: string,
  state: Negotiation['state'],
  days: number,
): Negotiation {
  const at = world.now() - days * DAY;
  const changes: StageChange[] = [{ at, stageId: 'response', withMessage: false }];
  if (stageId !== 'response') changes.push({ at: at + DAY, stageId, withMessage: state !== 'response' });
  return settled(world, newResume(world, person), vacancyId, stageId, state, changes);
}
