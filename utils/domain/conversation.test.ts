import { describe, expect, it } from 'vitest';
import { asId } from '../ids.ts';
import { known, unread } from '../known.ts';
import { acceptOf, inARow, lastTheirs, type Message, mergedMessages, misfit } from './conversation.ts';
import { messageOf } from './testing.ts';

const message = (id: number, at: number, more: Partial<Message> = {}): Message =>
  messageOf(id, {
    text: known(`${id}`),
    author: known('employer'),
    mine: known(true),
    at: known(at),
    ...more,
  });
const ids = (list: Message[]) => list.map(({ id }) => Number(id));

describe('joining two stretches', () => {
  it('sorts by time and keeps the fresh version of a duplicate', () => {
    const list = mergedMessages(
      [message(2, 20), message(3, 30)],
      [message(1, 10), message(2, 20, { text: known('new') })],
    );
    expect(ids(list)).toEqual([1, 2, 3]);
    expect(list[1]?.text).toEqual(known('new'));
  });

  it('sorts by id if a time is unknown', () => {
    expect(ids(mergedMessages([message(2, 20, { at: unread })], [message(1, 10), message(3, 30)]))).toEqual([
      1, 2, 3,
    ]);
  });

  it('keeps the skipped counts where two stretches touch', () => {
    const before = [message(2, 20, { skippedBefore: 1 }), message(3, 30)];
    const list = mergedMessages(before, [message(1, 10, { skippedBefore: 2 }), message(2, 20)]);
    expect(list.map(({ skippedBefore }) => skippedBefore)).toEqual([2, 1, 0]);
  });

  it('sorts by id within one millisecond', () => {
    expect(ids(mergedMessages([message(10, 5)], [message(9, 5), message(11, 5)]))).toEqual([9, 10, 11]);
  });
});

describe('consecutive messages', () => {
  const theirs = message(1, 1, { author: known('applicant'), mine: known(false) });
  const count = (...messages: Message[]) => inARow({ messages, skippedAfter: 0 });

  it('are ours since their last message', () => {
    const joins = message(3, 3, { kind: known('joined') });
    expect(count(theirs, message(2, 2), joins, message(4, 4))).toEqual(known(2));
    expect(count()).toEqual(known(0));
  });

  it('are unknown if any of them could not be read', () => {
    expect(count(theirs, message(2, 2, { author: unread }))).toEqual(unread);
    expect(count(theirs, message(2, 2, { kind: unread }))).toEqual(unread);
    expect(count(theirs, message(2, 2, { skippedBefore: 1 }))).toEqual(unread);
    expect(inARow({ messages: [theirs], skippedAfter: 1 })).toEqual(unread);
    expect(count(message(1, 1, { author: unread }), { ...theirs, id: asId(2) })).toEqual(known(0));
  });
});

it('the last message of the other side is one known to be theirs', () => {
  const theirs = message(1, 1, { mine: known(false) });
  expect(lastTheirs([theirs, message(2, 2)])).toBe('1');
  expect(lastTheirs([theirs, message(2, 2, { mine: unread })])).toBe('1');
  expect(lastTheirs([message(2, 2)])).toBeNull();
});

describe("a file and hh's conditions", () => {
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

  it('any file fits if hh names no types', () => {
    const all = { maxBytes: 10, types: [], mimeTypes: [] };
    expect(misfit(all, { name: 'a', type: '', size: 1 })).toBeNull();
    expect(acceptOf(all)).toBe('');
    expect(acceptOf(takes)).toBe('image/jpeg,application/pdf,.jpeg,.pdf');
  });
});
