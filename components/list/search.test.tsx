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
/** As a browser does: after what already stands in the field. */
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

test('letters that are typed faster than the page is drawn all stay', async () => {
  options.requestAnimationFrame = () => {};
  for (const letter of 'ре ез') await type(letter);
  expect(field().value).toBe('ре ез');
});

test('a search that is cleared leaves an empty field, which takes the same words again', async () => {
  await type('рез');
  clear();
  await settled();
  expect(field().value).toBe('');
  await type('рез');
  expect(field().value).toBe('рез');
});

test('a space before the next word stays, also when the words before it are searched for meanwhile', async () => {
  for (const letters of ['рез ', 'юме']) await type(letters);
  expect(field().value).toBe('рез юме');
});

test('a text that is taken back before the page is drawn is searched for no more', async () => {
  for (const text of ['р', '']) {
    field().value = text;
    field().dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  await settled();
  expect(shown()).toBe('');
});
