const years = new Intl.PluralRules('ru');

/** «5 марта 2026» */
export function day(at: number): string {
  const parts = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  return new Date(at).toLocaleDateString('ru', parts).replace(' г.', '');
}

/** «41 год» */
export function age(value: number): string {
  const forms: Record<string, string> = { one: 'год', few: 'года' };
  return `${value} ${forms[years.select(value)] ?? 'лет'}`;
}

/** «март 2019» of `2019-03-01`; an open end is «сейчас». */
export function month(date: string | null): string {
  if (date === null) return 'по настоящее время';
  return new Date(date).toLocaleDateString('ru', { month: 'long', year: 'numeric' }).replace(' г.', '');
}

export function money(amount: number): string {
  return `${amount.toLocaleString('ru')} ₽ на руки`;
}
