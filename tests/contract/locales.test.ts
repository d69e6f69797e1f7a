import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Operation, operations } from '../../utils/hh/effects.ts';
import { nextStep } from '../../utils/problem.ts';

type Messages = Record<string, { message: string }>;
const read = (locale: string): Messages =>
  JSON.parse(readFileSync(`public/_locales/${locale}/messages.json`, 'utf8'));
const ru = read('ru');
/** Each language is one file. The Russian one comes first, and gives the code's keys their type. */
const languages = readdirSync('public/_locales');
const others = languages.filter((language) => language !== 'ru');

test.each(others)('%s has the same keys as Russian, with the same values', (language) => {
  const messages = read(language);
  expect(Object.keys(messages).sort()).toEqual(Object.keys(ru).sort());
  const values = (text = '') => [...new Set(text.match(/\$\d/g) ?? [])].sort();
  for (const [key, { message }] of Object.entries(ru)) {
    expect(values(messages[key]?.message), key).toEqual(values(message));
    expect(message.trim(), key).not.toBe('');
    expect(messages[key]?.message.trim(), key).not.toBe('');
  }
});

test.each(languages)(
  '%s has no gap in a sentence: no space before its punctuation, nor two in a row',
  (language) => {
    for (const [key, { message }] of Object.entries(read(language)))
      expect(message, key).not.toMatch(/\s[.,;!](\s|$)|\s{2}|^\s|\s$/);
  },
);

// Texts of one kind stand beside each other: a small letter or a full stop in one language alone is a slip.
test('English begins with a capital and ends with a full stop where Russian does', () => {
  const en = read('en');
  // Days and months have capitals in English alone, and hh has none.
  const hasName = (key: string, texts: readonly string[]) =>
    /^months_|weekdays$/.test(key) || texts.some((text) => /^hh\b/.test(text));
  const startsSentence = (text: string) => /^\p{Lu}/u.test(text);
  for (const [key, { message }] of Object.entries(ru)) {
    const both = [message, en[key]?.message ?? ''];
    const [startsRu, startsEn] = both.map(startsSentence);
    if (both.every((text) => /^\p{L}/u.test(text)) && !hasName(key, both))
      expect(startsEn, key).toBe(startsRu);
    // A short text may end with an abbreviation.
    const [endsRu, endsEn] = both.map((text) => text.endsWith('.'));
    if (both.every(({ length }) => length > 20)) expect(endsEn, key).toBe(endsRu);
  }
});

test.each(languages)('%s names itself, and has all its plural forms', (language) => {
  const messages = read(language);
  expect(messages.locale?.message).toBe(language);
  const rules = new Intl.PluralRules(language);
  const categories = new Set(Array.from({ length: 200 }, (_, count) => rules.select(count)));
  for (const [key, { message }] of Object.entries(ru)) {
    const isCounted = message.includes('|');
    expect(messages[key]?.message.split('|').length, key).toBe(isCounted ? categories.size : 1);
  }
});

test('no text is unused', () => {
  const code = ['utils', 'components', 'entrypoints']
    .flatMap(sourcesOf)
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const manifest = readFileSync('wxt.config.ts', 'utf8');
  // Keys composed of parts and words: `problem_${name}`, `card_${why}_note`.
  const composed = [...code.matchAll(/[`'"]([a-z][a-z_]*_)\$\{[^}`]*\}([a-z_]*)/g)]
    .filter(([, start]) => start !== 'problem_' && start !== 'next_')
    .map(([, start, end]) => new RegExp(`^${start}\\w+${end}`));
  // And the other way round: `${key}_more`.
  const ended = [...code.matchAll(/\}(_[a-z_]+)`/g)].map(([, end = '']) => end);
  const problems = Object.entries(nextStep).flatMap(([name, step]) => [
    `problem_${snake(name)}`,
    `next_${snake(step)}`,
  ]);
  const unused = Object.keys(ru).filter(
    (key) =>
      !code.includes(`'${key}'`) &&
      !code.includes(`"${key}"`) &&
      !manifest.includes(`__MSG_${key}__`) &&
      !problems.includes(key) &&
      !ended.some((end) => key.endsWith(end) && Object.hasOwn(ru, key.slice(0, -end.length))) &&
      !composed.some((pattern) => pattern.test(key)),
  );
  expect(unused).toEqual([]);
});

test('every change that our pages make has a text in the undo bar', () => {
  const changing = Object.entries<Operation>(operations).filter(([, { call }]) => call);
  expect(changing.length).toBeGreaterThan(5);
  for (const [id] of changing) expect(ru, id).toHaveProperty(`write_${snake(id)}`);
});

const snake = (name: string) => name.replaceAll('-', '_');

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
