import { expect, test } from 'vitest';
import { titleOf } from './badge.ts';
import type { Badge, Half } from './inbox/badge.ts';

const badge = (...halves: Half[]): Badge => ({
  look: 'count',
  text: '',
  color: '',
  responses: 2,
  chats: 1,
  answers: 3,
  halves,
});

test('one role says its words alone', () => {
  expect(titleOf(badge({ role: 'recruiter', look: 'count', since: null }), 0)).toMatch(
    /: 2 непрочитанных отклика, 1 чат с новым$/,
  );
  expect(titleOf(badge({ role: 'applicant', look: 'count', since: null }), 0)).toMatch(/: 3 новых ответа$/);
});

test('two are told apart', () => {
  const title = titleOf(
    badge(
      { role: 'recruiter', look: 'signed_out', since: null },
      { role: 'applicant', look: 'no_way', since: null },
    ),
    0,
  );
  expect(title).toMatch(/рекрутер: вход не выполнен.*; соискатель: ваши отклики пока не читаются/);
});
