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

test('keeps one live region, which exists before there is anything to announce', async () => {
  await put();
  const empty = region();
  expect(empty).not.toBeNull();
  expect(said()).toBe('');
  await put(entry('a', waiting(10)));
  expect(region()).toBe(empty);
  expect(said()).toBe('Отказ · Петрова Инна: уйдёт через 10 с, клавиша Z отменит');
});

test('announces a write at its start, three seconds before the end and at the outcome, not every second', async () => {
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

test('announces a bulk action once', async () => {
  const group = { group: 'g' };
  await put(entry('a', waiting(10), group), entry('b', waiting(10), group));
  expect(said()).toBe('Отказ «Главный бухгалтер»: 2: уйдёт через 10 с, клавиша Z отменит');
});

test('empties the live region once all entries are dismissed', async () => {
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
/** The lines about other accounts, without the region that announces the writes of this one. */
const lines = () => [...document.querySelectorAll('section[role=status]')].map((line) => line.textContent);

test('shows a line for each other account with unsent writes: its name and their number', () => {
  putElsewhere(
    { account: '1455/5/7', name: 'Ромашка', count: 2 },
    { account: '1456/5/8', name: null, count: 1 },
  );
  expect(lines()).toEqual([
    '«Ромашка» — ещё не отправлено: 2. Уйдёт, когда этот аккаунт снова будет выбран.',
    '«Другой аккаунт» — ещё не отправлено: 1. Уйдёт, когда этот аккаунт снова будет выбран.',
  ]);
});

test('says nothing of other accounts if they have no unsent writes', () => {
  putElsewhere();
  expect(lines()).toEqual([]);
});
