import { DAY, hhDay } from '../time.ts';
import { seeded } from './ids.ts';
import type { Area, Experience, Resume } from './model.ts';
import { institutions, places } from './reference.ts';

export type Traits = Pick<
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

/** What is known of the person already. */
interface Known {
  title: string;
  age: number;
  now: number;
  area?: Area | undefined;
}

/**
 * What responses can be filtered by: plausible, and the same each time for one resume. The resume's number is the
 * seed, so that the world's own chance is not used up and people keep their names whatever is added here.
 */
export function traitsOf(realId: number, { title, age, now, area: home }: Known): Traits {
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

/** Whole months of work over all places. */
export function monthsOf(experience: Experience[], now: number): number {
  const days = experience.map(
    (item) => ((item.end ? Date.parse(item.end) : now) - Date.parse(item.start)) / DAY,
  );
  return Math.round(days.reduce((sum, one) => sum + one, 0) / 30.4);
}
