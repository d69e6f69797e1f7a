import { describe, expect, test } from 'vitest';
import { asId, type NegotiationId, type VacancyId } from '../ids.ts';
import { known, unknown, unread } from '../known.ts';
import type { PastChange, VacancyHistory } from './negotiation.ts';
import { verdictOf } from './panel.ts';

const change = (stage: string, at: number): PastChange => ({
  stage: known({ id: stage, name: stage }),
  at: known(at),
  withMessage: known(true),
});
const past = (id: number, ...items: [stage: string, at: number][]): VacancyHistory => ({
  vacancyId: asId<VacancyId>(id),
  name: known(`Вакансия ${id}`),
  archived: known(false),
  foreign: known(false),
  negotiationId: known(asId<NegotiationId>(id * 10)),
  items: known({ items: items.map(([stage, at]) => change(stage, at)), skipped: 0 }),
});
const history = (items: VacancyHistory[], skipped = 0) => known({ items, skipped });
const current = known({ id: asId<NegotiationId>(10), vacancy: known(null) });
const none = known(null);

describe('the absence of a past', () => {
  test('is claimed for an empty history that was read completely', () => {
    expect(verdictOf(history([]), none)).toEqual({ kind: 'first-contact' });
    expect(verdictOf(history([past(1, ['response', 5])]), current)).toEqual({ kind: 'only-now' });
  });

  test.each([
    ['a history that hh refused', unknown({ name: 'no-paid-access' }), none],
    ['one that could not be read', unread, current],
    ['one with an unreadable item', history([], 1), none],
    ['one that lacks even the current negotiation', history([]), current],
    ['a current negotiation that could not be read', history([]), unread],
    ['a vacancy without a change', history([past(2)]), none],
    ['a vacancy whose changes could not be read', history([{ ...past(2), items: unread }]), none],
    [
      'a vacancy with a change that could not be read',
      history([{ ...past(1), items: known({ items: [], skipped: 1 }) }]),
      current,
    ],
  ] as const)('is not claimed for %s', (_, read, at) => {
    expect(verdictOf(read, at)).toMatchObject({ kind: 'unknown' });
  });
});

describe('the past', () => {
  test('is the newest change on another vacancy, however new the current one is', () => {
    const verdict = verdictOf(
      history([
        past(1, ['response', 100]),
        past(2, ['discard', 50], ['interview', 40]),
        past(3, ['offer', 10]),
      ]),
      current,
    );
    expect(verdict).toMatchObject({
      kind: 'past',
      stage: known({ id: 'discard' }),
      tone: 'bad',
      vacancy: known('Вакансия 2'),
      before: known({ id: 'interview' }),
      whole: true,
    });
  });

  test('is the current negotiation if it has moved on and there is no other', () => {
    expect(verdictOf(history([past(1, ['interview', 9], ['response', 5])]), current)).toMatchObject({
      kind: 'past',
      stage: known({ id: 'interview' }),
    });
  });

  test('is neutral for an unknown stage', () => {
    expect(verdictOf(history([past(2, ['security_check', 5])]), none)).toMatchObject({
      kind: 'past',
      tone: 'neutral',
    });
  });

  test('says if something newer may not have been read', () => {
    const read = past(3, ['offer', 10]);
    expect(verdictOf(history([read], 1), none)).toMatchObject({ kind: 'past', whole: false });
    expect(verdictOf(history([{ ...past(2), items: unread }, read]), none)).toMatchObject({
      kind: 'past',
      vacancy: known('Вакансия 3'),
      whole: false,
    });
  });

  test('keeps the parts that were read', () => {
    const items = known({ items: [{ ...change('offer', 1), stage: unread, at: unread }], skipped: 0 });
    expect(verdictOf(history([{ ...past(2), items }]), none)).toMatchObject({
      kind: 'past',
      stage: unread,
      tone: 'neutral',
      at: unread,
      withMessage: known(true),
    });
  });
});
