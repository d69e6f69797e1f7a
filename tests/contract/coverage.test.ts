import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coverageText, covered, notCovered } from './coverage.ts';
import { missingReason, openapi } from './openapi.ts';

if (!openapi) console.info(`skipped: ${missingReason}`);

const root = new URL('../../', import.meta.url);
const at = (path: string) => new URL(path, root);
const textOf = (path: string) => readFileSync(at(path), 'utf8');
const doc = 'docs/coverage.md';

/** Our own code outside `utils/hh`, where a call must be used to be of any use. */
const users = globSync('{components,entrypoints,utils}/**/*.{ts,tsx}', { cwd: root.pathname })
  .filter((path) => !path.startsWith('utils/hh/') && !/\.test\.tsx?$/.test(path))
  .map(textOf);

describe('the coverage table', () => {
  it.skipIf(!openapi)("has every operation of hh's, or the reason why not", () => {
    const listed = [...covered.map(({ operation }) => operation), ...Object.keys(notCovered)];
    const published = [...(openapi?.keys() ?? [])];
    expect(published.filter((operation) => !listed.includes(operation))).toEqual([]);
    expect(listed.filter((operation) => !published.includes(operation))).toEqual([]);
    expect(listed.filter((operation, index) => listed.indexOf(operation) !== index)).toEqual([]);
  });

  it.each(covered)('$operation: $call', ({ operation, call, screen: [screen], test }) => {
    const [file = '', name = ''] = call.split(':');
    const source = textOf(file);
    expect(source, `a docstring of ${file} names it`).toMatch(
      new RegExp(`[Oo]perations?\\s(?:\\s|\\*|\`[\\w-]+\`|,|and)*\`${operation}\``),
    );
    expect(source, `${file} has ${name}`).toMatch(new RegExp(`\\b${name}\\b\\s*[:=(]`));
    expect(
      users.some((user) => new RegExp(`\\b${name}\\b`).test(user)),
      `${name} is used`,
    ).toBe(true);
    expect(existsSync(at(screen)), screen).toBe(true);
    expect(textOf(test), `${test} mentions it`).toMatch(new RegExp(`\\b${operation}\\b(?!-)`));
  });

  it(`${doc} follows from it`, () => {
    if (process.env.UPDATE) writeFileSync(at(doc), coverageText());
    expect(existsSync(at(doc)) ? textOf(doc) : '').toBe(coverageText());
  });
});
