// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { layoutOfRows } from '../../utils/domain/row-pages.ts';
import { settled } from '../testing.ts';
import { VirtualList } from './virtual-list.tsx';
import { useWalk } from './walk.ts';

vi.mock('wxt/browser', () => import('../testing.ts'));

const layout = layoutOfRows(
  Array.from({ length: 500 }, (_, at) => ({ id: `v${at}` })),
  32,
);
const drawn = vi.fn<(index: number) => void>();
function Page({ listKey }: { listKey: string }) {
  return (
    <VirtualList
      class="scroll"
      listKey={listKey}
      layout={layout}
      walk={useWalk(layout, listKey)}
      label="all"
      row={({ index }, place) => {
        drawn(index);
        return <li {...place}>{index}</li>;
      }}
    />
  );
}
const show = async (listKey = 'a') => {
  render(<Page listKey={listKey} />, document.body);
  await settled();
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('innerHeight', 860);
});
afterEach(() => {
  render(null, document.body);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  drawn.mockReset();
});

test('draws the visible rows once, and sets nothing that would force another layout', async () => {
  const scrolled = vi.spyOn(Element.prototype, 'scrollTop', 'set');
  await show();
  expect(drawn.mock.calls.map(([index]) => index)).toEqual(Array.from({ length: 27 }, (_, at) => at));
  expect(scrolled).not.toHaveBeenCalled();
});

test('starts another list at its top, and draws the rows that are scrolled into view', async () => {
  await show();
  const box = document.querySelector('.scroll');
  if (!box) throw new Error('no list');
  box.scrollTop = 3200;
  box.dispatchEvent(new Event('scroll'));
  await settled();
  expect(box.querySelector('li')?.textContent).toBe('100');
  await show('b');
  expect(box.scrollTop).toBe(0);
  expect(box.querySelector('li')?.textContent).toBe('0');
});
