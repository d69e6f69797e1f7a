import { expect, test } from 'vitest';
import { asId } from '../ids.ts';
import { type Avoided, avoidedLimits, employerOf, findAvoided, personOf, withAvoided } from './avoided.ts';

const person = personOf({ applicantId: asId(5), resumeId: asId('a') });
const mark = { name: 'Ким Олег', reason: 'Не приходит', at: 1 };

test('identifies a person by their own id and by each resume; a new mark adds ids to the earlier one', () => {
  const marked = withAvoided([], person, mark);
  const other = personOf({ applicantId: asId(5), resumeId: asId('b') });
  expect(findAvoided(marked, other)).toMatchObject(mark);
  expect(findAvoided(marked, personOf({ applicantId: null, resumeId: asId('b') }))).toBeUndefined();
  const again = withAvoided(marked, other, { ...mark, reason: 'Грубит', at: 2 });
  expect(again).toEqual([{ kind: 'person', ids: ['5', 'a', 'b'], ...mark, reason: 'Грубит', at: 2 }]);
  expect(withAvoided(again, person, null)).toEqual([]);
});

test('does not confuse an employer with a person of the same id', () => {
  const marked = withAvoided([], employerOf({ id: asId(5), name: 'Ромашка' }), mark);
  expect(findAvoided(marked, person)).toBeUndefined();
  expect(findAvoided(marked, employerOf({ id: asId(5), name: 'ООО «Ромашка»' }))).toMatchObject(mark);
  // Without an id only an identical name matches.
  expect(findAvoided(marked, employerOf({ id: null, name: 'Ромашка' }))).toBeUndefined();
});

test('marks nobody without an id, and drops nobody at the limit', () => {
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
