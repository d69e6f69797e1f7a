import { dateFormat, numberFormat, relativeFormat, t } from './i18n.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const month = 30.44 * day;

/** A space that does not break, between a number and its unit. */
const nbsp = '\u00a0';
const unbroken = (text: string) => text.replaceAll(/\s/g, nbsp);
const locale = () => t('locale');

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

const unit = (count: number, name: Unit, style: 'short' | 'long', lang: string) =>
  unbroken(
    numberFormat(lang, { style: 'unit', unit: name, unitDisplay: style }).format(count).replace(/\.$/, ''),
  );

/** How long something has waited: «40 мин», «26 ч», «3 дн». Hours up to two days: they read as urgency. */
export function waiting(since: number, now = Date.now(), lang = locale()): string {
  const span = Math.max(0, now - since);
  if (span < hour) return unit(Math.max(1, Math.floor(span / minute)), 'minute', 'short', lang);
  if (span < 2 * day) return unit(Math.floor(span / hour), 'hour', 'short', lang);
  return unit(Math.floor(span / day), 'day', 'short', lang);
}

/** The same in one word at any age: «26 ч», «3 дн», «4 мес», «2 г». */
export function brief(since: number, now = Date.now(), lang = locale()): string {
  const span = Math.max(0, now - since);
  if (span >= 365 * day) return unit(Math.floor(span / (365 * day)), 'year', 'short', lang);
  if (span >= 2 * month) return unit(Math.floor(span / month), 'month', 'short', lang);
  return waiting(since, now, lang);
}

const steps: [Unit, number][] = [
  ['year', 365 * day],
  ['month', month],
  ['week', 7 * day],
  ['day', day],
  ['hour', hour],
  ['minute', minute],
];

/** By how much two clocks may differ, for "just now" to be said of what is yet to come. */
const slack = 5 * minute;

/**
 * «4 месяца назад», «вчера», «минуту назад», «только что»; of a moment that is yet to come, since a clock was set,
 * the moment itself: how long ago it was is not known. `short`: «4 мес назад».
 */
export function ago(at: number, now = Date.now(), lang = locale(), style: 'long' | 'short' = 'long'): string {
  if (at > now + slack) return moment(at, lang);
  const span = Math.max(0, now - at);
  const [name, length] = steps.find(([, length]) => span >= length) ?? [];
  if (!name || !length) return t('time_now');
  const count = Math.floor(span / length);
  // Days are short enough: «2 дня назад».
  const isShort = style === 'short' && name !== 'day';
  const text = relativeFormat(lang, {
    numeric: name === 'day' ? 'auto' : 'always',
    style: isShort ? 'short' : 'long',
  }).format(-count, name);
  if (isShort) return unbroken(text.replace('.', ''));
  return (lang.startsWith('ru') ? text.replace(/^1\s/, '') : text).replace(/(\d)\s/, `$1${nbsp}`);
}

/** «14 июл», in another year «30 янв 2024». */
export function date(at: number, now = Date.now(), lang = locale()): string {
  const parts = dateFormat(lang, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).formatToParts(at);
  const part = (type: string) => parts.find((part) => part.type === type)?.value.replace(/\.$/, '') ?? '';
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return [part('day'), part('month'), ...(sameYear ? [] : [part('year')])].join(nbsp);
}

/** Where there is little room: «14 июл», in another year «янв 2024». */
export function shortDate(at: number, now = Date.now(), lang = locale()): string {
  const [first = '', ...rest] = date(at, now, lang).split(nbsp);
  return rest.length > 1 ? rest.join(nbsp) : [first, ...rest].join(nbsp);
}

/** «14:05» */
export const clock = (at: number, lang = locale()): string =>
  dateFormat(lang, { hour: '2-digit', minute: '2-digit', hour12: false }).format(at);

/** For a title: the moment in full. */
export const moment = (at: number, lang = locale()): string =>
  dateFormat(lang, { dateStyle: 'long', timeStyle: 'short' }).format(at);

/** «9 лет 4 месяца»; empty for none. */
export function experience(months: number, lang = locale()): string {
  const years = Math.floor(months / 12);
  const rest = Math.floor(months % 12);
  return [years > 0 && unit(years, 'year', 'long', lang), rest > 0 && unit(rest, 'month', 'long', lang)]
    .filter(Boolean)
    .join(' ');
}

/** hh still writes the roubles of before 1998, and Belarus's of before 2016. */
const currencies: Record<string, string> = { RUR: 'RUB', BYR: 'BYN' };

/** Of a job: «7 лет 8 мес». */
export function jobSpan(months: number, lang = locale()): string {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return [years > 0 && unit(years, 'year', 'long', lang), rest > 0 && unit(rest, 'month', 'short', lang)]
    .filter(Boolean)
    .join(' ');
}

/** «апрель 2019». @param month counted from January of the year 0 */
export const monthYear = (month: number, lang = locale()): string =>
  new Intl.DateTimeFormat(lang, { month: 'long', year: 'numeric', timeZone: 'UTC' })
    .format(Date.UTC(Math.floor(month / 12), month % 12, 15))
    .replace(/\s?г\.$/, '');

/** «120 000 ₽» */
export function money(amount: number, currency: string, lang = locale()): string {
  const format = { style: 'currency', maximumFractionDigits: 0, currencyDisplay: 'narrowSymbol' } as const;
  try {
    return unbroken(
      numberFormat(lang, { ...format, currency: currencies[currency] ?? currency }).format(amount),
    );
  } catch {
    // An unknown word of hh's is no name of a currency.
    const name = /^[A-Z]{3}$/.test(currency) ? currency : t('unknown_currency');
    return unbroken(`${amount.toLocaleString(lang)} (${name})`);
  }
}
