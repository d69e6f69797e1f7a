import { describe, expect, test } from 'vitest';
import { type ApplicantId, asId, type ResumeId, type VacancyId } from '../ids.ts';
import { known, unread } from '../known.ts';
import { type Collection, chosenIn, createPeople, nextCollection, withMoved } from './collection.ts';
import { rowOf } from './testing.ts';

const collection = (id: string, ...sub: Collection[]): Collection => ({
  id,
  name: known(id),
  description: null,
  url: `https://api.hh.ru/negotiations/${id}?vacancy_id=1`,
  total: known(1),
  updates: known(0),
  orders: [],
  sub,
});
const all = [collection('response'), collection('interview', collection('interview_2')), collection('offer')];

test('finds a collection by its id, at the top or nested; without an id returns the first', () => {
  expect(chosenIn(all, 'offer')?.chosen.id).toBe('offer');
  expect(chosenIn(all, 'interview_2')).toMatchObject({
    top: { id: 'interview' },
    chosen: { id: 'interview_2' },
  });
  expect(chosenIn(all, null)?.chosen.id).toBe('response');
  expect(chosenIn(all, 'gone')).toBeNull();
  expect(chosenIn([], null)).toBeNull();
});

test('wraps around at the ends of the collections', () => {
  expect(nextCollection(all, 'response', 1)?.id).toBe('interview');
  expect(nextCollection(all, 'interview_2', 1)?.id).toBe('offer');
  expect(nextCollection(all, 'offer', 1)?.id).toBe('response');
  expect(nextCollection(all, 'response', -1)?.id).toBe('offer');
  expect(nextCollection([], null, 1)).toBeUndefined();
});

describe('somebody moved by our own write', () => {
  const updated = [{ ...collection('response'), updates: known(1) }, ...all.slice(1)];
  const counts = (collections: readonly Collection[] | null) =>
    collections?.map(({ total, updates }) => [total, updates].map((count) => count.known && count.value));

  test('is one less in the old collection, viewed, and one more in the new one', () => {
    expect(counts(withMoved(updated, rowOf(1), 'offer'))).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
    ]);
    const viewed = rowOf(1, { hasUpdates: known(false) });
    expect(counts(withMoved(updated, viewed, 'offer'))?.[0]).toEqual([0, 1]);
  });

  test('is left to hh if a collection is divided or unknown, or there are unread messages', () => {
    expect(withMoved(updated, rowOf(1), 'interview')).toBeNull();
    expect(withMoved(updated, rowOf(1), 'hired')).toBeNull();
    expect(withMoved(updated, rowOf(1, { hasUpdates: unread }), 'offer')).toBeNull();
    expect(withMoved(updated, rowOf(1, { unreadMessages: known(1) }), 'offer')).toBeNull();
    expect(withMoved(updated, rowOf(1, { stage: unread }), 'offer')).toBeNull();
  });
});

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
