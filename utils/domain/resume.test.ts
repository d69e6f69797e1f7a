import { describe, expect, it } from 'vitest';
import { known, unread } from '../known.ts';
import { type Job, latestFirst, monthOf, monthsOf } from './resume.ts';

const job = (start: Job['start'], end: Job['end'], position = ''): Job => ({
  position: known(position),
  company: known(null),
  start,
  end,
  area: null,
  industries: [],
  description: known(null),
});
const at = (year: number, month: number) => known(monthOf(year, month));

describe('the duration of a job', () => {
  const now = monthOf(2026, 11);
  it.each([
    ['until now, both ends counted', at(2019, 4), known(null), 92],
    ['between two months', at(2013, 2), at(2019, 3), 74],
    ['one month', at(2020, 5), at(2020, 5), 1],
    ['null if the end is before the beginning', at(2020, 5), at(2019, 5), null],
    ['null if the beginning is in the future', at(2030, 1), known(null), null],
    ['null if the end was not read', at(2020, 5), unread, null],
    ['null if the beginning was not read', unread, known(null), null],
  ])('%s', (_, start, end, months) => {
    expect(monthsOf({ start, end }, now)).toBe(months);
  });
});

it("sorts jobs latest first, whatever hh's order; undated ones come last", () => {
  const jobs = [
    job(at(2008, 5), at(2013, 1), 'first'),
    job(unread, known(null), 'undated'),
    job(at(2019, 4), at(2020, 1), 'ended'),
    job(at(2019, 4), known(null), 'now'),
  ];
  expect(latestFirst(jobs).map(({ position }) => position)).toEqual(
    ['now', 'ended', 'first', 'undated'].map((one) => known(one)),
  );
});
