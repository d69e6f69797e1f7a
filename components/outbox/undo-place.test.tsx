// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import type { Elsewhere } from '../../utils/domain/write-request.ts';
import { NotSentElsewhere } from './entries.ts';
import { UndoPlace } from './undo-place.tsx';

const calls = { undo: vi.fn(), retry: vi.fn(), dismiss: vi.fn(), flush: vi.fn() };
const put = (...elsewhere: Elsewhere[]) =>
  render(
    <NotSentElsewhere.Provider value={elsewhere}>
      <UndoPlace entries={[]} calls={calls} />
    </NotSentElsewhere.Provider>,
    document.body,
  );
/** What is said of other accounts; the last region tells what happens to the writes of this one. */
const lines = () => [...document.querySelectorAll('section[role=status]')].map((line) => line.textContent);

afterEach(() => render(null, document.body));

test('each account under which something waits has a line with its name and how much it is', () => {
  put({ account: '1455/5/7', name: 'Ромашка', count: 2 }, { account: '1456/5/8', name: null, count: 1 });
  expect(lines()).toEqual([
    '«Ромашка»: ещё не отправлено: 2. Отправится, когда этот аккаунт снова будет выбран.',
    '«Другой аккаунт»: ещё не отправлено: 1. Отправится, когда этот аккаунт снова будет выбран.',
  ]);
});

test('where nothing waits under another account nothing is said of one', () => {
  put();
  expect(lines()).toEqual([]);
});
