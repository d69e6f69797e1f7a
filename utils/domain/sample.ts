import {
  type ApplicantId,
  asId,
  type ChatId,
  type EmployerId,
  type ManagerId,
  type MessageId,
  type NegotiationId,
  type ResumeId,
  type VacancyId,
} from '../ids.ts';
import { known } from '../known.ts';
import { day, hour } from '../time.ts';
import type { SignedIn } from './account.ts';
import type { Day, Statistics, VacancyFacts } from './company.ts';
import type { Message } from './conversation.ts';
import type { Action, Millis, Negotiation, Note, VacancyCount, VacancyHistory } from './negotiation.ts';
import { monthOf, type ResumeMore } from './resume.ts';
import type { Stage } from './stage.ts';

/*
 * The sample: an invented company with its vacancies and applicants. Times are relative to now, so that it
 * looks the same every day.
 */

/** A person of the sample with everything that a view can ask for. */
export interface SamplePerson {
  negotiation: Negotiation;
  vacancyId: VacancyId;
  history: VacancyHistory[];
  notes: Note[];
  messages: Message[];
  /** Fields of the full resume. */
  more: ResumeMore;
}

export const sampleAccount: SignedIn = {
  state: 'signed-in',
  kind: 'manager',
  name: 'Лебедева Анна',
  employer: { id: asId<EmployerId>(1), name: 'Северный причал' },
  managerId: asId<ManagerId>(1),
  accountId: null,
  accounts: [],
};

const stageNames = {
  response: 'Отклик',
  consider: 'Подумать',
  phone_interview: 'Тел.\u00a0интервью',
  interview: 'Интервью',
  offer: 'Предложение о работе',
  discard_by_employer: 'Отказ',
};
type StageId = keyof typeof stageNames;
const stage = (id: StageId): Stage => ({ id, name: stageNames[id] });
/** In hh's order. */
export const sampleStages: Stage[] = Object.entries(stageNames).map(([id, name]) => ({ id, name }));

const vacancies = {
  accountant: { id: 101, name: 'Бухгалтер', area: 'Санкт-Петербург' },
  warehouse: { id: 102, name: 'Начальник склада', area: 'Санкт-Петербург' },
  analyst: { id: 103, name: 'Аналитик данных', area: 'Удалённо' },
  sales: { id: 104, name: 'Менеджер по продажам', area: 'Мурманск' },
};
type VacancyKey = keyof typeof vacancies;
/** Without unread counts, which follow from the people. */
export const sampleVacancies: Omit<VacancyCount, 'unread'>[] = Object.values(vacancies).map(
  ({ id, name, area }) => ({
    id: asId<VacancyId>(id),
    name: known(name),
    area: known(area),
    manager: known(sampleAccount.name),
    url: null,
  }),
);

/** The skills required of the accountants. */
export const sampleSkills = ['1С:Бухгалтерия', 'Налоговый учёт', 'Первичная документация', 'SQL', 'Excel'];

const letters: Record<Exclude<StageId, 'response'>, { name: string; letter: string }> = {
  phone_interview: {
    name: 'Телефонное интервью',
    letter: 'Здравствуйте! Ваш опыт нам подходит. Когда удобно созвониться на 15 минут?',
  },
  interview: {
    name: 'Интервью',
    letter: 'Здравствуйте! Приглашаем вас на интервью. Какой день на этой неделе вам удобен?',
  },
  consider: { name: 'Подумать', letter: 'Здравствуйте! Спасибо за отклик, мы ответим в течение недели.' },
  offer: { name: 'Предложение о работе', letter: 'Здравствуйте! Будем рады видеть вас в нашей команде.' },
  discard_by_employer: {
    name: 'Отказ',
    letter: 'Здравствуйте! Спасибо за интерес к вакансии. К сожалению, мы выбрали другого соискателя.',
  },
};

