// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import type { Elsewhere, Entry, Progress } from '../../utils/domain/write-request.ts';
import { asId, type EntryId } from '../../utils/ids.ts';
import { NotSentElsewhere } from '../contexts.tsx';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { UndoPlace } from './undo-bar.tsx';

const start = 1_800_000_000_000;
const entry = (id: string, progress: Progress, more: Partial<Entry> = {}): Entry => ({
  id: asId<EntryId>(id),
  request: { kind: 'action', negotiationId: asId('1'), actionId: 'discard_by_employer', values: {} },
  label: { action: 'Отказ', candidate: 'Петрова Инна', vacancy: 'Главный бухгалтер' },
  resulting: null,
  createdAt: start,
  progress,
  ...more,
});
const waiting = (seconds: number): Progress => ({ at: 'waiting', until: start + seconds * 1000 });
const worker = fakeWorker({ undo: vi.fn(), retry: vi.fn(), dismiss: vi.fn(), flush: vi.fn() });
const put = async (...entries: Entry[]) => {
  render(
    <WorkerProvider worker={worker}>
      <UndoPlace entries={entries} reminders={[]} withCandidate />
    </WorkerProvider>,
    document.body,
  );
  await settled();
};
const region = () => document.querySelector('[role=status]');
const said = () => region()?.textContent;

beforeEach(() => void vi.useFakeTimers({ now: start }));
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

test('the live region stands before there is anything to say, and is the same one when there is', async () => {
  await put();
  const empty = region();
  expect(empty).not.toBeNull();
  expect(said()).toBe('');
  await put(entry('a', waiting(10)));
  expect(region()).toBe(empty);
  expect(said()).toBe('Отказ · Петрова Инна: уйдёт через 10 с, клавиша Z отменит');
});

test('it is heard once, then at three seconds, then as it ended, and not every second', async () => {
  await put(entry('a', waiting(10)));
  const heard: string[] = [];
  const observer = new MutationObserver(() => heard.push(said() ?? ''));
  const status = region();
  if (status) observer.observe(status, { childList: true, characterData: true, subtree: true });
  await vi.advanceTimersByTimeAsync(9500);
  await put(entry('a', { at: 'sent', when: start + 9900 }));
  expect(heard).toEqual([
    'Отказ · Петрова Инна: осталось 3 с, клавиша Z отменит',
    'Отказ · Петрова Инна: отправлено',
  ]);
  observer.disconnect();
});

test('what was asked for many is one announcement', async () => {
  const group = { group: 'g' };
  await put(entry('a', waiting(10), group), entry('b', waiting(10), group));
  expect(said()).toBe('Отказ «Главный бухгалтер»: 2: уйдёт через 10 с, клавиша Z отменит');
});

test('nothing is left to hear once all has been put away', async () => {
  await put(entry('a', waiting(10)));
  await put();
  expect(said()).toBe('');
  expect(vi.getTimerCount()).toBe(0);
});

const putElsewhere = (...elsewhere: Elsewhere[]) =>
  render(
    <WorkerProvider worker={worker}>
      <NotSentElsewhere.Provider value={elsewhere}>
        <UndoPlace entries={[]} reminders={[]} />
      </NotSentElsewhere.Provider>
    </WorkerProvider>,
    document.body,
  );
/** What is said of other accounts; the last region tells what happens to the writes of this one. */
const lines = () => [...document.querySelectorAll('section[role=status]')].map((line) => line.textContent);

test('each account under which something waits has a line with its name and how much it is', () => {
  putElsewhere(
    { account: '1455/5/7', name: 'Ромашка', count: 2 },
    { account: '1456/5/8', name: null, count: 1 },
  );
  expect(lines()).toEqual([
    '«Ромашка» — ещё не отправлено: 2. Уйдёт, когда этот аккаунт снова будет выбран.',
    '«Другой аккаунт» — ещё не отправлено: 1. Уйдёт, когда этот аккаунт снова будет выбран.',
  ]);
});

test('where nothing waits under another account nothing is said of one', () => {
  putElsewhere();
  expect(lines()).toEqual([]);
});
