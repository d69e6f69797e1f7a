import { expect, it } from 'vitest';
import { applicantTalkOf } from './applicant-talk.ts';
import { oldTalk } from './hh/schemas/talk.ts';
import { reader } from './hh/schemas/wire.ts';

const read = reader(oldTalk);
const letter = (id: string, author: string, more: object = {}) => ({
  id,
  created_at: '2026-11-10T09:00:00+0300',
  text: `Письмо ${id}`,
  author: { participant_type: author },
  ...more,
});

it('what the applicant wrote is mine, and may be changed only where hh says so', () => {
  const items = [
    letter('1', 'applicant', { editable: true }),
    letter('2', 'employer', { editable: true }),
    letter('3', 'applicant'),
  ];
  const talk = applicantTalkOf(read({ items, page: 0, pages: 1 }), 'ok');
  expect(talk.messages.map(({ mine, canEdit }) => [mine, canEdit])).toEqual([
    [true, true],
    [false, false],
    [true, false],
  ]);
  expect(talk.off).toBeNull();
});

it('says in hh’s word why nothing can be written', () => {
  expect(applicantTalkOf(read({ items: [] }), 'no_invitation').off).toBe('no_invitation');
});
