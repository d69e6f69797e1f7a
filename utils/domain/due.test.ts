import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  boundsAt,
  choicesAt,
  daysUntil,
  dueAt,
  dueOf,
  isDue,
  isHour,
  morningOf,
  quietEnd,
  tomorrow,
} from './due.ts';
import { defaultSettings, type Settings } from './settings.ts';

const at = (text: string) => new Date(text).getTime();
const inZone = (zone: string) => vi.stubEnv('TZ', zone);

beforeEach(() => inZone('Europe/Moscow'));
afterEach(() => vi.unstubAllEnvs());

describe('the choices for a snooze', () => {
  test('are mornings, each day only once', () => {
    // A Thursday.
    expect(choicesAt(at('2026-11-26T18:40'))).toEqual([
      { name: 'tomorrow', due: '2026-11-27T09:00' },
      { name: 'monday', due: '2026-11-30T09:00' },
      { name: 'week', due: '2026-12-03T09:00' },
    ]);
    // On Sunday tomorrow is Monday; on Monday the next Monday is in a week.
    expect(choicesAt(at('2026-11-29T23:59')).map(({ name }) => name)).toEqual(['tomorrow', 'week']);
    expect(choicesAt(at('2026-11-30T00:01')).map(({ due }) => due)).toEqual([
      '2026-12-01T09:00',
      '2026-12-07T09:00',
    ]);
  });

  test('are right at the end of a month, of a year and of February', () => {
    expect(choicesAt(at('2026-12-31T12:00'))[0]?.due).toBe('2027-01-01T09:00');
    expect(choicesAt(at('2028-02-28T12:00'))[0]?.due).toBe('2028-02-29T09:00');
    expect(boundsAt(at('2026-12-31T12:00')).min).toBe('2027-01-01');
  });

  test("are at nine o'clock also after a daylight-saving change", () => {
    inZone('Europe/Berlin');
    for (const evening of ['2026-03-28T20:00', '2026-10-24T20:00']) {
      const [tomorrow] = choicesAt(at(evening));
      const morning = new Date(dueAt(tomorrow?.due ?? ''));
      expect([morning.getDate(), morning.getHours()]).toEqual([new Date(evening).getDate() + 1, 9]);
      expect(daysUntil(tomorrow?.due ?? '', at(evening))).toBe(1);
    }
  });

  test('move a time skipped by daylight saving to the hour after it', () => {
    inZone('Europe/Berlin');
    expect(new Date(dueAt('2026-03-29T02:30')).getHours()).toBe(3);
  });
});

test("nine o'clock is local time after travelling", () => {
  const due = morningOf('2026-11-30');
  const moscow = dueAt(due);
  inZone('Asia/Vladivostok');
  expect(moscow - dueAt(due)).toBe(7 * 3_600_000);
});

test('counts calendar days, not 24-hour periods', () => {
  const due = '2026-11-30T09:00';
  expect(daysUntil(due, at('2026-11-29T23:59'))).toBe(1);
  expect(daysUntil(due, at('2026-11-30T00:00'))).toBe(0);
  expect(daysUntil(due, at('2026-11-30T23:00'))).toBe(0);
  expect(daysUntil(due, at('2026-12-02T01:00'))).toBe(-2);
});

test('refuses anything that is not a date and time', () => {
  expect(isDue('2026-11-30T09:00')).toBe(true);
  for (const wrong of ['2026-11-30', '2026-13-30T09:00', '2026-11-30T29:00', '', 'x', 5, null])
    expect(isDue(wrong), String(wrong)).toBe(false);
});

/** When quiet time ends, in local time. */
function ends(now: string, more: Partial<Settings> = {}): string | null {
  const end = quietEnd(at(now), { ...defaultSettings, ...more });
  return end === null ? null : dueOf(new Date(end));
}
const everyDay = { workDays: [0, 1, 2, 3, 4, 5, 6] };
const noHours = { quietFrom: '09:00', quietUntil: '09:00' };

