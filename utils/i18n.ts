import { browser } from 'wxt/browser';
import type ru from '../public/_locales/ru/messages.json';

/** Keys are typed from the Russian file; a test checks that the English one has the same keys. */
export type MessageKey = keyof typeof ru;

/** WXT types one overload per key, so a computed key matches none of them. */
interface Localizer {
  getMessage(key: string, values: string[]): string;
}

/** One message in the browser's language with `$1`… replaced; plain text, never markup. */
export function t(key: MessageKey, ...values: (string | number)[]): string {
  const localizer: Localizer = browser.i18n;
  return localizer.getMessage(key, values.map(String));
}

/** The text for an id, looked up by a computed key; empty if there is none, because hh may add ids at any time. */
export const wordOf = (key: string): string => {
  const localizer: Localizer = browser.i18n;
  return localizer.getMessage(key, []);
};

/** A text that may be missing. */
type Maybe = string | number | false | null | undefined;
/** Facts about one thing, side by side: «Повар · Москва». */
export const dotted = (...facts: Maybe[]): string => facts.filter(Boolean).join(' · ');
/** Words or sentences, one after the other. */
export const spaced = (...said: Maybe[]): string => said.filter(Boolean).join(' ');

/**
 * A whole number: «1 234». Creating the browser's first number or date formatter scans all of its locales, in
 * every process: 12 ms of CPU, more than the rest of a first paint. So everything that may appear in a first
 * paint (here and in `time.ts`) is built from our own messages.
 */
export const grouped = (count: number): string =>
  String(count).replace(/\B(?=(\d{3})+$)/g, t('number_sample').charAt(1));

let rules: Intl.PluralRules | undefined;
const order: Intl.LDMLPluralRule[] = ['one', 'few', 'many', 'other'];

/**
 * Replaces a bar in an argument while the plural forms are split: hh's names may contain one («Интервью |
 * онлайн»).
 */
const bar = '\ue000';

/**
 * A message with its plural forms separated by bars: `"$1 отклик|$1 отклика|$1 откликов"` (one, few, many), in
 * English `"$1 response|$1 responses"`. WebExtension i18n has no plurals.
 */
export function plural(key: MessageKey, count: number, ...values: (string | number)[]): string {
  const said = values.map((value) => String(value).replaceAll('|', bar));
  const forms = t(key, grouped(count), ...said).split('|');
  rules ??= new Intl.PluralRules(t('locale'));
  const category = rules.select(count);
  const index = Math.min(Math.max(order.indexOf(category), 0), forms.length - 1);
  return (forms[index] ?? '').replaceAll(bar, '|');
}

/**
 * Caches the browser's formatters: creating one takes hundreds of times as long as using it. Not for anything
 * in a first paint.
 */
function madeOnce<Options extends object, Format>(make: (lang: string, options: Options) => Format) {
  const made = new Map<string, Format>();
  return (lang: string, options: Options): Format => {
    const key = `${lang} ${JSON.stringify(options)}`;
    const format = made.get(key) ?? make(lang, options);
    made.set(key, format);
    return format;
  };
}

export const numberFormat = madeOnce(
  (lang, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(lang, options),
);
export const dateFormat = madeOnce(
  (lang, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(lang, options),
);
