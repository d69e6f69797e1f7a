import { expect, test } from 'vitest';
import { type DriftKind, driftOf } from './faults.ts';

const answer = {
  found: 2,
  items: [
    { id: '1', state: { id: 'a' } },
    { id: '2', state: null },
  ],
};

test.each<[string, DriftKind, unknown]>([
  ['found', 'absent', { items: answer.items }],
  ['found', 'type', { ...answer, found: 'another type' }],
  ['items', 'null', { ...answer, items: null }],
  ['items', 'empty', { ...answer, items: [] }],
  ['items', 'type', { ...answer, items: { 0: answer.items[0], 1: answer.items[1] } }],
  [
    'items[].id',
    'renamed',
    {
      found: 2,
      items: [
        { id_v2: '1', state: { id: 'a' } },
        { id_v2: '2', state: null },
      ],
    },
  ],
  [
    'items[].state.id',
    'unknown',
    {
      found: 2,
      items: [
        { id: '1', state: { id: 'something_new' } },
        { id: '2', state: null },
      ],
    },
  ],
  [
    'items[].state.id',
    'type',
    {
      found: 2,
      items: [
        { id: '1', state: { id: 42 } },
        { id: '2', state: null },
      ],
    },
  ],
  ['nowhere.at.all', 'absent', answer],
])('changes the field %s: %s', (path, kind, drifted) => {
  expect(driftOf(path, kind)(answer)).toEqual(drifted);
});

test('leaves the answer itself unchanged', () => {
  const before = structuredClone(answer);
  driftOf('items[].id', 'absent')(answer);
  expect(answer).toEqual(before);
});
