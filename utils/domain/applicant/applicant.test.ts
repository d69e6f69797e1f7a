import { expect, test } from 'vitest';
import { type Applicant, emptyApplicant, type ListName, listOf, minutesLeft } from './applicant.ts';
import { created, negotiationOf } from './testing.ts';

const reading: Applicant = {
  ...emptyApplicant,
  freshAt: 1,
  counts: { ...emptyApplicant.counts, all: 40 },
  total: 485,
  pages: { state: 'on', at: 1 },
  readingAll: true,
};

test.each<[string, Partial<Applicant>, number | null]>([
  ['23 pages of hh’s site are left', {}, 4],
  ['the API returns fifty at once', { api: { state: 'on', at: 1 } }, 0],
  ['two pages are left', { counts: { ...emptyApplicant.counts, all: 450 } }, 0],
  ['hh does not say how many there are', { total: null }, null],
  ['it is not running', { readingAll: false }, null],
  ['it has stopped at a problem', { problem: { name: 'captcha' } }, null],
  ['everything is read', { counts: { ...emptyApplicant.counts, all: 485 } }, null],
])('the remaining time for reading the whole list: %s', (_, more, minutes) => {
  expect(minutesLeft({ ...reading, ...more })).toBe(minutes);
});

test('lists first what waits for the applicant, then new answers, in every list', () => {
  const at = (age: number) => ({ updatedAt: created - age });
  const all = [
    negotiationOf('waits', at(0)),
    negotiationOf('refused', { ...at(1), fresh: true, stage: { id: 'discard', name: '' } }),
    negotiationOf('asked', { ...at(2), awaits: true }),
    negotiationOf('invited', { ...at(3), fresh: true, stage: { id: 'interview', name: '' } }),
  ];
  const list = (name: ListName) => listOf(name, all, created, 14).map(({ id }) => id);
  expect(list('new')).toEqual(['asked', 'invited', 'refused', 'waits']);
  expect(list('all')).toEqual(['asked', 'invited', 'waits', 'refused']);
  expect(list('waiting')).toEqual(['asked', 'waits']);
});
