import { expect, test } from 'vitest';
import { needsSignIn, nextStep, type ProblemName } from './problem.ts';

test('a problem whose next step is to sign in means that hh no longer accepts our credentials', () => {
  const names = Object.keys(nextStep) as ProblemName[];
  expect(names.filter((name) => needsSignIn({ name }))).toEqual([
    'signed-out',
    'sign-in-cancelled',
    'sign-in-failed',
    'access-revoked',
  ]);
});
