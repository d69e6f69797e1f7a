import { describe, expect, it } from 'vitest';
import { asId, type NegotiationId, type VacancyId } from '../ids.ts';
import { known } from '../known.ts';
import type { ListRow } from './collection.ts';
import {
  actionsOf,
  bulkRequests,
  isPersonal,
  ownRequests,
  previewOf,
  readRequests,
  underWay,
  waysOf,
} from './many.ts';
import type { Action, Argument } from './negotiation.ts';
import { entryOf, rowOf } from './testing.ts';

const message = (required = false): Argument => ({ id: 'message', required, requires: [] });
const refuse: Action = {
  id: 'discard_by_employer',
  name: 'Отказ',
  arguments: [message()],
  resulting: { id: 'discard_by_employer', name: 'Отказано' },
  templates: [{ id: 'discard_after_response', name: 'Отказ' }],
  sub: [],
};
const own: Action = {
  ...refuse,
  id: 'own_7',
  name: 'Свой этап',
  arguments: [],
  templates: [],
  resulting: { id: 'own', name: 'Свой' },
};

const many = (count: number, more: Partial<ListRow> = {}) =>
  Array.from({ length: count }, (_, index) => rowOf(index + 1, { actions: known([refuse]), ...more }));

describe('the actions for many people', () => {
  it('are those that at least one of them offers', () => {
    const rows = [rowOf(1, { actions: known([own]) }), rowOf(2, { actions: known([refuse, own]) }), rowOf(3)];
    expect(actionsOf(rows).map(({ id }) => id)).toEqual(['own_7', 'discard_by_employer']);
    expect(actionsOf([])).toEqual([]);
  });

  it('name those for whom an action is impossible, with the reason', () => {
    const demanding: Action = { ...refuse, arguments: [{ id: 'hh_2027', required: true, requires: [] }] };
    const rows = [
      rowOf(1, { actions: known([refuse]) }),
      rowOf(2, { actions: known([own]), stage: known({ id: 'discard_by_employer', name: 'Отказано' }) }),
      rowOf(3, { actions: known([]) }),
      rowOf(4, { actions: known([own]) }),
      rowOf(5, { actions: known([demanding]) }),
      rowOf(6, { actions: known([refuse]) }),
    ];
    const { able, unable } = previewOf(refuse, rows, new Set([asId<NegotiationId>(6)]));
    expect(able.map(({ row }) => row.id)).toEqual(['1']);
    expect(unable.map(({ row, why }) => [row.id, why])).toEqual([
      ['2', 'there'],
      ['3', 'closed'],
      ['4', 'not-offered'],
      ['5', 'only-on-hh'],
      ['6', 'under-way'],
    ]);
  });

  it('exclude people with a write in flight', () => {
    const at = (request: Parameters<typeof entryOf>[0], progress: Parameters<typeof entryOf>[1]) =>
      underWay([entryOf(request, progress)]);
    const bulk = bulkRequests(previewOf(refuse, many(2)).able, '')[0];
    if (!bulk) throw new Error('no request');
    expect([...at(bulk, { at: 'waiting', until: 1 })]).toEqual(['1', '2']);
    expect([...at(bulk, { at: 'sent', when: 1 })]).toEqual([]);
    expect([
      ...at({ kind: 'read', vacancyId: asId<VacancyId>(1), negotiationIds: [] }, { at: 'waiting', until: 1 }),
    ]).toEqual([]);
  });
});

