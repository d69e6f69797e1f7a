import { expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../components/testing.ts'));

import { ago, date, experience, money, waiting } from './time.ts';

const now = new Date(2026, 10, 20, 12).getTime();
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  [0, '1 мин'],
  [40 * minute, '40 мин'],
  [59.9 * minute, '59 мин'],
  [hour, '1 ч'],
  [26 * hour, '26 ч'],
  [2 * day, '2 дн'],
  [30 * day, '30 дн'],
  [-hour, '1 мин'],
])('%s ms of waiting are %s', (span, words) => {
  expect(waiting(now - span, now)).toBe(words.replace(' ', '\u00a0'));
});

test.each([
  [10_000, 'только что'],
  [minute, 'минуту назад'],
  [5 * minute, '5\u00a0минут назад'],
  [hour, 'час назад'],
  [day, 'вчера'],
  [3 * day, '3\u00a0дня назад'],
  [8 * day, 'неделю назад'],
  [125 * day, '4\u00a0месяца назад'],
  [800 * day, '2\u00a0года назад'],
])('%s ms ago is %s', (span, words) => {
  expect(ago(now - span, now)).toBe(words);
});

test('of a moment that is yet to come, since a clock was set back, nothing is "just now"', () => {
  expect(ago(now + 2 * minute, now)).toBe('только что');
  expect(ago(now + day, now)).toMatch(/^21 ноября 2026/);
});

test('a date names its year only when it is another', () => {
  expect(date(new Date(2026, 6, 14).getTime(), now)).toBe('14\u00a0июл');
  expect(date(new Date(2024, 0, 30).getTime(), now)).toBe('30\u00a0янв\u00a02024');
  expect(date(new Date(2024, 0, 30).getTime(), now, 'en')).toBe('30\u00a0Jan\u00a02024');
});

test.each([
  [112, '9 лет 4 месяца'],
  [12, '1 год'],
  [1, '1 месяц'],
  [0, ''],
])('%s months are %s', (months, words) => {
  expect(experience(months).replaceAll('\u00a0', ' ')).toBe(words);
});

test('money in the signs of today, also for old codes and unknown ones', () => {
  expect(money(120_000, 'RUR')).toBe('120\u00a0000\u00a0₽');
  expect(money(120_000, 'RUB')).toBe('120\u00a0000\u00a0₽');
  expect(money(500, 'not a code')).toContain('500');
});
