import { describe, expect, test } from 'vitest';
import { asId, type ChatId, type ResumeId, type VacancyId } from '../ids.ts';
import { known, unread } from '../known.ts';
import { negotiationOf as applicationOf } from './applicant/testing.ts';
import { dueAt } from './due.ts';
import {
  followUpDays,
  invitedOf,
  lastOfOurs,
  noteOf,
  overlongOf,
  overlongStay,
  promisedOf,
  promiseIn,
  silenceOf,
} from './follow-ups.ts';
import type { Person } from './person.ts';
import { conversationOf, messageOf, negotiationOf, vacancyOf } from './testing.ts';

const now = new Date('2026-11-26T18:00').getTime();
const day = 86_400_000;
const ago = (days: number) => now - days * day;
const ruleOf = (...[more, at = now]: [Parameters<typeof applicationOf>[1], number?]) => {
  const found = silenceOf(applicationOf(1, { updatedAt: ago(8), viewed: true, ...more }), 7, at);
  return found?.why.kind === 'silence' ? found.why.rule : null;
};

describe('an application', () => {
  test("that was viewed is followed up after the user's number of days, for a month, for that silence", () => {
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

  test('with an unread fact is not followed up', () => {
    expect(ruleOf({ viewed: null })).toBeNull();
    expect(ruleOf({ viewed: false })).toBeNull();
    expect(ruleOf({ updatedAt: null })).toBeNull();
    expect(ruleOf({ hidden: null })).toBeNull();
    expect(ruleOf({ stage: { id: '', name: '' } })).toBeNull();
  });

  test('that is over, or has something new, is not followed up', () => {
    expect(ruleOf({ stage: { id: 'discard', name: '' } })).toBeNull();
    expect(ruleOf({ hidden: true })).toBeNull();
    expect(ruleOf({ fresh: true })).toBeNull();
  });

  test('with a question, or an invitation as the last event, waits for the applicant', () => {
    const invited = { stage: { id: 'invitation', name: '' }, updatedAt: ago(3) };
    expect(ruleOf({ awaits: true, updatedAt: ago(3) })).toBe('unanswered');
    expect(ruleOf({ awaits: true, updatedAt: ago(1) })).toBeNull();
    expect(ruleOf({ ...invited, answeredAt: ago(3) })).toBe('unanswered');
    // Something happened since, which may have been the applicant's answer; the time of an earlier invitation
    // is unknown.
    expect(ruleOf({ ...invited, answeredAt: ago(4) })).toBeNull();
    expect(ruleOf({ ...invited, answeredAt: null })).toBeNull();
  });
});

test('a note is due on the morning of its day, with its own text, until it is long past', () => {
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

test('somebody we invited is followed up if their answer could have been seen', () => {
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

describe('our own promise', () => {
  test.each([
    'Вернёмся с ответом до пятницы.',
    'Мы вернемся к вам на следующей неделе.',
    'В течение трёх дней дадим вам обратную связь.',
    'Обратную связь обязательно дадим!',
    'Обратная связь до пятницы.',
    'О решении сообщу завтра.',
    'Мы с вами свяжемся.',
    'Напишу вам вечером.',
    'Пришлём решение во вторник.',
    'We will get back to you by Friday.',
    'I’ll let you know tomorrow.',
    "We'll follow up next week.",
    'We are going to be in touch soon.',
  ])('is recognised in «%s»', (text) => {
    expect(promiseIn(`Здравствуйте! ${text} Хорошего дня.`)).toBe(text);
    expect(promiseIn(`Спасибо за интервью\n${text}\nАнна`)).toBe(text);
  });

  test.each([
    'Ждём вашего ответа.',
    'Сообщите, пожалуйста, о решении.',
    'Свяжитесь с нами.',
    'Напишите нам.',
    'Если вакансия откроется, мы свяжемся с вами.',
    'Возможно, вернёмся к вам позже.',
    'К сожалению, мы не вернёмся к вам.',
    'Когда вам удобно, мы перезвоним?',
    'Ответим на вопросы?',
    'С радостью отвечу на все ваши вопросы.',
    'При положительном решении мы с вами свяжемся.',
    'Вернусь с отпуска пятого.',
    'Спасибо за обратную связь!',
    'Связь хорошая, ответ получили.',
    'Please let me know.',
    'We may get back to you.',
    'We won’t get back to you.',
    'If you fit, we will contact you.',
    '',
  ])('is not seen in «%s»', (text) => {
    expect(promiseIn(text)).toBeNull();
  });

  test('is quoted as a sentence, shortened if long', () => {
    expect(promiseIn(`Добрый день. Мы ${'очень '.repeat(60)}скоро сообщим.`)).toHaveLength(120);
  });

  const stage = { id: 'interview', name: 'Интервью' };
  const of = negotiationOf(1, { vacancy: known({ ...vacancyOf(1, 0), archived: known(false) }) });

  test('is due after some days, for a month, unless the response is decided', () => {
    const text = 'Вернёмся с ответом.';
    const found = promisedOf(of, stage, { text, at: now }, now);
    expect(found?.why).toEqual({ kind: 'silence', rule: 'promised', since: now, text });
    expect(found && dueAt(found.until)).toBe(now + followUpDays.promised * day);
    expect(promisedOf(of, stage, { text, at: ago(40) }, now)).toBeNull();
    expect(promisedOf(of, { id: 'discard_by_employer', name: '' }, { text, at: now }, now)).toBeNull();
    expect(promisedOf(of, { id: 'hired', name: '' }, { text, at: now }, now)).toBeNull();
    expect(promisedOf(of, stage, { text: 'Спасибо!', at: now }, now)).toBeNull();
  });

  test('is only looked for in our last message, if everything after it was read', () => {
    const ours = messageOf(1, {
      author: known('employer'),
      mine: known(true),
      text: known('Вернёмся.'),
      at: known(5),
    });
    const theirs = messageOf(2, { author: known('applicant'), mine: known(false), at: known(6) });
    const said = (...[messages, more]: Parameters<typeof conversationOf>) =>
      lastOfOurs(conversationOf(messages, more));
    expect(said([ours])).toEqual({ text: 'Вернёмся.', at: 5 });
    expect(said([ours, theirs])).toEqual({ text: 'Вернёмся.', at: 5 });
    expect(said([ours, messageOf(3, { ...ours, mine: known(false), at: known(7) })])).toEqual({
      text: null,
      at: 7,
    });
    expect(said([ours, messageOf(3, { kind: known('stage'), at: known(8) })])).toEqual({ text: null, at: 8 });
    expect(said([ours], { skippedAfter: 1 })).toBeUndefined();
    expect(said([ours, { ...theirs, skippedBefore: 1 }])).toBeUndefined();
    expect(said([theirs])).toBeUndefined();
    expect(said([ours, messageOf(3, { kind: unread })])).toBeUndefined();
  });
});

describe('a long stay at a stage', () => {
  const at = { resumeId: asId<ResumeId>('me'), vacancyId: asId<VacancyId>('1'), stageId: 'interview' };
  const change = (id: string, days: number) => ({ stage: { id, name: id }, at: ago(days), letter: false });
  const person = (id: string, changes: ReturnType<typeof change>[]): Person => ({
    id: asId(id),
    number: null,
    owner: null,
    notes: null,
    negotiations: [
      {
        vacancyId: at.vacancyId,
        vacancy: null,
        archived: false,
        negotiationId: asId(id),
        createdAt: null,
        changes,
      },
    ],
  });
  const others = [3, 4, 4, 4, 9].map((days, index) =>
    person(String(index), [change('offer', 20), change('interview', 20 + days)]),
  );
  const after = (days: number, all = others) =>
    overlongStay([...all, person('me', [change('interview', days)])], at, now);

  test('is reported when it is twice as long as usual, from known facts only', () => {
    expect(after(7)).toBeNull();
    expect(after(9)).toEqual({ since: ago(9), days: 9, usual: 4 });
    expect(after(9, others.slice(1))).toBeNull();
    expect(after(60)).toBeNull();
    expect(overlongStay(others, at, now)).toBeNull();
    expect(overlongStay([...others, person('me', [change('offer', 9)])], at, now)).toBeNull();
  });

  test('is not reported for a matter of hours', () => {
    const quick = [1, 2, 3, 4, 5].map((hour) =>
      person(String(hour), [change('offer', 20), change('interview', 20 + hour / 24)]),
    );
    expect(after(1, quick)).toBeNull();
    expect(after(2.5, quick)).toEqual({ since: ago(2.5), days: 2, usual: 1 });
  });

  test('is due at once, with the stage that was read', () => {
    const stay = { since: ago(9), days: 9, usual: 4 };
    const vacancy = known({ ...vacancyOf(1, 0), archived: known(false) });
    const found = overlongOf(
      negotiationOf(1, { vacancy, stage: known({ id: 'interview', name: 'Интервью' }) }),
      stay,
      now,
    );
    expect(found?.why).toMatchObject({ rule: 'overlong', stage: { id: 'interview' }, days: 9, usual: 4 });
    expect(found && dueAt(found.until)).toBe(now);
    expect(overlongOf(negotiationOf(1, { vacancy, stage: unread }), stay, now)).toBeNull();
  });
});
