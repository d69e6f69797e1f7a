import { describe, expect, it } from 'vitest';
import { asId, type NegotiationId } from '../../ids.ts';
import type { Event, EventLog } from './events.ts';
import { funnelOf } from './funnel.ts';
import type { ApplicantNegotiation } from './negotiation.ts';
import { negotiationOf } from './testing.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 20, 12);

const logOf = (...all: Event[][]): EventLog => {
  const log: EventLog = {};
  all.forEach((events, index) => {
    log[asId<NegotiationId>(index + 1)] = events;
  });
  return log;
};
const sent = (daysAgo: number): Event => ({ at: now - daysAgo * day, what: 'sent' });
const viewed = (daysAgo: number, before?: true): Event => ({
  at: now - daysAgo * day,
  what: 'viewed',
  ...(before && { before }),
});
const stage = (name: string, daysAgo: number, before?: true): Event => ({
  at: now - daysAgo * day,
  what: 'stage',
  stage: name,
  ...(before && { before }),
});
const counts = (log: EventLog, since: number | null = null) =>
  Object.fromEntries(funnelOf(log, [], since, now, 7).steps.map(({ name, count }) => [name, count]));
const median = (log: EventLog, name: string) => {
  const found = funnelOf(log, [], null, now, 7).steps.find((step) => step.name === name)?.median;
  return found === null || found === undefined ? null : found / day;
};

it('counts how far each response got, and each step includes all later ones', () => {
  const log = logOf(
    [sent(20)],
    [sent(20), viewed(19)],
    // Nobody saw it being read, but an employer who refuses has read it.
    [sent(20), stage('discard', 15)],
    [sent(20), viewed(19), stage('interview', 15)],
    // Directly from the response to the offer.
    [sent(20), stage('offer', 10)],
  );
  expect(counts(log)).toEqual({ sent: 5, viewed: 4, answered: 3, invited: 2, offer: 1 });
});

it('counts no invitation as a response, and neither a withdrawal nor an unknown stage as an answer', () => {
  const log = logOf(
    [stage('invitation', 3)],
    [sent(9), stage('discard_by_applicant', 3)],
    [sent(9), stage('some_new_word', 3)],
    [sent(9), stage('consider', 3)],
  );
  expect(counts(log)).toEqual({ sent: 3, viewed: 1, answered: 1, invited: 0, offer: 0 });
});

it('leaves out responses sent before the period', () => {
  const log = logOf([sent(40), stage('offer', 1)], [sent(30)], [sent(29)]);
  expect(counts(log, now - 30 * day)).toMatchObject({ sent: 2, offer: 0 });
  expect(counts(log)).toMatchObject({ sent: 3, offer: 1 });
});

it('takes times only from observed events', () => {
  const log = logOf(
    [sent(20), viewed(18), stage('discard', 17)],
    [sent(20), viewed(16), stage('discard', 13)],
    [sent(20), viewed(1, true), stage('discard', 1, true)],
  );
  expect(counts(log)).toMatchObject({ viewed: 3, answered: 3 });
  expect(median(log, 'viewed')).toBe(3);
  expect(median(log, 'answered')).toBe(5);
  expect(funnelOf(log, [], null, now, 7).reply).toEqual({ half: 5 * day, most: 7 * day });
});

it('gives no time if none is known, and none below zero if a clock was wrong', () => {
  expect(funnelOf(logOf([sent(9), stage('discard', 2, true)]), [], null, now, 7).reply).toBeNull();
  expect(median(logOf([sent(9)]), 'viewed')).toBeNull();
  expect(median(logOf([sent(2), viewed(3)]), 'viewed')).toBe(0);
  expect(funnelOf({}, [], null, now, 7)).toEqual({
    steps: ['sent', 'viewed', 'answered', 'invited', 'offer'].map((name) => ({
      name,
      count: 0,
      sure: true,
      median: null,
    })),
    silent: { count: 0, sure: true },
    reply: null,
  });
});

it('nine of ten answers arrive within the ninth of ten times', () => {
  const all = Array.from({ length: 10 }, (_, index) => [sent(30), stage('discard', 30 - (index + 1))]);
  expect(funnelOf(logOf(...all), [], null, now, 7).reply).toEqual({ half: 5.5 * day, most: 9 * day });
});

it('counts as silent what was read, has no answer, and has not changed for too long', () => {
  const silent = (...events: Event[][]) => funnelOf(logOf(...events), [], null, now, 7).silent.count;
  expect(silent([sent(20), viewed(9)])).toBe(1);
  expect(silent([sent(20), viewed(6)])).toBe(0);
  expect(silent([sent(20)])).toBe(0);
  expect(silent([sent(20), viewed(19), stage('discard', 9)])).toBe(0);
  expect(silent([sent(20), viewed(19), { at: now - 2 * day, what: 'message' }])).toBe(0);
  expect(silent([sent(20), viewed(19), { at: now - 9 * day, what: 'hidden' }])).toBe(0);
  expect(silent([sent(20), viewed(19), stage('discard_by_applicant', 9)])).toBe(0);
});

describe('a count is exact only if everything that it depends on was read', () => {
  const sure = (log: EventLog, negotiations: ApplicantNegotiation[], since: number | null = null) => {
    const { steps, silent } = funnelOf(log, negotiations, since, now, 7);
    return [...steps, { name: 'silent', ...silent }].flatMap((step) => (step.sure ? step.name : []));
  };
  const all = ['sent', 'viewed', 'answered', 'invited', 'offer', 'silent'];
  const log = logOf([sent(20), viewed(19)]);
  const held = negotiationOf(1, { viewed: true });

  it('all counts are exact', () => {
    expect(sure(log, [held])).toEqual(all);
    // hh has deleted it, so there is only the log.
    expect(sure(log, [])).toEqual(all);
  });

  it.each(['', 'some_new_word'])('in stage "%s" only the steps reached before are exact', (id) => {
    const stages = [negotiationOf(1, { viewed: true, stage: { id, name: '' } })];
    expect(sure(log, stages)).toEqual(['sent', 'viewed']);
    expect(funnelOf(log, stages, null, now, 7).silent.count).toBe(0);
    expect(sure(logOf([sent(20), stage('offer', 9)]), stages)).toEqual(all);
  });

  it('an unknown earlier stage may have been an invitation', () => {
    expect(sure(logOf([sent(20), stage('some_new_word', 9), stage('discard', 3)]), [])).toEqual([
      'sent',
      'viewed',
      'answered',
      'silent',
    ]);
  });

  it('an unknown viewed mark makes the viewed and silent counts inexact', () => {
    expect(sure(logOf([sent(20)]), [negotiationOf(1, { viewed: null })])).toEqual([
      'sent',
      'answered',
      'invited',
      'offer',
    ]);
    expect(sure(logOf([sent(20), stage('discard', 3)]), [negotiationOf(1, { viewed: null })])).toEqual(all);
  });

  it.each(['hidden', 'updatedAt'] as const)('a negotiation without %s does not count as silent', (field) => {
    expect(sure(log, [negotiationOf(1, { viewed: true, [field]: null })])).toEqual(all.slice(0, -1));
    expect(funnelOf(log, [{ ...held, [field]: null }], null, now, 7).silent.count).toBe(0);
  });

  it('every count needs to know which are responses, and within a period when they were sent', () => {
    expect(sure({}, [negotiationOf(1, { invited: null })])).toEqual([]);
    const undated = logOf([{ at: now - day, what: 'sent', before: true }]);
    expect(sure(undated, [])).toEqual(all);
    expect(sure(undated, [], now - 30 * day)).toEqual([]);
  });
});
