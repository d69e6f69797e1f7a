import { describe, expect, test } from 'vitest';
import { asId, type ChatId } from '../ids.ts';
import { known, unread } from '../known.ts';
import { negotiationOf as applicationOf } from './applicant/testing.ts';
import { dueAt } from './due.ts';
import { followUpDays, invitedOf, noteOf, silenceOf } from './follow-ups.ts';
import { negotiationOf, vacancyOf } from './testing.ts';

const now = new Date('2026-11-26T18:00').getTime();
const day = 86_400_000;
const ago = (days: number) => now - days * day;
const ruleOf = (...[more, at = now]: [Parameters<typeof applicationOf>[1], number?]) => {
  const found = silenceOf(applicationOf(1, { updatedAt: ago(8), viewed: true, ...more }), 7, at);
  return found?.why.kind === 'silence' ? found.why.rule : null;
};

describe('an application', () => {
  test('that was viewed is followed up after as many days as the person waits, for a month, for that silence', () => {
    expect(ruleOf({})).toBe('read-silent');
    expect(ruleOf({ updatedAt: ago(6) })).toBeNull();
    expect(ruleOf({ updatedAt: ago(6) }, now + day)).toBe('read-silent');
    expect(ruleOf({ updatedAt: ago(7 + followUpDays.late) })).toBeNull();
    expect(silenceOf(applicationOf(1, { updatedAt: ago(8), viewed: true }), 7, now)?.why).toEqual({
      kind: 'silence',
      rule: 'read-silent',
      since: ago(8),
    });
  });

  test('of which something was not read gives none', () => {
    expect(ruleOf({ viewed: null })).toBeNull();
    expect(ruleOf({ viewed: false })).toBeNull();
    expect(ruleOf({ updatedAt: null })).toBeNull();
    expect(ruleOf({ hidden: null })).toBeNull();
    expect(ruleOf({ stage: { id: '', name: '' } })).toBeNull();
  });

  test('that is over, or has something new in it, gives none', () => {
    expect(ruleOf({ stage: { id: 'discard', name: '' } })).toBeNull();
    expect(ruleOf({ hidden: true })).toBeNull();
    expect(ruleOf({ fresh: true })).toBeNull();
  });

  test('that asks, or whose invitation was the last thing, waits for me', () => {
    const invited = { stage: { id: 'invitation', name: '' }, updatedAt: ago(3) };
    expect(ruleOf({ awaits: true, updatedAt: ago(3) })).toBe('unanswered');
    expect(ruleOf({ awaits: true, updatedAt: ago(1) })).toBeNull();
    expect(ruleOf({ ...invited, answeredAt: ago(3) })).toBe('unanswered');
    // Something happened since, which may have been my answer; and of an invitation from before our time nothing is known.
    expect(ruleOf({ ...invited, answeredAt: ago(4) })).toBeNull();
    expect(ruleOf({ ...invited, answeredAt: null })).toBeNull();
  });
});

test('a note is due in the morning of its day, with its own words, until it is long past', () => {
  const found = (on: string | null, text = 'Позвонить', at = now) =>
    noteOf(applicationOf(1), { text: 'Всё о них', next: { text, on } }, at);
  expect(found('2026-12-01')).toMatchObject({
    until: '2026-12-01T09:00',
    why: { kind: 'note', text: 'Позвонить', on: '2026-12-01T09:00' },
  });
  expect(found('2026-12-01', ' ')?.why).toMatchObject({ text: 'Всё о них' });
  expect(found(null)).toBeNull();
  expect(
    found('2026-12-01', 'Позвонить', dueAt('2026-12-01T09:00') + (followUpDays.late + 1) * day),
  ).toBeNull();
});

test('whom we invited is followed up where an answer could have been seen', () => {
  const stage = { id: 'phone_interview', name: 'Телефонное интервью' };
  const vacancy = { ...vacancyOf(1, 0), archived: known(false) };
  const chat = { vacancy: known(vacancy), chatId: known(asId<ChatId>('7')), unreadMessages: known(0) };
  const found = invitedOf(negotiationOf(1, chat), stage, now);
  expect(found).toMatchObject({
    of: { row: { stage: known(stage) }, unviewed: false },
    why: { rule: 'invited-silent', since: now },
  });
  expect(found && dueAt(found.until)).toBe(now + followUpDays.invited * day);
  expect(invitedOf(negotiationOf(1, { ...chat, chatId: known(null) }), stage, now)).toBeNull();
  expect(invitedOf(negotiationOf(1, { ...chat, unreadMessages: unread }), stage, now)).toBeNull();
  for (const id of ['discard_by_employer', 'consider', 'hired'])
    expect(invitedOf(negotiationOf(1, chat), { id, name: id }, now)).toBeNull();
});
