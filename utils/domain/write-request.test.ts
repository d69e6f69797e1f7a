import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { mayMove, transitions } from './write-request.ts';

test('the table in docs/architecture.md matches the code', async () => {
  const doc = await readFile('docs/architecture.md', 'utf8');
  const rows = [...doc.matchAll(/^\| (\w+) \| (person|sender) \| ([\w, ]+) \| ([\w, ]+) \|/gm)];
  expect(
    Object.fromEntries(
      rows.map(([, name, by, from, to]) => [name, { by, from: from?.split(', '), to: to?.split(', ') }]),
    ),
  ).toEqual(transitions);
});

test('a sent entry can only be removed', () => {
  const from = Object.keys(transitions).filter((name) => mayMove(name as keyof typeof transitions, 'sent'));
  expect(from).toEqual(['dismiss', 'tidy']);
});
