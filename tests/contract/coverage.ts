import { applicant, notCalledByApplicant } from './coverage-applicant.ts';
import { employer, notCalled } from './coverage-employer.ts';
import type { Covered } from './covered.ts';
import { applicantApi, openapi } from './openapi.ts';

/** One part of hh's API: which operations are called, and which are not. */
export interface Half {
  title: string;
  note: string;
  covered: readonly Covered[];
  /** The reason, by operation. */
  notCalled: Readonly<Record<string, string>>;
  /** The operations as published by hh; null if the document is not available. */
  published: ReadonlyMap<string, unknown> | null;
}

export const halves: readonly Half[] = [
  {
    title: 'Employers',
    note: "Every operation of hh's documents for employers.",
    covered: employer,
    notCalled,
    published: openapi,
  },
  {
    title: 'Applicants',
    note: "Every operation of hh's documents for applicants as of 2025-12-15, when hh closed them to other\napplications. Where hh refuses them, the same screens show what the applicant's own pages contain, and link to them.",
    covered: applicant,
    notCalled: notCalledByApplicant,
    published: applicantApi.openapi,
  },
];

const head = [
  '# Coverage',
  '',
  'Every operation of hh with the function that calls it, the screen that uses it and the test that calls it.',
  '`UPDATE=1 npx vitest run tests/contract/coverage.test.ts` generates this page from `tests/contract/coverage-*.ts`; the',
  'same test checks it against the code.',
];

/** The content of `docs/coverage.md`, generated from the tables. */
export const coverageText = (): string => `${[...head, ...halves.flatMap(partOf)].join('\n')}\n`;

function partOf({ title, note, covered, notCalled }: Half): string[] {
  const left = Object.entries(notCalled).map(([operation, why]) => `| \`${operation}\` | ${why} |`);
  return [
    '',
    `## ${title}`,
    '',
    note,
    '',
    '| Operation | Function | Screen | Test |',
    '| --- | --- | --- | --- |',
    ...covered.map(rowOf),
    ...(left.length ? ['', 'Not called:', '', '| Operation | Why |', '| --- | --- |', ...left] : []),
  ];
}

function rowOf({ operation, call, screen: [file, what], test }: Covered): string {
  const cut = call.lastIndexOf(':');
  const on = `[${what}](../${file})`;
  return `| \`${operation}\` | [\`${call.slice(cut + 1)}\`](../${call.slice(0, cut)}) | ${on} | [${test.replace(/^.*\//, '')}](../${test}) |`;
}
