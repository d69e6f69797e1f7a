import { expect, it, vi } from 'vitest';
import { known, unread } from '../../utils/known.ts';

vi.mock('wxt/browser', () => import('../testing.ts'));

import type { Row } from '../../utils/domain/negotiation.ts';
import { urgencyOf } from '../../utils/domain/urgency.ts';
import { asId } from '../../utils/ids.ts';
import { responsesUrl, rowUrl } from '../ui/addresses.ts';
import { aboutOf, initialsOf, nameOf, waitOf } from './row-words.ts';

const row = (candidate: Partial<Row['candidate']>): Row => ({
  id: asId('5'),
  vacancyId: asId('7'),
  candidate: {
    resumeId: asId('r'),
    applicantId: null,
    name: known(null),
    title: known(null),
    age: known(null),
    experienceMonths: known(null),
    salary: known(null),
    area: known(null),
    url: null,
    ...candidate,
  },
  stage: known({ id: 'response', name: 'Отклик' }),
  createdAt: known(0),
  updatedAt: known(0),
  unreadMessages: known(0),
  chatId: null,
  testScore: known(null),
});
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

it('initials are letters, two at most', () => {
  expect(initialsOf('Петрова Инна Сергеевна')).toBe('ПИ');
  expect(initialsOf('ёлкин')).toBe('Ё');
  expect(initialsOf('«Ромашка» 24')).toBe('?');
  expect(initialsOf(null)).toBe('?');
});

it('a hidden name and a deleted resume are two things', () => {
  expect(nameOf(row({}))).toBe('Имя скрыто');
  expect(nameOf(row({ resumeId: null }))).toBe('Резюме удалено');
  expect(nameOf(row({ resumeId: null, name: known('Ким Ирина') }))).toBe('Ким Ирина');
});

it('the second line holds what is known, shortly', () => {
  const about = { title: known('Бухгалтер'), experienceMonths: known(115), area: known('Тула') };
  expect(plain(aboutOf(row({ ...about, salary: known({ amount: 120000, currency: 'RUR' }) })))).toBe(
    'Бухгалтер · 9 лет · 120 000 ₽ · Тула',
  );
  expect(plain(aboutOf(row(about)))).toBe('Бухгалтер · 9 лет · зарплата не указана · Тула');
  expect(plain(aboutOf(row({ experienceMonths: known(5) })))).toBe('5 месяцев');
  expect(aboutOf(row({}))).toBe('');
});

it('a wait grows urgent after a day and after three', () => {
  const hour = 3_600_000;
  expect([23, 24, 71, 72].map((hours) => urgencyOf(0, hours * hour, 24))).toEqual([
    'neutral',
    'wait',
    'wait',
    'bad',
  ]);
});

it('a resume is opened with its vacancy and response, a lost one as the list of its vacancy', () => {
  expect(rowUrl('hh.ru', row({ url: 'https://tula.hh.ru/resume/abc?x=1' }))).toBe(
    'https://tula.hh.ru/resume/abc?x=1&vacancyId=7&t=5',
  );
  expect(rowUrl('hh.kz', row({}))).toBe('https://hh.kz/employer/vacancyresponses?vacancyId=7');
  expect(rowUrl('hh.ru', row({ url: 'not a url' }))).toBe(responsesUrl('hh.ru', '7'));
});

it('a name that was not read is no hidden name', () => {
  expect(nameOf(row({ name: unread }))).toBe('имя неизвестно');
  expect(nameOf(row({ name: unread, resumeId: null }))).toBe('имя неизвестно');
});

it('since when it waits is not guessed', () => {
  expect(waitOf(unread, 0, 24)).toEqual({ text: '?', tone: 'neutral', title: 'Сколько ждёт, неизвестно' });
});
