// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import type { VacancyHistory } from '../../utils/domain/negotiation.ts';
import { asId } from '../../utils/ids.ts';
import { known } from '../../utils/known.ts';
import { settled } from '../testing.ts';
import { History } from './history.tsx';

const vacancies = (count: number): VacancyHistory[] =>
  Array.from({ length: count }, (_, index) => ({
    vacancyId: asId(index + 1),
    name: known(`Вакансия ${index + 1}`),
    archived: known(false),
    foreign: known(false),
    negotiationId: known(null),
    items: known({
      items: [{ stage: known({ id: 'response', name: 'Отклик' }), at: known(0), withMessage: known(false) }],
      skipped: 0,
    }),
  }));
const show = (count: number) => {
  vi.useFakeTimers({ now: 0 });
  render(<History history={{ items: vacancies(count), skipped: 0 }} now={0} site="hh.ru" />, document.body);
};
const shown = () => document.querySelectorAll('.past').length;
const button = () => document.querySelector<HTMLElement>('.fold button');

afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

test('expands thirty vacancies, and collapses them by the same button', async () => {
  show(30);
  expect(shown()).toBe(3);
  expect(button()?.textContent).toBe('Ещё 27 вакансий');
  button()?.focus();
  button()?.click();
  await settled();
  expect(shown()).toBe(30);
  expect(button()?.textContent).toBe('Свернуть до трёх');
  expect(button()?.getAttribute('aria-expanded')).toBe('true');
  expect(document.activeElement).toBe(button());
  button()?.click();
  await settled();
  expect(shown()).toBe(3);
});

test('shows all stages of thirty vacancies with ten stages each, every one with its day', async () => {
  const day = 86_400_000;
  const items = Array.from({ length: 10 }, (_, at) => ({
    stage: known({ id: `stage_${at}`, name: `Этап ${at}` }),
    at: known(-at * 40 * day),
    withMessage: known(at % 2 === 0),
  }));
  const all = vacancies(30).map((one) => ({ ...one, items: known({ items, skipped: 0 }) }));
  vi.useFakeTimers({ now: 0 });
  render(<History history={{ items: all, skipped: 0 }} now={0} site="hh.ru" />, document.body);
  button()?.click();
  await settled();
  for (const line of document.querySelectorAll<HTMLElement>('.past > button')) line.click();
  await settled();
  const stages = [...document.querySelectorAll('.past:last-of-type .timeline li')].map(
    (one) => one.textContent,
  );
  expect(document.querySelectorAll('.timeline li')).toHaveLength(300);
  expect(stages).toHaveLength(10);
  for (const [at, words] of stages.entries()) expect(words).toMatch(new RegExp(`Этап ${at}.*\\d`));
});

test('names the latest stage in a line; a click shows all stages with their dates, another hides them', async () => {
  show(1);
  const line = document.querySelector<HTMLElement>('.past > button');
  expect(line?.textContent).toBe('Вакансия 1отклик1\u00a0янв');
  expect(document.querySelector('.timeline')).toBeNull();
  line?.click();
  await settled();
  expect(line?.getAttribute('aria-expanded')).toBe('true');
  expect(document.querySelectorAll('.timeline li')).toHaveLength(1);
  expect(document.querySelector('.past a')?.getAttribute('href')).toBe('https://hh.ru/vacancy/1');
  line?.click();
  await settled();
  expect(document.querySelector('.timeline')).toBeNull();
});

test('shows no button for three vacancies', () => {
  show(3);
  expect(shown()).toBe(3);
  expect(button()).toBeNull();
});
