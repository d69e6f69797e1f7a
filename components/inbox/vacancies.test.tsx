// @vitest-environment happy-dom
import { createRef, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { vacancyOf } from '../../utils/domain/testing.ts';
import { asId, type VacancyId } from '../../utils/ids.ts';
import { settled } from '../testing.ts';
import { VacancyList } from './vacancies.tsx';

vi.mock('wxt/browser', () => import('../testing.ts'));

const idOf = (number: number) => asId<VacancyId>(String(number));
const vacancies = Array.from({ length: 500 }, (_, index) => vacancyOf(index + 1, 1));
const root = document.body;
const box = createRef<HTMLDivElement>();
const onMute = vi.fn();

async function show(vacancyId: VacancyId | null, muted: VacancyId[] = []) {
  render(
    <div ref={box}>
      <VacancyList {...{ vacancies, vacancyId, muted, box, onMute }} onChoose={() => {}} />
    </div>,
    root,
  );
  await settled();
}
const places = () =>
  [...root.querySelectorAll('li')].map((item) =>
    Number(item.ariaPosInSet ?? item.getAttribute('aria-posinset')),
  );

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  render(null, root);
  vi.useRealTimers();
});

test('only vacancies in view are drawn, at their places in a list as high as all', async () => {
  await show(null);
  const [first = 0, ...others] = places();
  expect(first).toBe(1);
  expect(others.length).toBeLessThan(60);
  const list = root.querySelector('ul');
  expect(list?.style.height).toBe('18000px');
  expect(root.querySelector('li')?.getAttribute('aria-setsize')).toBe('500');

  if (box.current) box.current.scrollTop = 300 * 36;
  box.current?.dispatchEvent(new Event('scroll'));
  await settled();
  const scrolled = places();
  expect(scrolled.length).toBeLessThan(60);
  expect(scrolled).toContain(301);
  const [top = 0] = scrolled;
  expect(list?.style.paddingTop).toBe(`${(top - 1) * 36}px`);
});

test('a list that became short is drawn, however far it was scrolled', async () => {
  await show(null);
  if (box.current) box.current.scrollTop = 400 * 36;
  box.current?.dispatchEvent(new Event('scroll'));
  await settled();
  const found = vacancies.splice(0, 490);
  await show(null);
  expect(places()).toHaveLength(10);
  vacancies.unshift(...found);
});

test('one that is chosen by key or address is scrolled into view', async () => {
  await show(idOf(200));
  expect(box.current?.scrollTop).toBeGreaterThan(190 * 36);
  expect(box.current?.scrollTop).toBeLessThanOrEqual(199 * 36);
});

test('muting adds to what is muted, and takes away from it', async () => {
  await show(null, [idOf(2), idOf(7)]);
  const mute = (at: number) => root.querySelectorAll<HTMLElement>('li [aria-pressed]')[at]?.click();
  mute(0);
  expect(onMute).toHaveBeenLastCalledWith([idOf(2), idOf(7), idOf(1)]);
  mute(1);
  expect(onMute).toHaveBeenLastCalledWith([idOf(7)]);
});
