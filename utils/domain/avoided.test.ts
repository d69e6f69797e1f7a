import { expect, test } from 'vitest';
import { asId } from '../ids.ts';
import { type Avoided, avoidedLimits, employerOf, findAvoided, personOf, withAvoided } from './avoided.ts';

const person = personOf({ applicantId: asId(5), resumeId: asId('a') });
const mark = { name: 'Ким Олег', reason: 'Не приходит', at: 1 };

test('a person is known by who they are and by each resume; the mark learns of a second one', () => {
  const marked = withAvoided([], person, mark);
  const other = personOf({ applicantId: asId(5), resumeId: asId('b') });
  expect(findAvoided(marked, other)).toMatchObject(mark);
  expect(findAvoided(marked, personOf({ applicantId: null, resumeId: asId('b') }))).toBeUndefined();
  const again = withAvoided(marked, other, { ...mark, reason: 'Грубит', at: 2 });
  expect(again).toEqual([{ kind: 'person', ids: ['5', 'a', 'b'], ...mark, reason: 'Грубит', at: 2 }]);
  expect(withAvoided(again, person, null)).toEqual([]);
});

test('an employer with the number of a person is not that person', () => {
  const marked = withAvoided([], employerOf({ id: asId(5), name: 'Ромашка' }), mark);
  expect(findAvoided(marked, person)).toBeUndefined();
  expect(findAvoided(marked, employerOf({ id: asId(5), name: 'ООО «Ромашка»' }))).toMatchObject(mark);
  // Of one without a number only the very name is it.
  expect(findAvoided(marked, employerOf({ id: null, name: 'Ромашка' }))).toBeUndefined();
});

test('nobody without a name at hh is marked, and beyond the limit nobody is forgotten for another', () => {
  const nobody = personOf({ applicantId: null, resumeId: null });
  const none: Avoided[] = [];
  expect(withAvoided(none, nobody, mark)).toBe(none);
  expect(withAvoided(none, person, null)).toBe(none);
  const many = Array.from(
    { length: avoidedLimits.count },
    (_, at): Avoided => ({ kind: 'person', ids: [`r${at}`], ...mark }),
  );
  expect(withAvoided(many, person, mark)).toBe(many);
  expect(withAvoided(many, personOf({ applicantId: null, resumeId: asId('r0') }), mark)).toHaveLength(
    avoidedLimits.count,
  );
});
