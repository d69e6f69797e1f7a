// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import type { Entry, Progress } from '../../utils/domain/write-request.ts';
import { asId, type EntryId } from '../../utils/ids.ts';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { takeBack, UndoBar, undoable } from './undo-bar.tsx';

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
      <UndoBar entries={entries} onEdit={onEdit} />
    </WorkerProvider>,
    document.body,
  );
  await settled();
  return { ...calls, onEdit };
};
const text = () => document.body.textContent ?? '';
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

test('undoes the newest waiting write by key', () => {
  const waiting = (id: string, at: number) => entry(id, { at: 'waiting', until: start + 9000 }, at);
  expect(
    undoable([waiting('old', 1), waiting('new', 2), entry('x', { at: 'sending', since: 3 }, 3)])?.id,
  ).toBe('new');
});

test('undoes the writes of a group together', () => {
  const at = { at: 'waiting', until: start + 9000 } as const;
  const calls = { undo: vi.fn(), stop: vi.fn(), remindAll: vi.fn() };
  const of = (...entries: Entry[]) => ({ entries, reminders: [] });
  const [group, single] = [{ ...entry('a', at, 1), group: 'g' }, entry('b', at, 2)];
  expect(takeBack(of(group, single), calls)).toBe(true);
  expect(calls.undo).toHaveBeenCalledExactlyOnceWith('b');
  expect(takeBack(of(group), calls)).toBe(true);
  expect(calls.stop).toHaveBeenCalledExactlyOnceWith('g');
  expect(takeBack(of(), calls)).toBe(false);
});
