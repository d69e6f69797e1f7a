// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import type { Elsewhere, Entry, Progress } from '../../utils/domain/write-request.ts';
import { asId, type EntryId } from '../../utils/ids.ts';
import { NotSentElsewhere } from '../contexts.tsx';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { takeBack, UndoPlace } from './undo-bar.tsx';

const start = 1_800_000_000_000;
const entry = (id: string, progress: Progress, createdAt = start): Entry => ({
  id: asId<EntryId>(id),
  request: { kind: 'action', negotiationId: asId('1'), actionId: 'discard_by_employer', values: {} },
  label: { action: 'Отказ', candidate: 'Петрова Инна', vacancy: 'Главный бухгалтер' },
  resulting: null,
  createdAt,
  progress,
});
const put = async (...entries: Entry[]) => {
  const calls = { undo: vi.fn(), retry: vi.fn(), dismiss: vi.fn(), flush: vi.fn() };
  const onEdit = vi.fn();
  render(
    <WorkerProvider worker={fakeWorker(calls)}>
      <UndoPlace entries={entries} reminders={[]} onEdit={onEdit} />
    </WorkerProvider>,
    document.body,
  );
  await settled();
  return { ...calls, onEdit };
};
/** The bar, without what is announced of it. */
const text = () => [...document.querySelectorAll('.undo')].map((part) => part.textContent).join();
const waiting = (seconds: number): Progress => ({ at: 'waiting', until: start + seconds * 1000 });
const region = () => document.querySelector('[role=status]');
const said = () => region()?.textContent;
const press = (words: string) =>
  [...document.querySelectorAll('button')].find((button) => button.textContent?.startsWith(words))?.click();

beforeEach(() => void vi.useFakeTimers({ now: start }));
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

test('counts down, can be undone, and flushes the outbox once at the end', async () => {
  const { undo, flush } = await put(entry('a', { at: 'waiting', until: start + 3000 }));
  expect(text()).toContain('Отказ «Главный бухгалтер»');
  expect(text()).toContain('через 3 с');
  await vi.advanceTimersByTimeAsync(1100);
  expect(text()).toContain('через 2 с');
  press('Отменить');
  expect(undo).toHaveBeenCalledWith('a');
  await vi.advanceTimersByTimeAsync(5000);
  expect(flush).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
});

test('runs no timer if no write waits', async () => {
  await put(
    entry('a', { at: 'uncertain', since: start, nextCheck: start }),
    entry('b', { at: 'sending', since: start }),
  );
  expect(vi.getTimerCount()).toBe(0);
  expect(text()).toContain('проверяем на hh');
});

test('lets the user retry, edit or dismiss a failed write', async () => {
  const { retry, onEdit, dismiss } = await put(
    entry('a', { at: 'failed', problem: { name: 'server-error' }, when: start }),
  );
  press('Повторить');
  press('Изменить');
  press('Убрать');
  expect(retry).toHaveBeenCalledWith('a');
  expect(onEdit).toHaveBeenCalled();
  expect(dismiss).toHaveBeenCalledWith('a');
});

test('offers no retry for a file that hh accepts only on its own site', async () => {
  await put(entry('a', { at: 'failed', problem: { name: 'files-elsewhere' }, when: start }));
  expect(text()).toContain('Убрать');
  expect(text()).not.toContain('Повторить');
});

test('dismisses "sent" by itself after a few seconds', async () => {
  const { dismiss } = await put(entry('a', { at: 'sent', when: start }));
  expect(dismiss).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(4100);
  expect(dismiss).toHaveBeenCalledTimes(1);
});

test('shows the newest of several writes and the number of the others; undoes any one or all of them', async () => {
  const waits = { at: 'waiting', until: start + 9000 } as const;
  const { undo } = await put(
    entry('a', waits, start - 3),
    entry('b', waits, start - 2),
    entry('c', waits, start - 1),
  );
  const undos = () =>
    [...document.querySelectorAll('button')].filter(({ textContent }) => textContent?.startsWith('Отменить'));
  expect(text()).toContain('и ещё 2');
  expect(undos().map(({ textContent }) => textContent)).toEqual(['ОтменитьZ', 'Отменить все']);
  undos()[1]?.click();
  expect(undo.mock.calls).toEqual([['c'], ['b'], ['a']]);
  press('и ещё');
  await settled();
  expect(undos()).toHaveLength(4);
  undo.mockClear();
  undos()[3]?.click();
  expect(undo.mock.calls).toEqual([['a']]);
});

test('shows a failed write apart from the floating toast', async () => {
  await put(
    entry('a', { at: 'waiting', until: start + 9000 }),
    entry('b', { at: 'failed', problem: { name: 'server-error' }, when: start }),
  );
  const [toast, standing] = document.querySelectorAll('.undo');
  expect(toast?.classList).toContain('toast');
  expect(toast?.textContent).not.toContain('не отправлено');
  expect(standing?.classList).not.toContain('toast');
  expect(standing?.textContent).toContain('не отправлено');
});

test('undoes by key the newest waiting write, or the writes of its group together', () => {
  const calls = { undo: vi.fn(), stop: vi.fn(), remindAll: vi.fn() };
  const of = (...entries: Entry[]) => ({ entries, reminders: [] });
  const [group, single] = [{ ...entry('a', waiting(9), 1), group: 'g' }, entry('b', waiting(9), 2)];
  const sending = entry('x', { at: 'sending', since: 3 }, 3);
  expect(takeBack(of(single, group, sending), calls)).toBe(true);
  expect(calls.undo).toHaveBeenCalledExactlyOnceWith('b');
  expect(takeBack(of(group), calls)).toBe(true);
  expect(calls.stop).toHaveBeenCalledExactlyOnceWith('g');
  expect(takeBack(of(), calls)).toBe(false);
});

test('keeps one live region, which exists before there is anything to announce', async () => {
  await put();
  const empty = region();
  expect(empty).not.toBeNull();
  expect(said()).toBe('');
  await put(entry('a', waiting(10)));
  expect(region()).toBe(empty);
  expect(said()).toBe('Отказ «Главный бухгалтер»: уйдёт через 10 с, клавиша Z отменит');
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
    'Отказ «Главный бухгалтер»: осталось 3 с, клавиша Z отменит',
    'Отказ «Главный бухгалтер»: отправлено',
  ]);
  observer.disconnect();
});

test('announces a bulk action once', async () => {
  const group = { group: 'g' };
  await put({ ...entry('a', waiting(10)), ...group }, { ...entry('b', waiting(10)), ...group });
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
    <WorkerProvider worker={fakeWorker({})}>
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
