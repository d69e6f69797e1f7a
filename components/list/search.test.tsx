// @vitest-environment happy-dom
import { options, render } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { settled } from '../testing.ts';
import { SearchField } from './search.tsx';

vi.mock('wxt/browser', () => import('../testing.ts'));

let clear = () => {};
let shown = () => '';
function Page() {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  clear = () => setText('');
  shown = () => text;
  return <SearchField field={field} label="" text={text} onSearch={setText} onLeave={() => {}} />;
}
const field = () => {
  const found = document.querySelector('input');
  if (!found) throw new Error('no field');
  return found;
};
/** As a browser does: appends to the text in the field. */
const type = async (letters: string) => {
  field().value += letters;
  field().dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settled();
};

const frames = options.requestAnimationFrame;
beforeEach(() => {
  vi.useFakeTimers();
  render(<Page />, document.body);
});
afterEach(() => {
  render(null, document.body);
  options.requestAnimationFrame = frames;
  vi.useRealTimers();
});

test('keeps all letters that are typed faster than the page is drawn', async () => {
  options.requestAnimationFrame = () => {};
  for (const letter of 'ре ез') await type(letter);
  expect(field().value).toBe('ре ез');
});

test('empties the field when the search is cleared, and accepts the same words again', async () => {
  await type('рез');
  clear();
  await settled();
  expect(field().value).toBe('');
  await type('рез');
  expect(field().value).toBe('рез');
});

test('keeps a space typed before the next word while the words before it are searched for', async () => {
  for (const letters of ['рез ', 'юме']) await type(letters);
  expect(field().value).toBe('рез юме');
});

test('does not search for a text that was deleted before the page was drawn', async () => {
  for (const text of ['р', '']) {
    field().value = text;
    field().dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  await settled();
  expect(shown()).toBe('');
});
