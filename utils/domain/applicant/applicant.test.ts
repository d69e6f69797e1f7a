import { expect, test } from 'vitest';
import { type Applicant, emptyApplicant, minutesLeft } from './applicant.ts';

const reading: Applicant = {
  ...emptyApplicant,
  freshAt: 1,
  counts: { ...emptyApplicant.counts, all: 40 },
  total: 485,
  pages: { state: 'on', at: 1 },
  readingAll: true,
};

test.each<[string, Partial<Applicant>, number | null]>([
  ['23 pages of hh’s site are to come', {}, 4],
  ['the API shows fifty at once', { api: { state: 'on', at: 1 } }, 0],
  ['two pages are to come', { counts: { ...emptyApplicant.counts, all: 450 } }, 0],
  ['hh does not say how many there are', { total: null }, null],
  ['it is not under way', { readingAll: false }, null],
  ['it has run into something', { problem: { name: 'captcha' } }, null],
  ['all is read', { counts: { ...emptyApplicant.counts, all: 485 } }, null],
])('how long the whole list will take: %s', (_, more, minutes) => {
  expect(minutesLeft({ ...reading, ...more })).toBe(minutes);
});
