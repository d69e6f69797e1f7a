import { describe, expect, it } from 'vitest';
import { asId, type MessageId } from '../ids.ts';
import { acceptOf, inARow, joined, lastTheirs, misfit, renewed, type TalkMessage } from './talk.ts';

const message = (id: number, at: number, more: Partial<TalkMessage> = {}): TalkMessage => ({
  id: asId<MessageId>(id),
  kind: 'text',
  text: `${id}`,
  state: null,
  author: 'employer',
  authorName: null,
  mine: true,
  at,
  readByApplicant: false,
  attachments: [],
  canEdit: true,
  changedAt: null,
  place: null,
  assessments: [],
  ...more,
});
const ids = (list: TalkMessage[]) => list.map(({ id }) => Number(id));

describe('joined', () => {
  it('is in the order of time, each message once, the fresh one of two', () => {
    const list = joined([message(2, 20), message(3, 30)], [message(1, 10), message(2, 20, { text: 'new' })]);
    expect(ids(list)).toEqual([1, 2, 3]);
    expect(list[1]?.text).toBe('new');
  });

  it('by number within one millisecond', () => {
    expect(ids(joined([message(10, 5)], [message(9, 5), message(11, 5)]))).toEqual([9, 10, 11]);
  });
});

describe('renewed', () => {
  it('forgets what was deleted within the stretch, keeps what is older', () => {
    const known = [message(1, 10), message(2, 20), message(3, 30), message(4, 40)];
    expect(ids(renewed(known, [message(2, 20), message(4, 40)]))).toEqual([1, 2, 4]);
  });

  it('an empty stretch tells nothing', () => {
    expect(ids(renewed([message(1, 10)], []))).toEqual([1]);
  });
});

it('counts ours since their last text', () => {
  const theirs = message(1, 1, { author: 'applicant', mine: false });
  expect(inARow([theirs, message(2, 2), message(3, 3, { kind: 'joined' }), message(4, 4)])).toBe(2);
  expect(inARow([])).toBe(0);
  expect(lastTheirs([theirs, message(2, 2)])).toBe('1');
  expect(lastTheirs([message(2, 2)])).toBeNull();
});

describe('a file and what hh takes', () => {
  const takes = { maxBytes: 10, types: ['jpeg', 'pdf'], mimeTypes: ['image/jpeg', 'application/pdf'] };
  it.each([
    ['a.jpg', 'image/jpeg', 10, null],
    ['a.PDF', '', 10, null],
    ['a.jpg', 'image/jpeg', 11, 'size'],
    ['a.exe', 'application/octet-stream', 1, 'type'],
    ['pdf.', '', 1, 'type'],
  ])('%s %s of %d: %s', (name, type, size, expected) => {
    expect(misfit(takes, { name, type, size })).toBe(expected);
  });

  it('anything, where hh does not say', () => {
    const all = { maxBytes: 10, types: [], mimeTypes: [] };
    expect(misfit(all, { name: 'a', type: '', size: 1 })).toBeNull();
    expect(acceptOf(all)).toBe('');
    expect(acceptOf(takes)).toBe('image/jpeg,application/pdf,.jpeg,.pdf');
  });
});
