import { grouped, plural, t } from './i18n.ts';

/* In ms. */
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
const month = 30.44 * day;

/** A non-breaking space, between a number and its unit. */
const nbsp = '\u00a0';
const unbroken = (text: string) => text.replaceAll(/\s/g, nbsp);

type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

const unit = (count: number, name: Unit) => unbroken(plural(`span_${name}`, count));

/**
 * How long something has waited: «40 мин», «26 ч», «3 дн». Up to two days in hours, because hours convey
 * urgency.
 */
export function waiting(since: number, now = Date.now()): string {
  const span = Math.max(0, now - since);
  if (span < hour) return unit(Math.max(1, Math.floor(span / minute)), 'minute');
  if (span < 2 * day) return unit(Math.floor(span / hour), 'hour');
  return unit(Math.floor(span / day), 'day');
}

/** The same with one unit at any age: «26 ч», «3 дн», «4 мес», «2 г». */
export function brief(since: number, now = Date.now()): string {
  const span = Math.max(0, now - since);
  if (span >= 365 * day) return unit(Math.floor(span / (365 * day)), 'year');
  if (span >= 2 * month) return unit(Math.floor(span / month), 'month');
  return waiting(since, now);
}

const steps: [Unit, number][] = [
  ['year', 365 * day],
  ['month', month],
  ['week', 7 * day],
  ['day', day],
  ['hour', hour],
  ['minute', minute],
];

/** How far in the future a time may be and still count as "just now": clocks differ. */
const slack = 5 * minute;

/**
 * «4 месяца назад», «вчера», «минуту назад», «только что». A time in the future (the clock was changed) is
 * shown as the moment itself, because its age is unknown. `short`: «4 мес назад».
 */
export function ago(at: number, now = Date.now(), style: 'long' | 'short' = 'long'): string {
  if (at > now + slack) return moment(at);
  const span = Math.max(0, now - at);
  const [name, length] = steps.find(([, length]) => span >= length) ?? [];
  if (!name || !length) return t('time_now');
  const count = Math.floor(span / length);
  if (name === 'day' && count <= 2) return t(count === 1 ? 'time_yesterday' : 'time_before_yesterday');
  // Days are short enough already: «3 дня назад».
  if (style === 'short' && name !== 'day') return unbroken(t('time_ago', unit(count, name)));
  const text = plural(`ago_${name}`, count);
  return (t('locale') === 'ru' ? text.replace(/^1\s/, '') : text).replace(/(\d)\s/, `$1${nbsp}`);
}

/** The name of a month, from the language's own list. */
const monthIn = (list: 'months_short' | 'months_of' | 'months_long', index: number) =>
  t(list).split(' ')[index] ?? '';

/** «14 июл»; in another year «30 янв 2024». */
export function date(at: number, now = Date.now()): string {
  const of = new Date(at);
  const year = of.getFullYear();
  const words = [of.getDate(), monthIn('months_short', of.getMonth())];
  return (year === new Date(now).getFullYear() ? words : [...words, year]).join(nbsp);
}

/** For narrow places: «14 июл»; in another year «янв 2024». */
export function shortDate(at: number, now = Date.now()): string {
  const [first = '', ...rest] = date(at, now).split(nbsp);
  return rest.length > 1 ? rest.join(nbsp) : [first, ...rest].join(nbsp);
}

export const twoDigits = (count: number) => String(count).padStart(2, '0');

/** «14:05» */
export function clock(at: number): string {
  const of = new Date(at);
  return `${twoDigits(of.getHours())}:${twoDigits(of.getMinutes())}`;
}

/** «14 июл, 14:05» */
export const dateAndTime = (at: number, now = Date.now()): string => `${date(at, now)}, ${clock(at)}`;

/** The time of day, with the date if it was another day. */
export const timeOf = (at: number, now = Date.now()): string =>
  new Date(at).toDateString() === new Date(now).toDateString() ? clock(at) : dateAndTime(at, now);

/** For a tooltip: the full date and time, «14 июля 2024 г. в 14:05». */
export function moment(at: number): string {
  const of = new Date(at);
  return t('time_moment', of.getDate(), monthIn('months_of', of.getMonth()), of.getFullYear(), clock(at));
}

/** «9 лет 4 месяца»; empty for 0. */
export const experience = (months: number): string => years(months, 'long_month');

/** The length of a job: «7 лет 8 мес». */
export const jobSpan = (months: number): string => years(months, 'span_month');

function years(months: number, rest: 'long_month' | 'span_month'): string {
  const [whole, over] = [Math.floor(months / 12), Math.floor(months % 12)];
  return [whole > 0 && plural('long_year', whole), over > 0 && plural(rest, over)]
    .flatMap((part) => (part ? unbroken(part) : []))
    .join(nbsp);
}

/**
 * «апрель 2019».
 * @param month months since January of year 0
 */
export const monthYear = (month: number): string =>
  `${monthIn('months_long', month % 12)} ${Math.floor(month / 12)}`;

/** hh still uses the codes of the pre-1998 Russian and pre-2016 Belarusian roubles. */
const currencies: Record<string, string> = { RUR: 'RUB', BYR: 'BYN' };
/** The currencies that hh uses for pay; any other is shown by its code. */
const signs: Record<string, string> = {
  RUB: '₽',
  BYN: 'Br',
  KZT: '₸',
  AZN: '₼',
  GEL: '₾',
  UAH: '₴',
  USD: '$',
  EUR: '€',
};

/** «120 000 ₽» */
export function money(amount: number, currency: string): string {
  const code = currencies[currency] ?? currency;
  const sign = signs[code] ?? (/^[A-Z]{3}$/.test(code) ? code : `(${t('unknown_currency')})`);
  return unbroken(`${grouped(Math.round(amount))} ${sign}`);
}
