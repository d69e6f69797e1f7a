import { DAY, hhDay } from '../time.ts';
import { resumeHash, seeded } from './ids.ts';
import type { Area, Experience, Resume } from './model.ts';
import { institutions, places } from './reference.ts';

type Traits = Pick<
  Resume,
  | 'area'
  | 'experience'
  | 'education'
  | 'university'
  | 'currency'
  | 'citizenship'
  | 'languages'
  | 'driverLicenses'
  | 'hasVehicle'
  | 'relocation'
>;

/** What is already known of the person. */
interface Known {
  title: string;
  age: number;
  now: number;
  area?: Area | undefined;
}

/**
 * The properties that responses can be filtered by: plausible, and always the same for one resume. The resume's
 * number is the seed, so that the world's own random numbers stay unused, and people keep their names.
 */
function traitsOf(realId: number, { title, age, now, area: home }: Known): Traits {
  const chance = seeded(realId);
  const pick = <T>(first: T, ...others: T[]): T =>
    [first, ...others][Math.floor(chance() * (others.length + 1))] ?? first;
  const chosen = pick('1', '1', '1', '1', '2', '2', '88', '4', '66', '160');
  const area = home ?? areaOf(chosen);
  const months = Math.min(
    age < 30 ? pick(0, 0, 20, 50, 70) : pick(20, 50, 70, 96, 130, 170),
    (age - 22) * 12,
  );
  const english = pick('', 'a2', 'b1', 'b2', 'c1');
  const drives = chance() < 0.5;
  return {
    area,
    experience: experienceOf(title, months, now),
    education: pick('higher', 'higher', 'higher', 'bachelor', 'master', 'special_secondary'),
    university: (institutions.find(({ areaId }) => areaId === area.id) ?? institutions[0])?.name.RU ?? '',
    currency: 'RUR',
    citizenship: [places.find(({ id }) => id === area.id)?.countryId ?? '113'],
    languages: [{ id: 'rus', level: 'l1' }, ...(english ? [{ id: 'eng', level: english }] : [])],
    driverLicenses: drives ? pick(['B'], ['B'], ['A', 'B'], ['B', 'C']) : [],
    hasVehicle: drives && chance() < 0.6,
    relocation: {
      type: pick('no_relocation', 'no_relocation', 'relocation_possible', 'relocation_desirable'),
      areaIds: [area.id === '1' ? '2' : '1'],
    },
  };
}

function experienceOf(position: string, months: number, now: number): Experience[] {
  const monthsAgo = (count: number) => hhDay(now - count * 30.4 * DAY);
  const last = Math.min(months, 60);
  if (last === 0) return [];
  const current = {
    company: 'ООО «Вектор»',
    position,
    start: monthsAgo(last),
    end: null,
    description: 'Учёт и отчётность.',
  };
  if (months === last) return [current];
  const before = {
    company: 'АО «Север»',
    position: 'Специалист',
    start: monthsAgo(months),
    end: monthsAgo(last),
    description: 'Первичные документы.',
  };
  return [current, before];
}

const areaOf = (id: string): Area => ({ id, name: places.find((known) => known.id === id)?.name.RU ?? id });

/** Whole months of work, over all jobs. */
export function monthsOf(experience: Experience[], now: number): number {
  const days = experience.map(
    (item) => ((item.end ? Date.parse(item.end) : now) - Date.parse(item.start)) / DAY,
  );
  return Math.round(days.reduce((sum, one) => sum + one, 0) / 30.4);
}

export const areas = {
  moscow: { id: '1', name: 'Москва' },
  petersburg: { id: '2', name: 'Санкт-Петербург' },
  kazan: { id: '88', name: 'Казань' },
  tashkent: { id: '2759', name: 'Ташкент' },
  almaty: { id: '160', name: 'Алматы' },
} satisfies Record<string, Area>;

const lastNames = [
  'Соколов',
  'Лебедев',
  'Козлов',
  'Новиков',
  'Морозов',
  'Волков',
  'Зайцев',
  'Павлов',
  'Семёнов',
];
const men = ['Алексей', 'Дмитрий', 'Егор', 'Иван', 'Кирилл', 'Никита', 'Тимофей'];
const women = ['Анна', 'Вера', 'Дарья', 'Елена', 'Ксения', 'Мария', 'Полина'];
const fathers = ['Андреев', 'Викторов', 'Иванов', 'Олегов', 'Павлов', 'Сергеев'];
const titles = ['Бухгалтер', 'Бухгалтер по расчёту зарплаты', 'Экономист', 'Менеджер по продажам', 'Логист'];

/** The part of a world that a new person needs. */
interface Population {
  readonly resumes: Map<string, Resume>;
  readonly random: () => number;
  now(): number;
  nextId(base: number): string;
}

/** A person with a resume. Whatever is not given is chosen at random, by default with the world's generator. */
export function newResume(world: Population, wishes: Partial<Resume> = {}, chance = world.random): Resume {
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[Math.floor(chance() * list.length)];
    if (chosen === undefined) throw new Error('Nothing to pick from');
    return chosen;
  };
  const gender = wishes.gender ?? (chance() < 0.5 ? 'male' : 'female');
  const feminine = gender === 'female';
  const realId = 180_000_000 + Math.floor(chance() * 90_000_000);
  const title = wishes.title ?? pick(titles);
  const updatedAt = world.now() - Math.floor(chance() * 30) * DAY;
  const given: Omit<Resume, keyof Traits> = {
    hash: resumeHash(realId, chance),
    realId,
    ownerId: world.nextId(54_700_000),
    title,
    firstName: pick(feminine ? women : men),
    lastName: pick(lastNames) + (feminine ? 'а' : ''),
    middleName: pick(fathers) + (feminine ? 'на' : 'ич'),
    gender,
    age: 24 + Math.floor(chance() * 30),
    salary: 60_000 + Math.floor(chance() * 20) * 10_000,
    skills: ['1С: Бухгалтерия', 'Excel', 'Деловая переписка'],
    about: 'Работаю внимательно, довожу до конца.',
    phone: `+7 (9${10 + Math.floor(chance() * 80)}) 000-00-${10 + Math.floor(chance() * 89)}`,
    email: `candidate${realId}@example.com`,
    createdAt: updatedAt - 400 * DAY,
    updatedAt,
    jobSearchStatus: 'active_search',
    deleted: false,
    hidden: false,
    contactsOpened: false,
    status: 'published',
    access: 'clients',
    views: [],
  };
  const traits = traitsOf(realId, {
    title,
    age: wishes.age ?? given.age ?? 30,
    now: world.now(),
    area: wishes.area,
  });
  const resume: Resume = { ...given, ...traits, ...defined(wishes) };
  world.resumes.set(resume.hash, resume);
  return resume;
}

/** The properties of a hand-made person; the name is in the order used in documents. */
export function named(
  name: string,
  gender: Resume['gender'],
  title: string,
  more: Partial<Resume> = {},
): Partial<Resume> {
  const [lastName = null, firstName = null, middleName = null] = name.split(' ');
  return { firstName, lastName, middleName, gender, title, ...more };
}

/** A name in the order that Russians use in documents; hidden parts are left out. */
export function fullName(person: {
  firstName: string | null;
  lastName: string | null;
  middleName: string | null;
}): string {
  return [person.lastName, person.firstName, person.middleName].filter(Boolean).join(' ');
}

function defined<T extends object>(wishes: Partial<T>): Partial<T> {
  const result: Partial<T> = {};
  for (const key of Object.keys(wishes) as (keyof T)[])
    if (wishes[key] !== undefined) result[key] = wishes[key];
  return result;
}
