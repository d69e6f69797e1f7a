import { describe, expect, onTestFinished, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../components/testing.ts'));

import { browser } from '../components/testing.ts';
import en from '../public/_locales/en/messages.json';
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
])('a wait of %s ms is %s', (span, words) => {
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

test('a moment in the future, after the clock was set, is shown as a date', () => {
  expect(ago(now + 2 * minute, now)).toBe('только что');
  expect(ago(now + day, now)).toMatch(/^21 ноября 2026/);
});

test('a date names the year only if it is another year', () => {
  expect(date(new Date(2026, 6, 14).getTime(), now)).toBe('14\u00a0июл');
  expect(date(new Date(2024, 0, 30).getTime(), now)).toBe('30\u00a0янв\u00a02024');
});

test.each([
  [112, '9 лет 4 месяца'],
  [12, '1 год'],
  [1, '1 месяц'],
  [0, ''],
])('%s months are %s', (months, words) => {
  expect(experience(months).replaceAll('\u00a0', ' ')).toBe(words);
});

test('shows money with current currency signs, also for old and unknown codes', () => {
  expect(money(120_000, 'RUR')).toBe('120\u00a0000\u00a0₽');
  expect(money(120_000, 'RUB')).toBe('120\u00a0000\u00a0₽');
  expect(money(500, 'not a code')).toContain('500');
});

/* Our own because the browser's are slow at first use; they must give the same texts. */
describe.each(['ru', 'en'] as const)("matches the browser's formatters (%s)", (lang) => {
  const spaced = (text: string) => text.replaceAll(/\s/g, ' ');
  /** The plural rules are created once per page, for its language. */
  const inLanguage = async () => {
    vi.resetModules();
    if (lang === 'en') {
      const words: Record<string, { message: string }> = en;
      const spied = vi
        .spyOn(browser.i18n, 'getMessage')
        .mockImplementation((key, values = []) =>
          (words[key]?.message ?? '').replace(/\$(\d)/g, (_, index) => values[Number(index) - 1] ?? ''),
        );
      onTestFinished(() => spied.mockRestore());
    }
    return { ...(await import('./i18n.ts')), ...(await import('./time.ts')) };
  };
  const unit = (count: number, name: string, unitDisplay: 'short' | 'long') =>
    new Intl.NumberFormat(lang, { style: 'unit', unit: name, unitDisplay }).format(count).replace(/\.$/, '');
  const counts = [1, 2, 3, 5, 11, 21, 22, 25];

  test('for numbers', async () => {
    const { grouped } = await inLanguage();
    for (const count of [0, 7, 999, 1000, 12_345, 1_234_567])
      expect(grouped(count)).toBe(count.toLocaleString(lang));
  });

  test('for durations', async () => {
    const { brief, experience, jobSpan, waiting } = await inLanguage();
    for (const count of counts) {
      expect(spaced(waiting(now - count * minute, now))).toBe(spaced(unit(count, 'minute', 'short')));
      expect(spaced(brief(now - (count * 365 + 1) * day, now))).toBe(spaced(unit(count, 'year', 'short')));
      expect(spaced(experience(count * 12))).toBe(spaced(unit(count, 'year', 'long')));
      if (count < 12) {
        expect(spaced(experience(count))).toBe(spaced(unit(count, 'month', 'long')));
        expect(spaced(jobSpan(count))).toBe(spaced(unit(count, 'month', 'short')));
      }
      if (count > 2)
        expect(spaced(waiting(now - count * day, now))).toBe(spaced(unit(count, 'day', 'short')));
    }
  });

  test('for times ago', async () => {
    const { ago } = await inLanguage();
    const lengths = { minute, hour, day, week: 7 * day, month: 30.44 * day, year: 365 * day } as const;
    const most = { minute: 59, hour: 23, day: 6, week: 4, month: 11, year: 25 } as const;
    for (const name of ['minute', 'hour', 'day', 'week', 'month', 'year'] as const)
      for (const count of counts.filter((one) => one <= most[name])) {
        const said = new Intl.RelativeTimeFormat(lang, { numeric: name === 'day' ? 'auto' : 'always' });
        const text = spaced(said.format(-count, name));
        expect(spaced(ago(now - count * lengths[name] - 1000, now))).toBe(
          lang === 'ru' ? text.replace(/^1 /, '') : text,
        );
      }
  });

  test('for moments, dates and months', async () => {
    const { date, moment, monthYear } = await inLanguage();
    for (let index = 0; index < 12; index++) {
      const at = new Date(2024, index, 9, 14, 5).getTime();
      const short = new Intl.DateTimeFormat(lang, { day: 'numeric', month: 'short' }).formatToParts(at);
      const name = short.find(({ type }) => type === 'month')?.value.replace(/\.$/, '');
      expect(spaced(date(at, now))).toBe(`9 ${name} 2024`);
      const whole = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short', hour12: false });
      expect(spaced(moment(at))).toBe(spaced(whole.format(at)));
      const long = new Intl.DateTimeFormat(lang, { month: 'long', year: 'numeric' }).format(at);
      expect(monthYear(2024 * 12 + index)).toBe(long.replace(/\s?г\.$/, ''));
    }
  });
});
