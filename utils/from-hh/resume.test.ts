import { expect, it } from 'vitest';
import { reader } from '../hh/read.ts';
import { contacts, wholeResume } from '../hh/resumes.ts';
import { known } from '../known.ts';
import { contactsOf, wholeResumeOf } from './resume.ts';

it('leaves out profiles whose address the applicant hides', () => {
  const site = [{ type: { name: 'LinkedIn' }, url: null }, { url: 'https://example.test' }, { url: 7 }];
  const { more } = wholeResumeOf(reader(wholeResume)({ id: 'a', site }), 0);
  expect(more?.sites).toEqual(
    known({ items: [{ name: known(null), url: 'https://example.test' }], skipped: 1 }),
  );
});

it('reads a contact once if hh gives its value in the new field and null in the old one', () => {
  const contact = [{ contact_value: 'kim@example.test', value: null }, { contact_value: null }, {}];
  const read = reader(contacts)({ contact });
  expect(contactsOf(read, 'open')).toMatchObject({ items: [{ value: 'kim@example.test' }], skipped: 1 });
  expect(contactsOf(read)).toMatchObject({ items: [{ value: 'kim@example.test' }], skipped: 2 });
});
