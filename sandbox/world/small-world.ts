import { DAY, HOUR, MINUTE } from '../time.ts';
import { addCompany, addVacancy, settled } from './company.ts';
import { ids, vacancyIds } from './ids.ts';
import type { Resume, StageChange } from './model.ts';
import { areas, named, newResume } from './people.ts';
import { stageOf } from './pipeline.ts';
import type { World } from './world.ts';

/**
 * The small hand-made world, easy to keep in mind: five unread responses to three vacancies, two unread chats, and
 * Inna Petrova, whom the company has met before.
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
  const long = newResume(
    world,
    named(
      'Константинопольский Максимилиан Вячеславович',
      'male',
      'Заместитель главного бухгалтера по методологии и международной отчётности',
      {
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
      },
    ),
  );
  world.addResponse({
    vacancyId: vacancyIds.chiefAccountant,
    resumeHash: long.hash,
    at: now - 50 * MINUTE,
    testScore: 41,
  });
  const uzbek = newResume(
    world,
    named('Rahimova Gulnoza', 'female', 'Buxgalter', {
      area: areas.tashkent,
      salary: 9_000_000,
      currency: 'UZS',
      citizenship: ['97'],
      languages: [
        { id: 'uzb', level: 'l1' },
        { id: 'rus', level: 'c1' },
      ],
    }),
  );
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
  const seller = newResume(
    world,
    named('Дьяченко Олег Павлович', 'male', 'Менеджер по продажам', { area: areas.petersburg }),
  );
  const automatic = world.addResponse({
    vacancyId: vacancyIds.salesManager,
    resumeHash: seller.hash,
    letter: 'Продаю b2b шестой год, готов выйти через две недели.',
    at: now - 40 * HOUR,
  });
  automatic.source = 'AUTO_RESPONSE';
  automatic.surveyText = 'Есть ли опыт продаж b2b?: Да, шесть лет\\Готовы к поездкам?: Да';
  // Not the manager's own vacancy: seen only with all_accessible.
  const developer = newResume(
    world,
    named('Ахметов Тимур Рустамович', 'male', 'Программист 1С', { area: areas.kazan }),
  );
  world.addResponse({
    vacancyId: vacancyIds.developer,
    resumeHash: developer.hash,
    at: now - 5 * DAY,
    viewed: true,
  });
}

/** Negotiations that the recruiter has already worked on. */
function addSortedOnes(world: World): void {
  const now = world.now();
  const past = (days: number, vacancy: keyof typeof vacancyIds, stageId: string, person: Partial<Resume>) => {
    const at = now - days * DAY;
    const state = stageOf(stageId).applicantState;
    const changes: StageChange[] = [{ at, stageId: 'response', withMessage: false }];
    if (stageId !== 'response') changes.push({ at: at + DAY, stageId, withMessage: state !== null });
    const resume = newResume(world, person);
    return settled(world, resume, vacancyIds[vacancy], stageId, state ?? 'response', changes);
  };
  const interview = past(9, 'accountant', 'interview', named('Ким Светлана', 'female', 'Бухгалтер'));
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
  const phone = past(
    6,
    'salesManager',
    'phone_interview',
    named('Ли Роман Чен', 'male', 'Менеджер по работе с ключевыми клиентами'),
  );
  phone.source = 'PHONE_CALL';
  world.append(world.chatOf(phone), 'Роман, удобно созвониться завтра?', 'employer', {
    state: 'invitation',
    at: now - 2 * DAY,
  });
  world.append(world.chatOf(phone), 'Да, после 14:00.', 'applicant', { at: now - 30 * HOUR });
  world.append(world.chatOf(phone), 'Или в субботу утром.', 'applicant', { at: now - 29 * HOUR });
  past(11, 'secretary', 'consider', named('Нечаева Ольга Игоревна', 'female', 'Секретарь-референт'));
  past(8, 'chiefAccountant', 'security_check', named('Штольц Пётр Карлович', 'male', 'Экономист'));
  past(10, 'salesManager', 'offer', named('Karimov Aziz', 'male', 'Sales manager', { area: areas.tashkent }));
  past(7, 'logist', 'discard_by_employer', named('Бойко Юлия Олеговна', 'female', 'Логист'));
  past(5, 'logist', 'discard_by_applicant', named('Громов Никита Ильич', 'male', 'Логист'));
  const gone = past(10, 'accountant', 'response', { title: 'Бухгалтер', gender: 'female' });
  world.deleteResume(gone.resumeHash);
  // She visited the chief accountant's vacancy without responding: only the search lists her.
  newResume(world, named('Крылова Вера Андреевна', 'female', 'Финансовый директор'));
}

