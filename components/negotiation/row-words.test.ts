import { expect, it, vi } from 'vitest';
import type { Row } from '../../utils/domain/negotiation.ts';
import { urgencyOf } from '../../utils/domain/stage.ts';
import { candidateOf, rowOf } from '../../utils/domain/testing.ts';
import { asId, type ResumeId, type VacancyId } from '../../utils/ids.ts';
import { known, unread } from '../../utils/known.ts';
import {
  cellsOf,
  factsOf,
  listAboutOf,
  nameOf,
  placeOf,
  sourcesOf,
  surveyLines,
  testOf,
  timeOf,
  waitOf,
  workOf,
} from './row-words.ts';

vi.mock('wxt/browser', () => import('../testing.ts'));

const row = (candidate: Partial<Row['candidate']>): Row =>
  rowOf(5, {
    vacancyId: asId('7'),
    candidate: candidateOf({ resumeId: asId('r'), name: known(null), title: known(null), ...candidate }),
  });
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

it('tells a hidden name from a deleted resume', () => {
  expect(nameOf(row({}))).toBe('Имя скрыто');
  expect(nameOf(row({ resumeId: null }))).toBe('Резюме удалено');
  expect(nameOf(row({ resumeId: null, name: known('Ким Ирина') }))).toBe('Ким Ирина');
});

it('shortens what is known for the second line', () => {
  const about = { title: known('Бухгалтер'), experienceMonths: known(115), area: known('Тула') };
  const paid = row({ ...about, salary: known({ amount: 120000, currency: 'RUR' }) });
  expect(plain(workOf(paid))).toBe('Бухгалтер · 9 лет');
  expect(plain(placeOf(paid))).toBe('120 000 ₽ · Тула');
  expect(plain(placeOf(row(about)))).toBe('Тула');
  expect(plain(workOf(row({ experienceMonths: known(5) })))).toBe('5 месяцев');
  expect(workOf(row({}))).toBe('');
});

it('makes a wait more urgent after one day and after three', () => {
  const hour = 3_600_000;
  expect([23, 24, 71, 72].map((hours) => urgencyOf(0, hours * hour, 24))).toEqual([
    'neutral',
    'wait',
    'wait',
    'bad',
  ]);
});

it('does not call a name hidden that could not be read', () => {
  expect(nameOf(row({ name: unread }))).toBe('имя неизвестно');
  expect(nameOf(row({ name: unread, resumeId: null }))).toBe('имя неизвестно');
});

it('does not guess since when an applicant has waited', () => {
  expect(waitOf(unread, 0, 24)).toEqual({
    text: 'неизвестно',
    tone: 'neutral',
    title: 'Сколько ждёт, неизвестно',
  });
});

vi.mock('wxt/browser', () => import('../testing.ts'));

const now = Date.UTC(2026, 10, 21, 12);
const hour = 3_600_000;

it('describes the candidate in one line', () => {
  const { candidate } = rowOf(1);
  const about = {
    ...candidate,
    resumeId: asId<ResumeId>('a'),
    age: known(41),
    experienceMonths: known(112),
    salary: known({ amount: 120_000, currency: 'RUR' }),
  };
  expect(plain(listAboutOf(rowOf(1, { candidate: { ...about, area: known('Тула') } })))).toBe(
    'Бухгалтер · 41 год · опыт 9 лет · 120 000 ₽ · Тула',
  );
  expect(listAboutOf(rowOf(1, { resumeDeleted: known(true) }))).toContain('резюме');
});

