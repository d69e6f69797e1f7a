import { describe, expect, it } from 'vitest';
import { asId, type NegotiationId, type VacancyId } from '../ids.ts';
import { againOf, groupsOf, remembered } from './many.ts';
import { entryOf } from './testing.ts';
import { type Entry, type Progress, singleOf, type WriteRequest } from './write-request.ts';

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
