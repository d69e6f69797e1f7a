import { expect, it } from 'vitest';
import { asId, type NegotiationId, type VacancyId } from '../../ids.ts';
import {
  type ApplicantListView,
  applicantListAddressOf,
  applicantListViewOf,
  emptyApplicantListView,
  filtersOn,
  fits,
  ordered,
  stagesOf,
  withList,
} from './negotiation-view.ts';
import { created as createdAt, negotiationOf } from './testing.ts';

const day = 86_400_000;
const now = createdAt + 10 * day;

const whole: ApplicantListView = {
  stage: 'предложение & ещё',
  status: 'active',
  back: true,
  hidden: true,
  onlyNew: true,
  mine: true,
  read: 'no',
  silentDays: 12,
  seldom: true,
  calls: true,
  search: 'бухгалтер',
  order: 'created',
  place: 'apply',
  vacancyId: asId<VacancyId>(7),
  negotiationId: asId<NegotiationId>(8),
};

it('reads a complete view back from its address', () => {
  expect(applicantListViewOf(applicantListAddressOf(whole))).toEqual(whole);
  expect(applicantListAddressOf(emptyApplicantListView)).toBe('page=applicant');
  expect(applicantListViewOf('page=applicant')).toEqual(emptyApplicantListView);
});

it('ignores invalid values in an address', () => {
  const wrong = 'read=maybe&silent=-3&order=sideways&show=../x&negotiation=1/2&vacancy=%00&status=a b&new=1';
  expect(applicantListViewOf(wrong)).toEqual(emptyApplicantListView);
  expect(applicantListViewOf('silent=1.5').silentDays).toBeNull();
  expect(applicantListViewOf('silent=366').silentDays).toBeNull();
});

it('keeps only search and order for another list', () => {
  expect(withList(whole, { onlyNew: true })).toEqual({
    ...emptyApplicantListView,
    search: whole.search,
    order: 'created',
    onlyNew: true,
  });
  expect(filtersOn(whole)).toBe(5);
  expect(filtersOn(emptyApplicantListView)).toBe(0);
});

const shows = (part: Partial<ApplicantListView>, ...negotiations: Parameters<typeof negotiationOf>[1][]) =>
  negotiations.map((more) => fits(negotiationOf(1, more), { ...emptyApplicantListView, ...part }, now));

it('each filter selects what it names', () => {
  expect(shows({}, {}, { hidden: true })).toEqual([true, false]);
  expect(shows({ hidden: true }, {}, { hidden: true })).toEqual([false, true]);
  // hh's own list of hidden ones.
  expect(shows({ status: 'deleted' }, { hidden: true })).toEqual([true]);
  expect(shows({ stage: 'discard' }, {}, { stage: { id: 'discard', name: '' } })).toEqual([false, true]);
  expect(shows({ onlyNew: true }, {}, { fresh: true })).toEqual([false, true]);
  expect(shows({ mine: true }, {}, { awaits: true }, { awaits: true, hidden: true })).toEqual([
    false,
    true,
    false,
  ]);
  expect(shows({ read: 'yes' }, {}, { viewed: true })).toEqual([false, true]);
  expect(shows({ read: 'no' }, {}, { viewed: true })).toEqual([true, false]);
  expect(shows({ calls: true }, {}, { calls: 1 })).toEqual([false, true]);
});

it('silent means nothing happened for that many days; combines with "read"', () => {
  const recent = { updatedAt: now - 6 * day };
  const refused = { stage: { id: 'discard', name: '' } };
  expect(shows({ silentDays: 7 }, {}, recent, refused)).toEqual([true, false, false]);
  expect(shows({ silentDays: 7, read: 'yes' }, {}, { viewed: true })).toEqual([false, true]);
});

it('an employer seldom reads if hh says that most responses are unread; unknown does not count', () => {
  const polite = (readPercent: number | null) => ({ politeness: { readPercent, replyDays: null } });
  expect(shows({ seldom: true }, {}, polite(null), polite(49), polite(50))).toEqual([
    false,
    false,
    true,
    false,
  ]);
});

it('sorts by either time, with what waits for the applicant first', () => {
  const [old, young] = [
    negotiationOf('old', { updatedAt: now }),
    negotiationOf('young', { createdAt: now - day }),
  ];
  expect(ordered([old, young], 'updated').map(({ id }) => id)).toEqual(['old', 'young']);
  expect(ordered([old, young], 'created').map(({ id }) => id)).toEqual(['young', 'old']);
  const mine = negotiationOf('mine', { awaits: true, createdAt: 1, updatedAt: 1 });
  for (const order of ['updated', 'created'] as const)
    expect(ordered([old, young, mine], order)[0]).toBe(mine);
});

it("lists the stages that occur, with hh's name if any negotiation has it", () => {
  const stage = (id: string, name = '') => ({ stage: { id, name } });
  const negotiations = [
    negotiationOf(1, stage('discard')),
    negotiationOf(2, stage('discard', 'Отказ')),
    negotiationOf(3, stage('new_word')),
    negotiationOf(4, { ...stage('hired'), hidden: true }),
  ];
  expect(stagesOf(negotiations)).toEqual([
    { stage: { id: 'discard', name: 'Отказ' }, count: 2 },
    { stage: { id: 'new_word', name: '' }, count: 1 },
  ]);
});
