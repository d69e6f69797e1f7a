import { expect, it } from 'vitest';
import { reader } from '../hh/read.ts';
import { wholeResume } from '../hh/resumes.ts';
import { known } from '../known.ts';
import { wholeResumeOf } from './resume.ts';

it('passes over profiles whose address the applicant hides', () => {
  const site = [{ type: { name: 'LinkedIn' }, url: null }, { url: 'https://example.test' }, { url: 7 }];
  const { more } = wholeResumeOf(reader(wholeResume)({ id: 'a', site }), 0);
  expect(more?.sites).toEqual(
    known({ items: [{ name: known(null), url: 'https://example.test' }], skipped: 1 }),
  );
});