/** A long history: an offer elsewhere in 2024, a rejection with a letter four months ago, a new response. */
function addPetrova(world: World): void {
  const now = world.now();
  const given = named('Петрова Инна Сергеевна', 'female', 'Главный бухгалтер', {
    age: 41,
    area: areas.moscow,
    salary: 170_000,
    education: 'higher',
    university: 'Российский экономический университет имени Г. В. Плеханова, Москва',
    citizenship: ['113'],
    languages: [
      { id: 'rus', level: 'l1' },
      { id: 'eng', level: 'b2' },
    ],
    driverLicenses: ['B'],
    hasVehicle: true,
    relocation: { type: 'no_relocation', areaIds: [] },
    experience: [
      {
        company: 'ООО «Тепло и свет»',
        position: 'Главный бухгалтер',
        start: '2019-04-01',
        end: null,
        description:
          'Учёт трёх юридических лиц, отчётность, семь человек в подчинении. Прошла две выездные проверки без доначислений.',
      },
      {
        company: 'АО «Полиграф»',
        position: 'Заместитель главного бухгалтера',
        start: '2013-02-01',
        end: '2019-03-01',
        description: 'Основные средства, НДС, переход на 1С:ERP.',
      },
      {
        company: 'ООО «Линия»',
        position: 'Бухгалтер',
        start: '2008-09-01',
        end: '2013-01-01',
        description: 'Расчёты с поставщиками, банк и касса.',
      },
    ],
    skills: ['1С:ERP', 'МСФО', 'Налоговый учёт', 'Управление командой', 'Excel'],
    about: 'Люблю порядок в документах и спокойную работу перед отчётностью.',
  });
  const petrova = newResume(world, given);
  const offerAt = Date.UTC(2024, 3, 16, 9, 20);
  settled(world, petrova, vacancyIds.strangers, 'offer', 'invitation', [
    { at: offerAt - 20 * DAY, stageId: 'response', withMessage: true },
    { at: offerAt - 12 * DAY, stageId: 'interview', withMessage: true },
    { at: offerAt, stageId: 'offer', withMessage: false },
  ]);
  const rejected = settled(world, petrova, vacancyIds.archivedAccountant, 'discard_by_employer', 'discard', [
    { at: now - 140 * DAY, stageId: 'response', withMessage: true },
    { at: now - 136 * DAY, stageId: 'phone_interview', withMessage: true },
    { at: now - 128 * DAY, stageId: 'interview', withMessage: true },
    { at: now - 122 * DAY, stageId: 'discard_by_employer', withMessage: true },
  ]);
  const talk = world.chatOf(rejected);
  world.append(talk, 'Здравствуйте! Ищу место ближе к дому, опыт подходит.', 'applicant', {
    state: 'response',
    at: now - 140 * DAY,
  });
  world.append(talk, 'Инна Сергеевна, приглашаем вас на встречу в среду в 11:00.', 'employer', {
    state: 'invitation',
    at: now - 128 * DAY,
  });
  world.append(talk, 'Спасибо, буду.', 'applicant', { at: now - 128 * DAY + 2 * HOUR });
  world.append(talk, 'Спасибо, что нашли время встретиться. Мы выбрали другого кандидата.', 'employer', {
    state: 'discard',
    at: now - 122 * DAY,
  });
  world.addResponse({
    vacancyId: vacancyIds.chiefAccountant,
    resumeHash: petrova.hash,
    letter:
      'Добрый день! Мы уже встречались по другой вакансии. Готова вести учёт группы компаний, пример отчётности могу показать.',
    at: now - 26 * HOUR,
    testScore: 92,
  });
  note(world, petrova, ids.colleague, 'Сильная по налогам. Отказали только из-за графика.', now - 121 * DAY);
  note(world, petrova, ids.manager, 'Просила писать, а не звонить.\nДо 10 утра в дороге.', now - 127 * DAY);
}

function note(world: World, resume: Resume, managerId: string, text: string, at: number): void {
  const id = world.nextId(123_000);
  world.comments.set(id, { id, applicantId: resume.ownerId, managerId, text, accessType: 'coworkers', at });
}
