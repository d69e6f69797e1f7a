import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coverageText, halves } from './coverage.ts';
import { applicantApi, missingReason, openapi } from './openapi.ts';

/*
 * Each row of the table names a function and a test. The source of the test shows that it calls the function. The
 * test itself shows that hh is really asked for the operation: its client records each request, and its last test
 * (`provesCoverage`) compares them with the rows that name the file.
 */

if (!openapi) console.info(`skipped: ${missingReason}`);
if (!applicantApi.openapi) console.info(`skipped: ${applicantApi.missingReason}`);

const root = new URL('../../', import.meta.url);
const at = (path: string) => new URL(path, root);
const textOf = (path: string) => readFileSync(at(path), 'utf8');
const doc = 'docs/coverage.md';

/** Our own code outside `utils/hh`: a call is useful only if it is used there. */
const users = globSync('{components,entrypoints,utils}/**/*.{ts,tsx}', { cwd: root.pathname })
  .filter((path) => !path.startsWith('utils/hh/') && !/\.test\.tsx?$/.test(path))
  .map(textOf);

describe.each(halves)('the coverage table: $title', ({ covered, notCalled, published }) => {
  it.skipIf(!published)("lists every operation of hh's, or the reason why not", () => {
    const listed = [...covered.map(({ operation }) => operation), ...Object.keys(notCalled)];
    const all = [...(published?.keys() ?? [])];
    expect(all.filter((operation) => !listed.includes(operation))).toEqual([]);
    expect(listed.filter((operation) => !all.includes(operation))).toEqual([]);
    const rows = [...covered.map(({ operation, call }) => operation + call), ...Object.keys(notCalled)];
    expect(rows.filter((row, index) => rows.indexOf(row) !== index)).toEqual([]);
  });

  it.each(covered)('$operation: $call', ({ operation, call, screen: [screen], test }) => {
    const [file = '', name = ''] = call.split(':');
    const source = textOf(file);
    expect(source, `a docstring of ${file} names it`).toMatch(
      new RegExp(`[Oo]perations?\\s(?:\\s|\\*|\`[\\w-]+\`|,|and)*\`${operation}\``),
    );
    expect(source, `${file} has ${name}`).toMatch(new RegExp(`\\b${name}\\b\\s*[:=(]`));
    const imported = new RegExp(`/hh/${basename(file)}'`);
    const isUsed = new RegExp(`[.{,]\\s*${name}\\b|\\b${name}\\(`);
    expect(
      users.some((user) => imported.test(user)) && users.some((user) => isUsed.test(user)),
      `${name} of ${file} is used`,
    ).toBe(true);
    expect(existsSync(at(screen)), screen).toBe(true);
    const tested = textOf(test);
    expect(tested, `${test} calls it`).toMatch(new RegExp(`\\b${name}\\(`));
    expect(tested, `${test} proves what it asks for`).toContain(`provesCoverage('${test}')`);
  });
});

it(`generates ${doc} from the tables`, () => {
  if (process.env.UPDATE) writeFileSync(at(doc), coverageText());
  expect(existsSync(at(doc)) ? textOf(doc) : '').toBe(coverageText());
});
