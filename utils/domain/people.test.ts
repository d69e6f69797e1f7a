import { expect, test } from 'vitest';
import { type ApplicantId, asId, type ResumeId, type VacancyId } from '../ids.ts';
import { createPeople } from './people.ts';
import { rowOf } from './testing.ts';

const row = (id: number, applicant: number | null, vacancy = 1, resume = id) => {
  const base = rowOf(id, { vacancyId: asId<VacancyId>(vacancy) });
  const applicantId = applicant === null ? null : asId<ApplicantId>(applicant);
  return { ...base, candidate: { ...base.candidate, applicantId, resumeId: asId<ResumeId>(resume) } };
};

test("identifies a person by the resume's owner, in another vacancy or with another resume", () => {
  const people = createPeople();
  people.learn([row(1, 7, 1), row(2, 7, 2), row(3, 8), row(4, 7, 1)]);
  expect(people.othersOf(row(1, 7)).map(({ id, vacancyId }) => [id, vacancyId])).toEqual([
    ['2', '2'],
    ['4', '1'],
  ]);
  expect(people.othersOf(row(3, 8))).toEqual([]);
});

test('counts a row read twice once, and never matches hidden people', () => {
  const people = createPeople();
  people.learn([row(1, 7), row(1, 7), row(2, null), row(3, null)]);
  expect(people.othersOf(row(1, 7))).toEqual([]);
  expect(people.othersOf(row(2, null))).toEqual([]);
});

test('does not remember thousands of people for ever', () => {
  const people = createPeople();
  people.learn([row(1, 1, 1), row(2, 1, 2)]);
  people.learn(Array.from({ length: 6000 }, (_, at) => row(10 + at, 10 + at)));
  expect(people.othersOf(row(1, 1))).toEqual([]);
});
