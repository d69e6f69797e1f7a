import { describe, expect, it } from 'vitest';
import { asId, type NegotiationId, type VacancyId } from '../ids.ts';
import { known } from '../known.ts';
import type { ListRow } from './collection.ts';
import {
  actionsOf,
  againOf,
  bulkRequests,
  groupsOf,
  isPersonal,
  ownRequests,
  previewOf,
  readRequests,
  remembered,
  underWay,
  waysOf,
} from './many.ts';
import type { Action, Argument } from './negotiation.ts';
import { entryOf, rowOf } from './testing.ts';
import { type Entry, type Progress, singleOf, type WriteRequest } from './write-request.ts';

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

const ids = (...all: number[]) => all.map((id) => asId<NegotiationId>(id));
const bulk = (...all: number[]): WriteRequest => ({
  kind: 'bulk',
  vacancyId: asId<VacancyId>(1),
  negotiationIds: ids(...all),
  actionId: 'discard_by_employer',
  values: {},
});
const act = (id: number): WriteRequest => ({
  kind: 'action',
  negotiationId: asId<NegotiationId>(id),
  actionId: 'discard_by_employer',
  values: { message: 'Спасибо' },
});
const label = { action: 'Отказ', candidate: 'Ким Виктор', vacancy: null };
const of = (request: WriteRequest, progress: Progress, more: Partial<Entry> = {}) =>
  entryOf(request, progress, { group: 'g', label, ...more });
const [stage, refused] = [
  { id: 'response', name: 'Отклик' },
  { id: 'discard_by_employer', name: 'Отказано' },
];

describe('a group of writes', () => {
  it('waits for one undo window, and counts people', () => {
    const entries = [
      of(bulk(1, 2, 3), { at: 'waiting', until: 900 }),
      of(act(4), { at: 'waiting', until: 950 }),
    ];
    expect(groupsOf(entries, 100)).toMatchObject([
      { id: 'g', action: 'Отказ', total: 4, waiting: 4, done: 0, until: 900, overAt: null, missed: [] },
    ]);
  });

  it('counts its progress while it is being sent', () => {
    const entries = [
      of(act(1), { at: 'sent', when: 10 }),
      of(act(2), { at: 'sending', since: 11 }),
      of(act(3), { at: 'uncertain', since: 5, nextCheck: 20 }),
      of(act(4), { at: 'waiting', until: 900, problem: { name: 'offline' } }),
    ];
    expect(groupsOf(entries, 100)).toMatchObject([
      {
        total: 4,
        waiting: 1,
        uncertain: 1,
        done: 1,
        until: null,
        overAt: null,
        problem: { name: 'offline' },
      },
    ]);
  });

  it('names people whom hh shows at another stage, and those whose write failed', () => {
    const entries = [
      of(bulk(1, 2), {
        at: 'sent',
        when: 10,
        results: [
          { id: asId(1), stage: refused ?? null, done: true },
          { id: asId(2), stage: stage ?? null, done: false },
        ],
      }),
      of(act(3), { at: 'failed', when: 30, problem: { name: 'resume-deleted' } }),
    ];
    const [group] = groupsOf(entries, 1e9);
    expect(group).toMatchObject({ total: 3, done: 1, overAt: 30 });
    expect(group?.missed).toMatchObject([
      { id: '2', name: null, problem: null, stage: { id: 'response' } },
      { id: '3', name: 'Ким Виктор', problem: { name: 'resume-deleted' } },
    ]);
    expect(group && againOf(group, () => true)).toEqual({
      retry: [entries[1]?.id],
      write: [{ ...bulk(2) }],
      count: 2,
    });
    expect(group && againOf(group, ({ name }) => name !== 'resume-deleted')).toMatchObject({
      retry: [],
      count: 1,
    });
  });

  it('disappears a minute after it has succeeded', () => {
    const well = [of(act(1), { at: 'sent', when: 10 })];
    expect(groupsOf(well, 1000)).toHaveLength(1);
    expect(groupsOf(well, 70_000)).toEqual([]);
  });

  it('leaves other entries to the bar of single writes', () => {
    const single = entryOf(act(1), { at: 'waiting', until: 1 });
    expect(singleOf([single, of(act(2), { at: 'waiting', until: 1 })])).toEqual([single]);
    expect(groupsOf([single], 0)).toEqual([]);
  });

  it('keeps counting sent entries that the store has deleted', () => {
    const sent = of(act(1), { at: 'sent', when: 10 });
    const taken = of(act(2), { at: 'waiting', until: 900 });
    const rest = of(act(3), { at: 'waiting', until: 900 });
    expect(remembered([sent, taken, rest], [rest])).toEqual([sent, rest]);
    expect(remembered([sent], [])).toEqual([]);
  });
});
