import messages from '../../public/_locales/ru/messages.json' with { type: 'json' };

export type Key = keyof typeof messages;

const tidy = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

/** The words a person sees: both browsers are started in Russian. */
export const ru = (key: Key, ...values: (string | number)[]): string =>
  tidy(messages[key].message).replace(/\$(\d)/g, (_, index: string) =>
    String(values[Number(index) - 1] ?? ''),
  );

export function ruPlural(key: Key, count: number): string {
  const forms = ru(key, count).split('|');
  const index = ['one', 'few', 'many'].indexOf(new Intl.PluralRules('ru').select(count));
  return forms[Math.min(Math.max(index, 0), forms.length - 1)] ?? '';
}
