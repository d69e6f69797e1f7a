import { expect, it } from 'vitest';
import { asId, type NegotiationId } from '../../ids.ts';
import type { Event, EventLog } from './events.ts';
import { funnelOf } from './funnel.ts';

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
  Object.fromEntries(funnelOf(log, since, now, 7).steps.map(({ name, count }) => [name, count]));
const median = (log: EventLog, name: string) => {
  const found = funnelOf(log, null, now, 7).steps.find((step) => step.name === name)?.median;
  return found === null || found === undefined ? null : found / day;
};

it('counts how far each response came, and every step holds the next', () => {
  const log = logOf(
    [sent(20)],
    [sent(20), viewed(19)],
    // Nobody saw it being read: who refuses has read.
    [sent(20), stage('discard', 15)],
    [sent(20), viewed(19), stage('interview', 15)],
    // At once from the response to the offer.
    [sent(20), stage('offer', 10)],
  );
  expect(counts(log)).toEqual({ sent: 5, viewed: 4, answered: 3, invited: 2, offer: 1 });
});

it('counts no invitation out of the blue, nothing I took back as an answer, and no unknown word as one either', () => {
  const log = logOf(
    [stage('invitation', 3)],
    [sent(9), stage('discard_by_applicant', 3)],
    [sent(9), stage('some_new_word', 3)],
    [sent(9), stage('consider', 3)],
  );
  expect(counts(log)).toEqual({ sent: 3, viewed: 1, answered: 1, invited: 0, offer: 0 });
});

it('leaves out what was sent before the time', () => {
  const log = logOf([sent(40), stage('offer', 1)], [sent(30)], [sent(29)]);
  expect(counts(log, now - 30 * day)).toMatchObject({ sent: 2, offer: 0 });
  expect(counts(log)).toMatchObject({ sent: 3, offer: 1 });
});

it('takes times from what was seen to happen, never from what was so before', () => {
  const log = logOf(
    [sent(20), viewed(18), stage('discard', 17)],
    [sent(20), viewed(16), stage('discard', 13)],
    [sent(20), viewed(1, true), stage('discard', 1, true)],
  );
  expect(counts(log)).toMatchObject({ viewed: 3, answered: 3 });
  expect(median(log, 'viewed')).toBe(3);
  expect(median(log, 'answered')).toBe(5);
  expect(funnelOf(log, null, now, 7).reply).toEqual({ half: 5 * day, most: 7 * day });
});

it('says no time where none is known, and none below nought when a clock was off', () => {
  expect(funnelOf(logOf([sent(9), stage('discard', 2, true)]), null, now, 7).reply).toBeNull();
  expect(median(logOf([sent(9)]), 'viewed')).toBeNull();
  expect(median(logOf([sent(2), viewed(3)]), 'viewed')).toBe(0);
  expect(funnelOf({}, null, now, 7)).toEqual({
    steps: ['sent', 'viewed', 'answered', 'invited', 'offer'].map((name) => ({
      name,
      count: 0,
      median: null,
    })),
    silent: 0,
    reply: null,
  });
});

it('nine of ten answer within the ninth of ten times', () => {
  const all = Array.from({ length: 10 }, (_, index) => [sent(30), stage('discard', 30 - (index + 1))]);
  expect(funnelOf(logOf(...all), null, now, 7).reply).toEqual({ half: 5.5 * day, most: 9 * day });
});

it('is silent what was read, has no answer, and stood still for too long', () => {
  const silent = (...events: Event[][]) => funnelOf(logOf(...events), null, now, 7).silent;
  expect(silent([sent(20), viewed(9)])).toBe(1);
  expect(silent([sent(20), viewed(6)])).toBe(0);
  expect(silent([sent(20)])).toBe(0);
  expect(silent([sent(20), viewed(19), stage('discard', 9)])).toBe(0);
  expect(silent([sent(20), viewed(19), { at: now - 2 * day, what: 'message' }])).toBe(0);
  expect(silent([sent(20), viewed(19), { at: now - 9 * day, what: 'hidden' }])).toBe(0);
  expect(silent([sent(20), viewed(19), stage('discard_by_applicant', 9)])).toBe(0);
});
