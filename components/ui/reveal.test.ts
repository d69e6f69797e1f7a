// @vitest-environment happy-dom
import { h, render } from 'preact';
import { useRef } from 'preact/hooks';
import { afterEach, expect, test, vi } from 'vitest';
import { reveal, useKeys } from './reveal.ts';

const place = (element: Element, top: number, bottom: number) =>
  vi
    .spyOn(element, 'getBoundingClientRect')
    .mockReturnValue({ top, bottom, left: 0, right: 400, width: 400, height: bottom - top } as DOMRect);

/** A list that is seen from 100 to 500 px, with one row in it, and a toast that floats where it is said to. */
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

test('a row in sight is left where it is', () => {
  const { item, moved } = list({ top: 200, bottom: 250 });
  expect(reveal(item)).toBe(true);
  expect(moved()).toBe(0);
});

test.each([
  ['above', { top: 60, bottom: 110 }, -40],
  ['below', { top: 480, bottom: 530 }, 30],
  ['far below', { top: 2000, bottom: 2050 }, 1550],
  ['higher than the list, from its beginning', { top: 300, bottom: 900 }, 200],
])('a row %s is brought into sight, and was not there', (_, row, by) => {
  const { item, moved } = list(row);
  expect(reveal(item)).toBe(false);
  expect(moved()).toBe(by);
});

test.each([
  ['under the toast over the end of the list', { top: 430, bottom: 480 }, { top: 440, bottom: 520 }, 40],
  ['under the toast below the verdict', { top: 110, bottom: 160 }, { top: 108, bottom: 170 }, -60],
])('a row %s is out of sight', (_, row, toast, by) => {
  const { item, moved } = list(row, toast);
  expect(reveal(item)).toBe(false);
  expect(moved()).toBe(by);
});

test('where nothing scrolls, nothing is hidden', () => {
  document.body.innerHTML = '<p></p>';
  const one = document.querySelector('p');
  expect(one && reveal(one)).toBe(true);
});

test('while a dialog is open no key acts behind it, wherever the focus is', () => {
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
