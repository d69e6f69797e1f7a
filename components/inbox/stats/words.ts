import { t } from '../../../utils/i18n.ts';

const lang = () => t('locale');

/** «97 %», «—» where hh does not say. */
export const percent = (value: number | null): string =>
  value === null
    ? '—'
    : new Intl.NumberFormat(lang(), { style: 'percent', maximumFractionDigits: 0 }).format(value / 100);

export const whole = (value: number | null): string => (value === null ? '—' : value.toLocaleString(lang()));

/** «1,4 дня» */
export const days = (value: number | null): string =>
  value === null
    ? '—'
    : new Intl.NumberFormat(lang(), {
        style: 'unit',
        unit: 'day',
        unitDisplay: 'long',
        maximumFractionDigits: 1,
      })
        .format(value)
        .replaceAll(/\s/g, '\u00a0');

/** «+2», «−3», «±0» */
export const signed = (value: number): string =>
  value === 0 ? '±0' : `${value > 0 ? '+' : '−'}${whole(Math.abs(value))}`;

/** «14 июл»; hh's day has no time, so it is read in UTC as it was written. */
export const dayOf = (at: number | null): string =>
  at === null
    ? '—'
    : new Intl.DateTimeFormat(lang(), { day: 'numeric', month: 'short', timeZone: 'UTC' })
        .format(at)
        .replace(/\.$/, '');
