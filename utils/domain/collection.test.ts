import { expect, test } from 'vitest';
import { known } from '../known.ts';
import { type Collection, chosenIn, nextCollection } from './collection.ts';

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

test('a collection is found by its id, at the top or below another; without one it is the first', () => {
  expect(chosenIn(all, 'offer')?.chosen.id).toBe('offer');
  expect(chosenIn(all, 'interview_2')).toMatchObject({
    top: { id: 'interview' },
    chosen: { id: 'interview_2' },
  });
  expect(chosenIn(all, null)?.chosen.id).toBe('response');
  expect(chosenIn(all, 'gone')).toBeNull();
  expect(chosenIn([], null)).toBeNull();
});

test('the keys walk round the collections', () => {
  expect(nextCollection(all, 'response', 1)?.id).toBe('interview');
  expect(nextCollection(all, 'interview_2', 1)?.id).toBe('offer');
  expect(nextCollection(all, 'offer', 1)?.id).toBe('response');
  expect(nextCollection(all, 'response', -1)?.id).toBe('offer');
  expect(nextCollection([], null, 1)).toBeUndefined();
});
