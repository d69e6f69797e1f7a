import { DAY, HOUR } from '../time.ts';
import { settled } from './company.ts';
import { ids, vacancyIds } from './ids.ts';
import type { Resume } from './model.ts';
import { areas, named, newResume } from './people.ts';
import type { World } from './world.ts';

/** The rich history: an offer elsewhere in 2024, a reject four months ago with a letter, a new response. */
export function addPetrova(world: World): void {
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