/** The actions at a stage: everything that leads to another stage. */
export const sampleActions = (at: string): Action[] =>
  Object.entries(letters)
    .filter(([id]) => id !== at)
    .map(([id, { name }]) => ({
      id,
      name,
      arguments: [{ id: 'message', required: id === 'interview', requires: [] }],
      resulting: sampleStages.find((one) => one.id === id) ?? null,
      templates: [{ id, name }],
      sub: [],
    }));
export const sampleLetter = (actionId: string): string | undefined =>
  Object.entries(letters).find(([id]) => id === actionId)?.[1].letter;

/** @param own only the user's own numbers, not the company's */
export const sampleStatistics = (own: boolean): Statistics => ({
  received: known(own ? 41 : 128),
  viewed: known(own ? 95 : 88),
  replied: known(own ? 83 : 74),
  replyDays: known(own ? 1.2 : 2.1),
  politeness: known({
    index: own ? 92 : 86,
    change: known(1),
    hint: known(null),
    description: known(null),
    article: known(null),
  }),
});

export const sampleFacts = (now: Millis): VacancyFacts => ({
  publishedAt: known(now - 13 * day),
  expiresAt: known(now + 17 * day),
  test: known(false),
  letterRequired: known(false),
  silent: known(false),
  closed: known(false),
  address: known(null),
});

/** Two weeks of a vacancy, today last. */
export const sampleDays = (now: Millis): Day[] =>
  Array.from({ length: 14 }, (_, ago) => ({
    at: known(Math.floor(now / day) * day - ago * day),
    views: known(18 + ((ago * 7) % 23)),
    responses: known(1 + ((ago * 3) % 5)),
  })).reverse();

const list = <T>(items: T[]) => ({ items, skipped: 0 });
const few = <T>(...items: T[]) => known(list(items));

/** A compact description of a person. */
interface Profile {
  name: string;
  title: string;
  age: number;
  /** Years. */
  experience: number;
  salary: number | null;
  /** Absent: Saint Petersburg. */
  area?: string;
  vacancy: VacancyKey;
  /** Since the response. */
  hours: number;
  /** Absent: nobody has viewed the response. */
  stage?: StageId;
  /** Position, company, first and last year as of 2026; null: still employed. */
  jobs: [string, string, number, number | null][];
  /** School, subject and year. */
  school: [string, string, number];
  skills: string[];
  about: string;
  /** Hours ago, author and text; oldest first. */
  said?: [number, 'theirs' | 'ours', string][];
  unread?: number;
  /** Earlier vacancies, newest first, each with its stages and days ago, newest first. */
  past?: [string, [StageId, number][]][];
  note?: string;
}

