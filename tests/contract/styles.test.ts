import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folders = '{components,entrypoints,utils}/**/*';
const textOf = (pattern: string) => globSync(pattern).map((file) => readFileSync(file, 'utf8'));

test('every class in a style sheet occurs in a view', () => {
  const words = new Set(textOf(`${folders}.{ts,tsx,html}`).flatMap((text) => text.match(/[\w-]+/g) ?? []));
  const styled = textOf(`${folders}.css`).flatMap((css) =>
    [...css.replaceAll(/\/\*.*?\*\//gs, '').matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name ?? ''),
  );
  expect(styled.length).toBeGreaterThan(500);
  expect([...new Set(styled)].filter((name) => !words.has(name))).toEqual([]);
});
