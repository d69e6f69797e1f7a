import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { boundsAt, choicesAt, daysUntil, dueAt, isDue, morningOf } from './due.ts';

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
