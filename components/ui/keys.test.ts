import { expect, test } from 'vitest';
import { codeOf, keysFor } from './keys.ts';

const labels = (...ids: string[]) =>
  keysFor(ids.map((id) => ({ id }))).map(({ item, key }) => `${key?.label ?? '–'} ${item.id}`);

test('invite, refuse and hold come first, with their letters; the rest get the digits of their places, in hh’s order', () => {
  expect(
    labels('consider', 'phone_interview', 'assessment', 'discard_by_employer', 'discard_no_interaction'),
  ).toEqual([
    'I phone_interview',
    'R discard_by_employer',
    'H consider',
    '4 assessment',
    '5 discard_no_interaction',
  ]);
});

test('ids that hh adds one day work all the same', () => {
  expect(labels('new_stage_2031', 'constructor')).toEqual(['1 new_stage_2031', '2 constructor']);
});

test('the eleventh action has no key', () => {
  expect(labels(...Array.from({ length: 11 }, (_, index) => `x${index}`)).at(-1)).toBe('– x10');
});

test('the numeric pad counts as digits', () => {
  expect(codeOf({ code: 'Numpad3' })).toBe('Digit3');
  expect(codeOf({ code: 'NumpadEnter' })).toBe('NumpadEnter');
});