describe('quiet hours', () => {
  test.each([
    // 2026-11-26 is a Thursday.
    ['are not during the day', '2026-11-26T12:00', {}, null],
    ['begin with their first minute', '2026-11-26T20:00', {}, '2026-11-27T09:00'],
    ['have not begun a minute before', '2026-11-26T19:59', {}, null],
    ['include their last minute', '2026-11-27T08:59', {}, '2026-11-27T09:00'],
    ['are over at their end', '2026-11-27T09:00', {}, null],
    ['continue from Friday evening over the days off', '2026-11-27T20:00', {}, '2026-11-30T09:00'],
    ['include a day off at noon', '2026-11-28T12:00', {}, '2026-11-30T09:00'],
    ['do not include Saturday noon without days off', '2026-11-28T12:00', everyDay, null],
    [
      'may be within one day',
      '2026-11-26T14:10',
      { quietFrom: '14:00', quietUntil: '15:30' },
      '2026-11-26T15:30',
    ],
    ['do not exist if both ends are equal', '2026-11-26T03:00', noHours, null],
    ['end at midnight on a day off without hours', '2026-11-29T12:00', noHours, '2026-11-30T00:00'],
    [
      'continue until the only working day of the week',
      '2026-11-26T12:00',
      { workDays: [3] },
      '2026-12-02T09:00',
    ],
  ])('%s', (_, now, more, end) => {
    expect(ends(now, more)).toBe(end);
  });

  test('a pause until tomorrow ends with the quiet hours, and continues over days off', () => {
    const pausedUntil = tomorrow(at('2026-11-26T12:00'), '09:00');
    expect(pausedUntil).toBe('2026-11-27T09:00');
    expect(ends('2026-11-26T12:00', { pausedUntil })).toBe(pausedUntil);
    expect(ends('2026-11-27T09:00', { pausedUntil })).toBeNull();
    expect(ends('2026-11-27T12:00', { pausedUntil: '2026-11-28T09:00' })).toBe('2026-11-30T09:00');
    expect(ends('2026-11-26T12:00', { pausedUntil: '2026-11-26T18:00' })).toBe('2026-11-26T18:00');
    expect(ends('2026-11-26T12:00', { pausedUntil: '2026-11-26T22:00' })).toBe('2026-11-27T09:00');
  });

  test('a clock that was set back does not extend a pause', () => {
    expect(ends('2026-11-26T12:00', { pausedUntil: '2027-03-01T09:00' })).toBeNull();
  });

  test('no working day at all means quiet without an end, and no error', () => {
    expect(ends('2026-11-26T12:00', { workDays: [] })).toBeNull();
  });
});

describe('local time', () => {
  test("is also nine o'clock after a flight", () => {
    const now = at('2026-11-26T12:00');
    expect(quietEnd(now, defaultSettings)).toBeNull();
    inZone('Asia/Vladivostok');
    // The same moment is 19:00 there, and quiet time begins an hour later.
    expect(quietEnd(now, defaultSettings)).toBeNull();
    expect(quietEnd(now + 3_600_000, defaultSettings)).toBe(at('2026-11-27T09:00'));
  });

  test('makes the nights of a daylight-saving change an hour shorter or longer', () => {
    inZone('Europe/Berlin');
    const length = (evening: string) =>
      ((quietEnd(at(evening), { ...defaultSettings, ...everyDay }) ?? 0) - at(evening)) / 3_600_000;
    expect(length('2026-03-28T20:00')).toBe(12);
    expect(length('2026-10-24T20:00')).toBe(14);
    // 2:30 does not exist that night: quiet time ends at 3:30.
    expect(ends('2026-03-29T01:00', { ...everyDay, quietUntil: '02:30' })).toBe('2026-03-29T03:30');
  });
});

test('a time of day is two digits, a colon and two digits within a day', () => {
  expect(['00:00', '09:30', '23:59'].every(isHour)).toBe(true);
  expect(['24:00', '9:00', '09:60', '', null, 9].some(isHour)).toBe(false);
});
