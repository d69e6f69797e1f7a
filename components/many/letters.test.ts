import { expect, test, vi } from 'vitest';
import { noExtras } from '../../utils/domain/many.ts';
import type { Action } from '../../utils/domain/negotiation.ts';
import { rowOf } from '../../utils/domain/testing.ts';
import { requestsOf } from './letters.ts';

const action: Action = {
  id: 'discard_by_employer',
  name: 'Отказ',
  arguments: [{ id: 'message', required: false, requires: [] }],
  resulting: { id: 'discard_by_employer', name: 'Отказано' },
  templates: [{ id: 'discard_after_response', name: 'Отказ' }],
  sub: [],
};

test('names a person for whom hh has no template, instead of leaving them out', async () => {
  const without = { row: rowOf(2), action: { ...action, templates: [] } };
  const { parts, unready } = await requestsOf(
    [{ row: rowOf(1), action }, without],
    { action, way: 'each', templateId: null, text: '', extras: noExtras },
    {
      readTemplate: async () => ({ ok: true, value: 'Здравствуйте, Инна' }),
      readNegotiation: vi.fn(),
    },
    { onReady: () => {}, signal: new AbortController().signal },
  );
  expect(parts.flat()).toMatchObject([{ negotiationId: '1' }]);
  expect(unready).toEqual([{ row: without.row, why: { problem: { name: 'message-empty' } } }]);
});
