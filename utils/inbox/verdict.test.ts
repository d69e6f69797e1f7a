import { describe, expect, test } from 'vitest';
import { asId, type NegotiationId, type VacancyId } from '../ids.ts';
import type { VacancyHistory } from './negotiation.ts';
import { verdictOf } from './verdict.ts';

const history = (id: number, ...items: [stage: string, at: number][]): VacancyHistory => ({
  vacancyId: asId<VacancyId>(id),
  name: `Вакансия ${id}`,
  archived: false,
  foreign: false,
  negotiationId: asId<NegotiationId>(id * 10),
  items: items.map(([stage, at]) => ({ stage: { id: stage, name: stage }, at, withMessage: true })),
});
const current = { id: asId<NegotiationId>(10), vacancy: null };

test('an unreadable past is no "first contact"', () => {
  expect(verdictOf(null, current)).toEqual({ kind: 'unknown' });
});

test('nothing at all is the first contact, the present response alone is only now', () => {
  expect(verdictOf([], null)).toEqual({ kind: 'first-contact' });
  expect(verdictOf([history(1, ['response', 5])], current)).toEqual({ kind: 'only-now' });
});

describe('the past', () => {
  test('is the newest change on another vacancy, however new the present one is', () => {
    const verdict = verdictOf(
      [
        history(1, ['response', 100]),
        history(2, ['discard', 50], ['interview', 40]),
        history(3, ['offer', 10]),
      ],
      current,
    );
    expect(verdict).toMatchObject({
      kind: 'past',
      stage: { id: 'discard' },
      tone: 'bad',
      vacancy: 'Вакансия 2',
      before: { id: 'interview' },
    });
  });

  test('is the present negotiation once it moved on and there is no other', () => {
    expect(verdictOf([history(1, ['interview', 9], ['response', 5])], current)).toMatchObject({
      kind: 'past',
      stage: { id: 'interview' },
    });
  });

  test('of a stage that nobody has heard of is neutral', () => {
    expect(verdictOf([history(2, ['security_check', 5])], null)).toMatchObject({
      kind: 'past',
      tone: 'neutral',
    });
  });

  test('ignores vacancies without a change', () => {
    expect(verdictOf([history(2)], null)).toEqual({ kind: 'first-contact' });
  });
});
