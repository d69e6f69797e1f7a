import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import {
  type ApplicantNegotiation,
  isOver,
  knownStages,
  titleOf,
} from '../../utils/domain/applicant/negotiation.ts';
import { negotiationOf } from '../../utils/domain/applicant/testing.ts';
import { chipOf, secondOf, whenText } from './words.ts';

const day = 86_400_000;
const now = new Date(2026, 10, 20, 12).getTime();
const since = (days: number, more: Partial<ApplicantNegotiation> = {}): ApplicantNegotiation =>
  negotiationOf(1, { createdAt: now - days * day, updatedAt: now - days * day, ...more });
const chip = (negotiation: ApplicantNegotiation) => chipOf(negotiation, now, 7);

describe('the chip of a negotiation', () => {
  it.each<[string, ApplicantNegotiation, string]>([
    ['Не просмотрен', since(2), 'accent'],
    ['Не просмотрен 12 дней', since(12), 'neutral'],
    ['Просмотрен', since(2, { viewed: true }), 'neutral'],
    ['Просмотрен, молчат 21 день', since(21, { viewed: true }), 'neutral'],
    ['Есть новое', since(9, { fresh: true }), 'accent'],
    ['Приглашение', since(9, { stage: { id: 'invitation', name: '' } }), 'good'],
    ['Отказ', since(1, { stage: { id: 'discard', name: '' }, fresh: true }), 'bad'],
    ['Отложен', since(1, { stage: { id: 'hold', name: 'Отложен' } }), 'wait'],
    ['Скрыт', since(1, { hidden: true }), 'neutral'],
    // hh no longer shows the vacancy: only the closed conversation tells.
    ['Вакансия закрыта', since(12, { messaging: 'archived' }), 'neutral'],
  ])('%s', (text, negotiation, tone) => {
    expect(chip(negotiation)).toEqual({ text, tone });
  });

  it('names an unknown stage in hh’s words or in none, never by a raw id', () => {
    expect(chip(since(1, { stage: { id: 'quantum_offer', name: 'Квант' } })).text).toBe('Квант');
    for (const id of ['quantum_offer', '__proto__', 'by_applicant'])
      expect(chip(since(1, { stage: { id, name: '' } })).text).toBe('Другой этап на hh');
    expect(chip(since(30, { stage: { id: '', name: '' } })).text).toBe('Этап неизвестен');
  });

  it.each(['ru', 'en'])('has words for each stage it knows (%s)', (locale) => {
    const words = JSON.parse(readFileSync(`public/_locales/${locale}/messages.json`, 'utf8'));
    for (const id of knownStages) expect(words[`applicant_stage_${id}`]?.message).toMatch(/../);
  });

  it.each([
    'discard',
    'discard_by_employer',
    'discard_no_interaction',
    'discard_vacancy_closed',
    'discard_to_other_vacancy',
    'discard_after_interview',
    'response_rejected',
    'decline',
  ])('%s is a refusal', (id) => {
    const negotiation = since(30, { stage: { id, name: '' } });
    expect(chip(negotiation).tone).toBe('bad');
    expect(isOver(negotiation)).toBe(true);
  });

  it('says that the employer waits for an answer, unless the negotiation is over', () => {
    expect(chip(since(9, { awaits: true }))).toEqual({ text: 'Ждёт вашего ответа', tone: 'wait' });
    expect(chip(since(9, { awaits: true, stage: { id: 'discard', name: '' } })).text).toBe('Отказ');
  });

  it('claims nothing about what was not read', () => {
    expect(chip(since(2, { viewed: null })).text).toBe('Отправлен');
    expect(chip(since(12, { viewed: null })).text).toBe('Молчат 12 дней');
    expect(chip(since(12, { updatedAt: null })).text).toBe('Не просмотрен');
    expect(secondOf(since(2, { viewed: null, hasLetter: true }))).not.toContain('письм');
    expect(whenText(null, now)).toBe('');
  });

  it('counts no days when the clock is behind', () => {
    expect(chip(since(-1)).text).toBe('Не просмотрен');
  });
});

describe('the second line', () => {
  it('says what is known, employer first', () => {
    const read = { viewed: true, viewedAt: now - 18 * day };
    expect(secondOf(since(1))).toBe('Ромашка · Москва');
    expect(secondOf(since(20, { ...read, stage: { id: 'discard', name: '' } }))).toBe(
      'Ромашка · просмотрели через 2 дня',
    );
    expect(secondOf(since(9, { viewed: true, politeness: { readPercent: 34, replyDays: null } }))).toBe(
      'Ромашка · смотрят 34 % откликов',
    );
    expect(secondOf(since(2, { hasLetter: true }))).toBe('Ромашка · письмо ещё можно исправить');
    expect(secondOf(since(2, { hasLetter: true, viewed: true }))).toBe('Ромашка · Москва');
  });

  it('has words for what hh no longer shows', () => {
    const bare = since(1, { vacancy: null, employer: null });
    expect(titleOf(bare)).toBe('Вакансия не названа');
    expect(secondOf(bare)).toBe('Работодатель не назван');
  });
});

it('says when something happened in the fewest words', () => {
  const at = (days: number) => whenText(new Date(2026, 10, 20 - days, 10, 5).getTime(), now);
  expect(at(0)).toBe('сегодня, 10:05');
  expect(at(1)).toBe('вчера');
  expect(at(9).replace(/\u00a0/g, ' ')).toMatch(/^11 ноя/);
});
