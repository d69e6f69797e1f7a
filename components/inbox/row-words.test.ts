import { expect, it, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import { asId, type VacancyId } from '../../utils/ids.ts';
import { rowOf } from '../../utils/inbox/testing.ts';
import { aboutOf, factsOf, sourcesOf, surveyLines, timeOf } from './row-words.ts';

const now = Date.UTC(2026, 10, 21, 12);
const hour = 3_600_000;
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

it('says who it is in one line', () => {
  const { candidate } = rowOf(1);
  const known = {
    ...candidate,
    age: 41,
    experienceMonths: 112,
    salary: { amount: 120_000, currency: 'RUR' },
  };
  expect(plain(aboutOf(rowOf(1, { candidate: { ...known, area: 'Тула' } })))).toBe(
    'Бухгалтер · 41 год · опыт 9 лет · 120 000 ₽ · Тула',
  );
  expect(aboutOf(rowOf(1, { resumeDeleted: true }))).toContain('резюме');
});

it('names each source once, an unknown one in hh’s own word, an ordinary one not at all', () => {
  expect(sourcesOf(rowOf(1, { source: 'NEGOTIATION' }))).toEqual([]);
  expect(sourcesOf(rowOf(1, { source: 'AUTO_RESPONSE', tags: ['AUTO_RESPONSE'] }))).toEqual(['автоотклик']);
  expect(sourcesOf(rowOf(1, { source: 'NEW_THING' }))).toEqual(['new thing']);
});

it('parts the answers of a survey', () => {
  expect(surveyLines('Есть книжка?: Да\\Готовы к сменам?: Нет\\')).toEqual([
    'Есть книжка?: Да',
    'Готовы к сменам?: Нет',
  ]);
});

it('puts the same person first, unread messages last', () => {
  const row = rowOf(1, { source: 'CHAT', testScore: 97, testMark: 'EXCELLENT', notes: 2, unreadMessages: 1 });
  const other = { id: row.id, vacancyId: asId<VacancyId>('2'), resumeId: null };
  const facts = factsOf(row, [other], () => 'ещё в «Логист»');
  expect(facts.map(({ text }) => text)).toEqual([
    'ещё в «Логист»',
    'из чата',
    'тест 97',
    '2 заметки',
    '1 новое сообщение',
  ]);
  expect(facts[2]?.tone).toBe('good');
});

it('counts the waiting while nobody has answered, and after that says when it changed', () => {
  expect(plain(timeOf(rowOf(1, { createdAt: now - 26 * hour }), now, 24).text)).toBe('26 ч');
  const moved = rowOf(1, { state: { id: 'invitation', name: '' }, updatedAt: now - 26 * hour });
  expect(timeOf(moved, now, 24)).toMatchObject({ title: expect.stringContaining('изменение') });
  expect(timeOf(moved, now, 24).tone).toBeUndefined();
});
