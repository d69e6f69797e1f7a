import { expect, test } from 'vitest';
import { needsSignIn, nextStep, type ProblemName } from './problem.ts';

test('what needs a sign-in is what the table says', () => {
  const names = Object.keys(nextStep) as ProblemName[];
  expect(names.filter((name) => needsSignIn({ name }))).toEqual(
    names.filter((name) => nextStep[name] === 'sign-in'),
  );
});