const profiles: Profile[] = [
  {
    name: 'Соколова Вера Андреевна',
    title: 'Бухгалтер по первичной документации',
    age: 34,
    experience: 9,
    salary: 95_000,
    vacancy: 'accountant',
    hours: 2,
    jobs: [
      ['Бухгалтер', 'Балтийская пряжа', 2019, null],
      ['Помощник бухгалтера', 'Дом книги на Лиговке', 2016, 2019],
    ],
    school: ['СПбГЭУ', 'Бухгалтерский учёт и аудит', 2014],
    skills: ['1С:Бухгалтерия', 'Первичная документация', 'Налоговый учёт', 'Excel'],
    about: 'Веду первичную документацию трёх юридических лиц, закрываю квартал за четыре дня.',
    said: [[2, 'theirs', 'Добрый день! Готова выйти через две недели, тестовое задание выполню.']],
    unread: 1,
    past: [
      [
        'Бухгалтер-кассир',
        [
          ['discard_by_employer', 122],
          ['phone_interview', 136],
          ['response', 140],
        ],
      ],
    ],
    note: 'Созванивались весной: сильный опыт, но искали на полставки.',
  },
  {
    name: 'Гусев Павел Ильич',
    title: 'Бухгалтер',
    age: 41,
    experience: 16,
    salary: 120_000,
    vacancy: 'accountant',
    hours: 27,
    jobs: [
      ['Главный бухгалтер', 'Мебель Виста', 2018, 2026],
      ['Бухгалтер', 'Мебель Виста', 2010, 2018],
    ],
    school: ['ПГУПС', 'Экономика предприятия', 2008],
    skills: ['1С:Бухгалтерия', 'Управленческий учёт', 'Налоговый учёт'],
    about: 'Ищу участок без выезда к контрагентам.',
  },
  {
    name: 'Ахметова Диляра Рустамовна',
    title: 'Бухгалтер по заработной плате',
    age: 29,
    experience: 6,
    salary: 90_000,
    area: 'Казань',
    vacancy: 'accountant',
    hours: 75,
    jobs: [['Бухгалтер по зарплате', 'Сеть кофеен «Утро»', 2020, null]],
    school: ['КФУ', 'Финансы и кредит', 2019],
    skills: ['1С:ЗУП', 'Кадровый учёт', 'Excel'],
    about: 'Готова к переезду в Санкт-Петербург.',
  },
  {
    name: 'Орехов Степан Юрьевич',
    title: 'Экономист',
    age: 26,
    experience: 3,
    salary: null,
    area: 'Гатчина',
    vacancy: 'accountant',
    hours: 6,
    jobs: [['Экономист', 'Гатчинский хлеб', 2023, null]],
    school: ['СПбГУ', 'Экономика', 2022],
    skills: ['Excel', 'SQL', 'Бюджетирование'],
    about: 'Хочу перейти из планирования в учёт.',
    past: [['Стажёр в бухгалтерию', [['interview', 400]]]],
  },
  {
    name: 'Миронова Алёна Викторовна',
    title: 'Бухгалтер-операционист',
    age: 45,
    experience: 22,
    salary: 85_000,
    vacancy: 'accountant',
    hours: 120,
    stage: 'phone_interview',
    jobs: [['Бухгалтер-операционист', 'Почтовый двор', 2012, null]],
    school: ['СПбГИЭУ', 'Бухгалтерский учёт', 2004],
    skills: ['1С:Бухгалтерия', 'Банк-клиент'],
    about: 'Ценю порядок в документах.',
    said: [
      [96, 'ours', 'Здравствуйте! Удобно созвониться в четверг в 12:00?'],
      [20, 'theirs', 'В четверг не получится. Можно в пятницу утром?'],
    ],
    unread: 1,
  },
  {
    name: 'Фролов Денис Олегович',
    title: 'Бухгалтер-ревизор',
    age: 38,
    experience: 12,
    salary: 110_000,
    vacancy: 'accountant',
    hours: 200,
    stage: 'interview',
    jobs: [['Ревизор', 'Торговый дом «Невский»', 2017, null]],
    school: ['СПбГЭУ', 'Аудит', 2010],
    skills: ['Инвентаризация', '1С:Бухгалтерия'],
    about: 'Провожу ревизии сети из двадцати магазинов.',
    said: [
      [48, 'ours', 'Ждём вас на интервью во вторник в 11:00, офис на Гороховой.'],
      [47, 'theirs', 'Спасибо, буду.'],
    ],
  },
  {
    name: 'Тарасов Игорь Петрович',
    title: 'Начальник склада',
    age: 44,
    experience: 19,
    salary: 140_000,
    vacancy: 'warehouse',
    hours: 50,
    jobs: [
      ['Начальник смены', 'Складской комплекс «Шушары»', 2015, null],
      ['Кладовщик', 'Кирпичный завод', 2007, 2015],
    ],
    school: ['ПГУПС', 'Логистика', 2006],
    skills: ['WMS', 'Управление персоналом', 'Инвентаризация'],
    about: 'Руковожу сменой из тридцати человек.',
  },
  {
    name: 'Юсупова Камила Тимуровна',
    title: 'Руководитель складской логистики',
    age: 36,
    experience: 13,
    salary: 160_000,
    area: 'Колпино',
    vacancy: 'warehouse',
    hours: 5,
    jobs: [['Руководитель склада', 'Маркет «Полка»', 2020, null]],
    school: ['СПбПУ', 'Логистика', 2012],
    skills: ['WMS', 'Excel', 'Бережливое производство'],
    about: 'Открыла склад площадью 8000 м² с нуля.',
    said: [[5, 'theirs', 'Здравствуйте! Подскажите, какой сейчас оборот склада?']],
    unread: 1,
  },
  {
    name: 'Кравцов Максим Сергеевич',
    title: 'Заместитель начальника склада',
    age: 31,
    experience: 8,
    salary: 115_000,
    vacancy: 'warehouse',
    hours: 170,
    stage: 'consider',
    jobs: [['Заместитель начальника склада', 'Балтхолод', 2021, null]],
    school: ['ГУМРФ', 'Управление перевозками', 2017],
    skills: ['WMS', 'Погрузчик'],
    about: 'Есть права на погрузчик.',
  },
  {
    name: 'Ли Екатерина Евгеньевна',
    title: 'Аналитик данных',
    age: 27,
    experience: 4,
    salary: 180_000,
    area: 'Новосибирск',
    vacancy: 'analyst',
    hours: 9,
    jobs: [['Аналитик', 'Обь-Маркет', 2022, null]],
    school: ['НГУ', 'Прикладная математика', 2021],
    skills: ['SQL', 'Python', 'Excel'],
    about: 'Строю отчёты, которыми пользуются.',
  },
  {
    name: 'Дроздов Артём Николаевич',
    title: 'Продуктовый аналитик',
    age: 33,
    experience: 10,
    salary: 260_000,
    area: 'Москва',
    vacancy: 'analyst',
    hours: 31,
    jobs: [['Ведущий аналитик', 'Городские самокаты', 2019, null]],
    school: ['МФТИ', 'Прикладная математика', 2015],
    skills: ['SQL', 'Python', 'A/B-тесты'],
    about: 'Провожу эксперименты от гипотезы до решения.',
    past: [['Аналитик отчётности', [['discard_by_employer', 30]]]],
  },
  {
    name: 'Зимина Ольга Борисовна',
    title: 'Менеджер по работе с клиентами',
    age: 30,
    experience: 7,
    salary: 80_000,
    area: 'Мурманск',
    vacancy: 'sales',
    hours: 96,
    stage: 'offer',
    jobs: [['Менеджер', 'Рыбный ряд', 2018, null]],
    school: ['МАУ', 'Маркетинг', 2017],
    skills: ['Переговоры', 'CRM'],
    about: 'Веду пятьдесят постоянных клиентов.',
    said: [[24, 'ours', 'Отправили вам предложение о работе, ждём ответа до пятницы.']],
  },
];

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** Everybody in the sample. */
export const samplePeople = (now: Millis): SamplePerson[] =>
  profiles.map((one, index) => {
    const number = index + 1;
    // Shift the years, so that ages and jobs stay the same in any year.
    const later = new Date(now).getFullYear() - 2026;
    const vacancy = vacancies[one.vacancy];
    const vacancyId = asId<VacancyId>(vacancy.id);
    const id = asId<NegotiationId>(number);
    const at = stage(one.stage ?? 'response');
    const createdAt = known(now - one.hours * hour);
    // People at a later stage were moved there a day after the response.
    const updatedAt = known(now - one.hours * hour + (one.stage ? day : 0));
    const { area = 'Санкт-Петербург', said = [] } = one;
    const [school, subject, year] = one.school;
    return {
      vacancyId,
      negotiation: {
        id,
        vacancy: known({
          id: vacancyId,
          name: known(vacancy.name),
          area: known(vacancy.area),
          url: null,
          archived: known(false),
        }),
        candidate: {
          resumeId: asId<ResumeId>(`sample${number}`),
          applicantId: asId<ApplicantId>(number),
          name: known(one.name),
          title: known(one.title),
          age: known(one.age),
          experienceMonths: known(one.experience * 12 + (number % 12)),
          salary: known(one.salary === null ? null : { amount: one.salary, currency: 'RUR' }),
          area: known(area),
          url: null,
        },
        resumeDeleted: known(false),
        resume: known({
          photo: known(null),
          jobs: known(
            list(
              one.jobs.map(([position, company, from, to]) => ({
                position: known(position),
                company: known(company),
                start: known(monthOf(from + later, 3)),
                end: known(to === null ? null : monthOf(to + later, 2)),
                area,
                industries: [],
                description: known(null),
              })),
            ),
          ),
          level: known('Высшее'),
          schools: few({
            name: known(school),
            subject: known(subject),
            result: known(null),
            year: known(year + later),
          }),
          certificates: few(),
          skills: known(list(one.skills)),
          hidden: few(),
          viewsAll: known(true),
          canOpen: true,
          hasFile: false,
          more: null,
        }),
        match: known(null),
        stage: known(at),
        state: known(at),
        createdAt,
        updatedAt,
        hasUpdates: known(!one.stage || one.unread !== undefined),
        viewedByApplicant: known(true),
        messages: known(said.length),
        unreadMessages: known(one.unread ?? 0),
        chatId: known(asId<ChatId>(number)),
        messaging: known('ok'),
        test: known(null),
        source: null,
        autoSurvey: known(null),
        actions: known(list(sampleActions(at.id))),
      },
      history: [
        {
          vacancyId,
          name: known(vacancy.name),
          archived: known(false),
          foreign: known(false),
          negotiationId: known(id),
          items: few(...(one.stage ? [{ stage: known(at), at: updatedAt, withMessage: known(false) }] : []), {
            stage: known(stage('response')),
            at: createdAt,
            withMessage: known(false),
          }),
        },
        ...(one.past ?? []).map(([name, stages], past) => ({
          vacancyId: asId<VacancyId>(900 + number * 10 + past),
          name: known(name),
          archived: known(true),
          foreign: known(false),
          negotiationId: known(null),
          items: known(
            list(
              stages.map(([id, days]) => ({
                stage: known(stage(id)),
                at: known(now - days * day),
                withMessage: known(id !== 'response'),
              })),
            ),
          ),
        })),
      ],
      notes: one.note
        ? [
            {
              id: '1',
              text: known(one.note),
              author: known(sampleAccount.name),
              mine: known(true),
              at: known(now - 120 * day),
              personal: known(false),
            },
          ]
        : [],
      messages: said.map(([hours, whose, text], at) =>
        sampleMessage(`${number}${at}`, text, now - hours * hour, whose === 'ours' ? null : one.name),
      ),
      more: {
        readAt: now,
        about: known(one.about),
        languages: few({ name: 'Русский', level: known('Родной') }),
        credentials: few(),
        courses: few(),
        exams: few(),
        roles: few(lower(one.title)),
        citizenship: few('Россия'),
        workTicket: few('Россия'),
        relocation: known(null),
        relocationTo: list([]),
        businessTrips: known(null),
        travelTime: known(null),
        metro: known(null),
        employment: few('Полная занятость'),
        schedule: few('Полный день'),
        searchStatus: known('Рассматривает предложения'),
        licences: few(),
        hasVehicle: known(null),
        portfolio: few(),
        recommendations: few(),
        sites: few(),
        contacts: few(),
      },
    };
  });

/** @param from the applicant's name; null: ours */
export const sampleMessage = (id: string, text: string, at: Millis, from: string | null): Message => ({
  id: asId<MessageId>(id),
  kind: known('text'),
  text: known(text),
  state: known(null),
  author: known(from === null ? 'employer' : 'applicant'),
  authorName: known(from ?? sampleAccount.name),
  mine: known(from === null),
  at: known(at),
  readByOther: known(true),
  attachments: few(),
  canEdit: known(false),
  changed: known(false),
  place: known(null),
  assessments: known([]),
  skippedBefore: 0,
});
