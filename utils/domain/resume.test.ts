import { describe, expect, it } from 'vitest';
import { known, unread } from '../known.ts';
import { type Job, latestFirst, monthOf, monthsOf, piecesOf, wordsToFind } from './resume.ts';

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

const found = (text: string, ...sought: string[]) =>
  piecesOf(text, wordsToFind(sought)).flatMap((piece) => (piece.found ? [piece.text] : []));

describe('highlighted words', () => {
  it.each([
    ['Отчётность по РСБУ и отчетности', ['отчётности'], ['Отчётность', 'отчетности']],
    ['Работала бухгалтером, бухгалтера учила', ['Бухгалтер'], ['бухгалтером', 'бухгалтера']],
    ['Программа 1С:ERP, версия 1с', ['1С'], ['1С', '1с']],
    ['C++ и C#, но не C', ['C++', 'C#'], ['C++', 'C#']],
    ['Reports for a report', ['report'], ['Reports', 'report']],
    ['для и на', ['для и на'], []],
    ['Excel', [], []],
  ])('in «%s», %j finds %j', (text, sought, words) => {
    expect(found(text, ...sought)).toEqual(words);
  });

  it('leave the text unchanged, including markup', () => {
    const text = '<b>Аудит</b>\n и\u00a0<script>аудит</script>';
    const pieces = piecesOf(text, wordsToFind(['аудит']));
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.filter((piece) => piece.found)).toHaveLength(2);
  });
});
