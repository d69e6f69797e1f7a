import { browser } from 'wxt/browser';
import type ru from '../public/_locales/ru/messages.json';

/** Keys are typed from the Russian file; a test holds the English one to it. */
export type MessageKey = keyof typeof ru;

/** WXT types one overload per key, which no call with a computed key fits. */
interface Localizer {
  getMessage(key: string, values: string[]): string;
}

/** One message in the browser's language, `$1`… replaced; plain text, never markup. */
export function t(key: MessageKey, ...values: (string | number)[]): string {
  const localizer: Localizer = browser.i18n;
  return localizer.getMessage(key, values.map(String));
}

/** The word for an id, by a key made of it; empty where there is none: hh may add ids at any time. */
export const wordOf = (key: string): string => {
  const localizer: Localizer = browser.i18n;
  return localizer.getMessage(key, []);
};

/** Words that may be missing. */
type Maybe = string | number | false | null | undefined;
/** What is said of one thing, side by side: «Повар · Москва». */
export const dotted = (...facts: Maybe[]): string => facts.filter(Boolean).join(' · ');
/** Words, or sentences, one after the other. */
export const spaced = (...said: Maybe[]): string => said.filter(Boolean).join(' ');

/**
 * A whole number: «1 234». The browser's own formatters of numbers and dates look through all of its languages as the first
 * of them is made, in each process anew: 12 ms of CPU, more than all else that a first paint needs. So what may stand
 * in one (here and in `time.ts`) is put together of our words.
 */
export const grouped = (count: number): string =>
  String(count).replace(/\B(?=(\d{3})+$)/g, t('number_sample').charAt(1));

let rules: Intl.PluralRules | undefined;
const order: Intl.LDMLPluralRule[] = ['one', 'few', 'many', 'other'];

/** Stands for a bar in a name while the forms are told apart: hh's names may hold one («Интервью | онлайн»). */
const bar = '\ue000';

/**
 * A message whose forms stand side by side: `"$1 отклик|$1 отклика|$1 откликов"` (one, few, many), in English
 * `"$1 response|$1 responses"`. WebExtension i18n has no plurals.
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
 * The browser's formatters, each made once: making one takes hundreds of times as long as using it. For what stands on
 * no first screen.
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
