// @vitest-environment happy-dom
import { h, render } from 'preact';
import { useRef } from 'preact/hooks';
import { afterEach, expect, test, vi } from 'vitest';
import { codeOf, keysFor, reveal, useKeys } from './keys.ts';

const labels = (...ids: string[]) =>
  keysFor(ids.map((id) => ({ id }))).map(({ item, key }) => `${key?.label ?? '–'} ${item.id}`);

test('puts invite, refuse and hold first, with their letters, and gives the rest the digits of their positions, in hh’s order', () => {
  expect(
    labels('consider', 'phone_interview', 'assessment', 'discard_by_employer', 'discard_no_interaction'),
  ).toEqual([
    'I phone_interview',
    'R discard_by_employer',
    'H consider',
    '4 assessment',
    '5 discard_no_interaction',
  ]);
});

test('gives keys to action ids that hh may add one day', () => {
  expect(labels('new_stage_2031', 'constructor')).toEqual(['1 new_stage_2031', '2 constructor']);
});

test('gives no key to the eleventh action', () => {
  expect(labels(...Array.from({ length: 11 }, (_, index) => `x${index}`)).at(-1)).toBe('– x10');
});

test('treats the numeric keypad as digits', () => {
  expect(codeOf({ code: 'Numpad3' })).toBe('Digit3');
  expect(codeOf({ code: 'NumpadEnter' })).toBe('NumpadEnter');
});

const place = (element: Element, top: number, bottom: number) =>
  vi
    .spyOn(element, 'getBoundingClientRect')
    .mockReturnValue({ top, bottom, left: 0, right: 400, width: 400, height: bottom - top } as DOMRect);

/** A list visible from 100 to 500 px, with one row, and optionally a toast at the given place. */
function list(row: { top: number; bottom: number }, toast?: { top: number; bottom: number }) {
  document.body.innerHTML = `
    <div id="list" style="overflow-y: auto"><ul><li></li></ul></div>
    ${toast ? '<div class="undo-place"><section class="undo"></section></div>' : ''}`;
  const [scroller, item, over] = ['#list', 'li', '.undo'].map((one) => document.querySelector(one));
  if (!scroller || !item) throw new Error('no list');
  place(scroller, 100, 500);
  place(item, row.top, row.bottom);
  if (over && toast) place(over, toast.top, toast.bottom);
  scroller.scrollTop = 1000;
  return { item, moved: () => scroller.scrollTop - 1000 };
}

afterEach(() => void vi.restoreAllMocks());

test('does not move a visible row', () => {
  const { item, moved } = list({ top: 200, bottom: 250 });
  expect(reveal(item)).toBe(true);
  expect(moved()).toBe(0);
});

test.each([
  ['above', { top: 60, bottom: 110 }, -40],
  ['below', { top: 480, bottom: 530 }, 30],
  ['far below', { top: 2000, bottom: 2050 }, 1550],
  ['higher than the list, from its top', { top: 300, bottom: 900 }, 200],
])('scrolls a row into view and says that it was not visible: %s', (_, row, by) => {
  const { item, moved } = list(row);
  expect(reveal(item)).toBe(false);
  expect(moved()).toBe(by);
});

test.each([
  ['under the toast over the end of the list', { top: 430, bottom: 480 }, { top: 440, bottom: 520 }, 40],
  ['under the toast below the verdict', { top: 110, bottom: 160 }, { top: 108, bottom: 170 }, -60],
])('takes a row for hidden: %s', (_, row, toast, by) => {
  const { item, moved } = list(row, toast);
  expect(reveal(item)).toBe(false);
  expect(moved()).toBe(by);
});

test('takes everything for visible if nothing scrolls', () => {
  document.body.innerHTML = '<p></p>';
  const one = document.querySelector('p');
  expect(one && reveal(one)).toBe(true);
});

test('lets no key act behind an open dialog, wherever the focus is', () => {
  document.body.innerHTML = '<main></main><dialog open></dialog>';
  const act = vi.fn();
  const Part = () => {
    useKeys(useRef<HTMLElement>(null), () => act);
    return null;
  };
  const main = document.querySelector('main');
  if (main) render(h(Part, {}), main);
  const press = () =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { code: 'KeyE', bubbles: true, cancelable: true }),
    );
  press();
  expect(act).not.toHaveBeenCalled();
  document.querySelector('dialog')?.remove();
  press();
  expect(act).toHaveBeenCalledOnce();
  if (main) render(null, main);
});