it('fills the columns, and says nothing more of a deleted resume', () => {
  const { candidate } = rowOf(1);
  const cells = (more: Partial<typeof candidate>) => {
    const { title, age, salary, area } = cellsOf(rowOf(1, { candidate: { ...candidate, ...more } }));
    return [title, age, salary, area].map((cell) => cell && plain(cell));
  };
  const resumeId = asId<ResumeId>('a');
  const salary = known({ amount: 120_000, currency: 'RUR' });
  expect(
    cells({ resumeId, salary, age: known(41), experienceMonths: known(112), area: known('Тула') }),
  ).toEqual(['Бухгалтер', '41 · 9 лет', '120 000 ₽', 'Тула']);
  expect(cells({ resumeId, age: known(41), experienceMonths: known(null), salary: known(null) })).toEqual([
    'Бухгалтер',
    '41 год',
    null,
    expect.anything(),
  ]);
  expect(cellsOf(rowOf(1, { resumeDeleted: known(true) }))).toMatchObject({ age: '', salary: '', area: '' });
});

it('names each source once, an unknown one in hh’s own word, an ordinary one not at all', () => {
  expect(sourcesOf(rowOf(1, { source: 'NEGOTIATION' }))).toEqual([]);
  expect(sourcesOf(rowOf(1, { source: 'AUTO_RESPONSE', tags: ['AUTO_RESPONSE'] }))).toEqual(['автоотклик']);
  expect(sourcesOf(rowOf(1, { source: 'NEW_THING' }))).toEqual(['new thing']);
});

it('splits the answers of a survey', () => {
  expect(surveyLines('Есть книжка?: Да\\Готовы к сменам?: Нет\\')).toEqual([
    'Есть книжка?: Да',
    'Готовы к сменам?: Нет',
  ]);
});

it('puts the same person’s other responses first, unread messages last', () => {
  const row = rowOf(1, {
    source: 'CHAT',
    testScore: known(97),
    testMark: 'EXCELLENT',
    notes: known(2),
    unreadMessages: known(1),
  });
  const other = { id: row.id, vacancyId: asId<VacancyId>('2'), resumeId: null };
  const facts = factsOf(row, [other], () => 'ещё в «Логист»');
  expect(facts.map(({ text }) => text)).toEqual([
    'ещё в «Логист»',
    'из чата',
    '2 заметки',
    '1 новое сообщение',
  ]);
  expect(testOf(row)).toEqual({ text: '97', tone: 'good' });
});

it('says how long a response has waited, and after an answer when it last changed', () => {
  expect(plain(timeOf(rowOf(1, { createdAt: known(now - 26 * hour) }), now, 24).text)).toBe('26 ч');
  const moved = rowOf(1, { state: known({ id: 'invitation', name: '' }), updatedAt: known(now - 26 * hour) });
  expect(timeOf(moved, now, 24)).toMatchObject({ title: expect.stringContaining('изменение') });
  expect(timeOf(moved, now, 24).tone).toBeUndefined();
});

it('names each part that could not be read, and claims nothing about it', () => {
  const gap = rowOf(1, {
    candidate: {
      ...rowOf(1).candidate,
      resumeId: asId<ResumeId>('a'),
      title: unread,
      age: unread,
      experienceMonths: unread,
      salary: unread,
      area: unread,
    },
    createdAt: unread,
    updatedAt: unread,
    unreadMessages: unread,
    notes: unread,
    testScore: unread,
    autoSurvey: unread,
  });
  expect(listAboutOf(gap)).toBe(
    'должность неизвестна · возраст неизвестен · опыт неизвестен · зарплата неизвестна · город неизвестен',
  );
  expect(plain(cellsOf(gap).age)).toBe('возраст неизвестен · опыт неизвестен');
  expect(factsOf(gap, [], String).map(({ text }) => text)).toEqual([
    'тест неизвестен',
    'опрос прочитать не удалось',
    'заметки неизвестны',
    'число новых сообщений неизвестно',
  ]);
  expect(timeOf(gap, 0, 24)).toMatchObject({
    text: 'неизвестно',
    title: 'Сколько ждёт, неизвестно',
  });
  expect(timeOf({ ...gap, state: known({ id: 'interview', name: 'Интервью' }) }, 0, 24)).toEqual({
    text: 'неизвестно',
    title: 'время неизвестно',
  });
});