describe('the ways to send', () => {
  const ways = (...actions: Action[]) =>
    waysOf(
      previewOf(
        actions[0] ?? refuse,
        actions.map((action, index) => rowOf(index, { actions: known([action]) })),
      ),
    );

  it('include letters and silence, as the action allows', () => {
    expect(ways(refuse)).toEqual(['each', 'same', 'silent']);
    expect(ways({ ...refuse, arguments: [message(true)] })).toEqual(['each', 'same']);
    expect(ways({ ...refuse, templates: [] })).toEqual(['same', 'silent']);
    expect(ways(own)).toEqual(['silent']);
  });
  it('must be possible for everybody', () => {
    expect(ways(refuse, { ...refuse, templates: [] })).toEqual(['same', 'silent']);
    expect(ways(refuse, { ...refuse, arguments: [message(true)] })).toEqual(['each', 'same']);
  });
  it('are only one by one if the stage stays, because the result of a bulk write could not be verified', () => {
    expect(ways({ ...refuse, resulting: null })).toEqual(['each']);
  });
  it('include no personal letters for an empty selection', () => {
    expect(waysOf(previewOf(refuse, []))).not.toContain('each');
  });
});

describe('the writes', () => {
  it('are for fifty of one vacancy at once, and only for those that offer the action', () => {
    const rows = [
      ...many(120),
      rowOf(500, { actions: known([own]) }),
      rowOf(600, { vacancyId: asId<VacancyId>(9), actions: known([refuse]) }),
    ];
    const requests = bulkRequests(previewOf(refuse, rows).able, ' Спасибо ');
    const sizes = requests.map((request) => (request.kind === 'bulk' ? request.negotiationIds.length : 0));
    expect(sizes).toEqual([50, 50, 20, 1]);
    expect(JSON.stringify(requests)).not.toContain('"500"');
    expect(requests[0]).toMatchObject({
      kind: 'bulk',
      actionId: 'discard_by_employer',
      values: { message: ' Спасибо ' },
    });
    expect(bulkRequests(previewOf(refuse, many(1)).able, '  ')[0]).toMatchObject({ values: {} });
    expect(bulkRequests([], '')).toEqual([]);
  });

  it('do not mix different resulting stages', () => {
    const other: Action = { ...refuse, resulting: { id: 'discard_own', name: 'Наш отказ' } };
    const rows = [
      rowOf(1, { actions: known([refuse]) }),
      rowOf(2, { actions: known([other]) }),
      rowOf(3, { actions: known([refuse]) }),
    ];
    const ids = bulkRequests(previewOf(refuse, rows).able, '').map(
      (request) => request.kind === 'bulk' && request.negotiationIds,
    );
    expect(ids).toEqual([['1', '3'], ['2']]);
  });

  it('with their own letters are single calls', () => {
    const [able] = previewOf(refuse, many(1)).able;
    expect(able && ownRequests([{ able, text: 'Инна, спасибо' }])).toEqual([
      {
        kind: 'action',
        negotiationId: '1',
        actionId: 'discard_by_employer',
        values: { message: 'Инна, спасибо' },
      },
    ]);
  });

  it('that mark as viewed are for fifty, too', () => {
    const sizes = readRequests(many(51)).map((request) =>
      request.kind === 'read' ? request.negotiationIds.length : 0,
    );
    expect(sizes).toEqual([50, 1]);
  });
});

describe('a letter', () => {
  it('is sent to everyone only if it addresses nobody by name', () => {
    const of = (name: string | null, text: string) => ({ name, text });
    expect(isPersonal([of('Ким Виктор', 'Спасибо'), of('Петрова Инна', 'Спасибо')])).toBe(false);
    expect(isPersonal([of('Ким Виктор', 'Виктор, спасибо'), of('Петрова Инна', 'Инна, спасибо')])).toBe(true);
    expect(isPersonal([of('Ким Инна', 'Инна, спасибо'), of('Петрова Инна', 'Инна, спасибо')])).toBe(true);
    expect(isPersonal([of('Ким Инна', 'Спасибо')])).toBe(true);
    expect(isPersonal([of('Ким Инна', 'Спасибо'), of(null, 'Спасибо')])).toBe(true);
    expect(isPersonal([of('Ким Инна', 'Спасибо'), of('Ким Инна', 'Спасибо')])).toBe(true);
  });
});
