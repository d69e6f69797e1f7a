import { expect, test } from 'vitest';
import { codeOf, keysFor } from './keys.ts';

const labels = (...ids: string[]) =>
  keysFor(ids.map((id) => ({ id }))).map(({ item, key }) => `${key?.label ?? '–'} ${item.id}`);

test('puts invite, refuse and hold first, with their letters, and gives the rest the digits of their positions, in hh’s order', () => {
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

test('gives keys to action ids that hh may add one day', () => {
  expect(labels('new_stage_2031', 'constructor')).toEqual(['1 new_stage_2031', '2 constructor']);
});

test('gives no key to the eleventh action', () => {
  expect(labels(...Array.from({ length: 11 }, (_, index) => `x${index}`)).at(-1)).toBe('– x10');
});

test('treats the numeric keypad as digits', () => {
  expect(codeOf({ code: 'Numpad3' })).toBe('Digit3');
  expect(codeOf({ code: 'NumpadEnter' })).toBe('NumpadEnter');
});
