import { expect, test } from 'vitest';
import { asId, type ResumeId } from '../ids.ts';
import { companyIn, sameResume } from './pages.ts';

const id = (hash: string) => asId<ResumeId>(hash);
const ofAnother = id('b330ad2c000148f41d001d12aa5268466a6a6e');
const ofOurs = id('64caf92e000148f41d003aae876a3334355a6b');
const ofAnybody = id('8e224251ff0148f41d0039ed1f1f534b6a7030');
const ofAnotherPerson = id('64caf92e000148f41e003aae876a3334355a6b');

test('reads the company for which a hash was made', () => {
  expect(companyIn(ofAnother)).toBe('1905322');
  expect(companyIn(ofAnybody)).toBeNull();
  expect(companyIn(id('0123456789abcdef'))).toBeNull();
});

test('the number joins all hashes of one resume, whatever company each was made for', () => {
  expect(sameResume(ofAnother, ofOurs)).toBe(true);
  expect(sameResume(ofOurs, ofAnybody)).toBe(true);
  expect(sameResume(ofOurs, ofAnotherPerson)).toBe(false);
});

test('ids of another form are the same only if they are equal', () => {
  expect(sameResume(id('0123456789abcdef'), id('0123456789abcdef'))).toBe(true);
  expect(sameResume(id('0123456789abcdef'), id('fedcba9876543210'))).toBe(false);
  expect(sameResume(null, null)).toBe(false);
  expect(sameResume(ofOurs, undefined)).toBe(false);
});
