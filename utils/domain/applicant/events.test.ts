import { expect, it } from 'vitest';
import { type Event, eventsOf, timelineOf, withLog } from './events.ts';
import { created as createdAt, negotiationOf } from './testing.ts';

const day = 86_400_000;
const response = negotiationOf(1);
const now = createdAt + 5 * day;

const told = (...given: Parameters<typeof timelineOf>) =>
  timelineOf(...given).map((one) => [one.what, one.sure, (one.at - createdAt) / day]);

it("dates an observed change by hh's time, or by the time of our read if hh gives none", () => {
  const read = { ...response, viewed: true };
  const refused = { ...read, stage: { id: 'discard', name: '' }, updatedAt: createdAt + 4 * day };
  const events = [
    ...eventsOf(undefined, response, createdAt),
    ...eventsOf(response, read, createdAt + 2 * day),
    ...eventsOf(read, refused, now),
    ...eventsOf(refused, { ...refused, hidden: true }, now),
  ];
  expect(told(refused, events, now)).toEqual([
    ['sent', 'exact', 0],
    ['viewed', 'by', 2],
    ['stage', 'exact', 4],
    ['hidden', 'by', 5],
  ]);
});

it('gives the latest possible time, or none, for what happened before our first read', () => {
  const old = {
    ...response,
    viewed: true,
    stage: { id: 'invitation', name: '' },
    updatedAt: createdAt + 3 * day,
  };
  expect(told(old, eventsOf(undefined, old, now), now)).toEqual([
    ['sent', 'exact', 0],
    ['viewed', 'unknown', 3],
    ['stage', 'by', 3],
  ]);
});

it('begins with the invitation if the employer wrote first', () => {
  const invited = { ...response, invited: true, stage: { id: 'invitation', name: '' } };
  expect(told(invited, undefined, now).map(([what]) => what)).toEqual(['invited', 'stage']);
});

it('uses the negotiation itself if the log has no events for it', () => {
  expect(told(response, undefined, now)).toEqual([['sent', 'exact', 0]]);
  expect(told(response, [], now)).toEqual([['sent', 'exact', 0]]);
});

it('merges two logs of one negotiation without loss or duplicates', () => {
  const here: Event[] = [
    { at: 1, what: 'sent' },
    { at: 5, what: 'viewed', before: true },
    { at: 6, what: 'stage', stage: 'interview', before: true },
  ];
  const given: Event[] = [
    { at: 1, what: 'sent' },
    { at: 3, what: 'viewed' },
    { at: 4, what: 'message' },
    { at: 6, what: 'stage', stage: 'interview' },
    { at: 9, what: 'stage', stage: 'discard' },
  ];
  expect(withLog(here, given)).toEqual(given);
  expect(withLog([], [{ at: 1, what: 'sent', revision: 7 }])).toEqual([{ at: 1, what: 'sent' }]);
  expect(withLog(given, here)).toBe(given);
  expect(withLog(here, [{ at: 2, what: 'sent', before: true }])).toBe(here);
});

it('logs a question only if there was known to be none before', () => {
  const asked = { ...response, awaits: true, updatedAt: createdAt + day };
  expect(eventsOf(response, asked, now)).toEqual([{ at: createdAt + day, what: 'asked' }]);
  expect(eventsOf({ ...response, awaits: null }, asked, now)).toEqual([]);
  expect(eventsOf(asked, asked, now)).toEqual([]);
});
