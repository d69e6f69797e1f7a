import { expect, test } from 'vitest';
import type { Badge, Half } from '../domain/badge.ts';
import { known, unknown, unread } from '../known.ts';
import { titleOf } from './badge.ts';

const badge = (...halves: Half[]): Badge => ({
  look: 'count',
  text: '',
  color: '',
  responses: { whole: true, count: 2 },
  chats: known(1),
  answers: { whole: true, count: 3 },
  part: null,
  halves,
});

test('does not name the role of a person who has only one', () => {
  expect(titleOf(badge({ role: 'recruiter', look: 'count', since: null }), 0)).toMatch(
    /: 2 непросмотренных отклика, 1 непрочитанный чат$/,
  );
  expect(titleOf(badge({ role: 'applicant', look: 'count', since: null }), 0)).toMatch(/: 3 новых ответа$/);
});

test('tells two roles apart', () => {
  const title = titleOf(
    badge(
      { role: 'recruiter', look: 'signed_out', since: null },
      { role: 'applicant', look: 'no_way', since: null },
    ),
    0,
  );
  expect(title).toMatch(/рекрутер: вход не выполнен.*; соискатель: ваши отклики пока не читаются/);
});

test.each<[Half['look'], Partial<Badge>, RegExp]>([
  [
    'part',
    { responses: { whole: false, atLeast: 21 } },
    /: не меньше 21 непросмотренного отклика, 1 непрочитанный чат; загружено не всё$/,
  ],
  [
    'unknown',
    { responses: { whole: false, atLeast: 0 } },
    /: число непросмотренных откликов неизвестно, 1 непрочитанный чат: загрузить числа не удалось$/,
  ],
  ['unread', { responses: { whole: false, atLeast: 0 }, chats: unread }, /: отклики ещё не читались$/],
  [
    'nothing',
    { responses: { whole: true, count: 0 }, chats: unknown({ name: 'forbidden' }) },
    /: 0 непросмотренных откликов, чаты недоступны$/,
  ],
  ['count', { chats: unread }, /: 2 непросмотренных отклика, число непрочитанных чатов неизвестно$/],
])('puts %s into words', (look, more, words) => {
  expect(titleOf({ ...badge({ role: 'recruiter', look, since: null }), ...more }, 0)).toMatch(words);
});

test('says of which part an applicant’s number is', () => {
  const title = (least: number) =>
    titleOf(
      {
        ...badge({ role: 'applicant', look: 'part', since: null }),
        answers: { whole: false, atLeast: least },
        part: { loaded: 20, total: 104, more: true },
      },
      0,
    );
  expect(title(3)).toContain('не меньше 3 новых ответов, загружено 20 из 104');
  expect(title(0)).toContain('есть ли новые ответы, пока неизвестно, загружено 20 из 104');
});
