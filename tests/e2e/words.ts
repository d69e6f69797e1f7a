import english from '../../public/_locales/en/messages.json' with { type: 'json' };
import messages from '../../public/_locales/ru/messages.json' with { type: 'json' };

export type Key = keyof typeof messages;
export type Say = (key: Key, ...values: (string | number)[]) => string;

const tidy = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

const sayIn =
  (all: Record<Key, { message: string }>): Say =>
  (key, ...values) =>
    tidy(all[key].message).replace(/\$(\d)/g, (_, index: string) => String(values[Number(index) - 1] ?? ''));

/** The texts that a person sees: both browsers are started in Russian, unless a stage is `english`. */
export const ru = sayIn(messages);
export const en = sayIn(english);

export function ruPlural(key: Key, count: number): string {
  const forms = ru(key, count).split('|');
  const index = ['one', 'few', 'many'].indexOf(new Intl.PluralRules('ru').select(count));
  return forms[Math.min(Math.max(index, 0), forms.length - 1)] ?? '';
}
