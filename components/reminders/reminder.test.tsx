// @vitest-environment happy-dom

import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Reminder, remindedAll, reminderId } from '../../utils/domain/reminders.ts';
import { rowOf } from '../../utils/domain/testing.ts';
import { takeBack, UndoPlace } from '../outbox/undo-bar.tsx';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { DismissFound } from './reminder.tsx';

vi.mock('wxt/browser', () => import('../testing.ts'));

const now = new Date('2026-11-26T18:00').getTime();
const base = { until: '2026-11-20T09:00', back: null, at: 0, done: false, was: null } as const;
const subject = (id: number) => ({
  kind: 'response' as const,
  row: rowOf(id),
  vacancy: null,
  unviewed: false,
});
const silent = (id: number): Reminder => ({
  ...base,
  of: subject(id),
  why: { kind: 'silence', rule: 'invited-silent', since: 1 },
  away: false,
});
const snoozed = (id: number): Reminder => ({ ...base, of: subject(id), why: null, away: true });
const onDone = vi.fn();

let reminders: readonly Reminder[];
const worker = fakeWorker({
  async remindAll(ids, act) {
    reminders = remindedAll(reminders, ids, act, Date.now());
    return { ok: true, value: undefined };
  },
});
const show = async (shown = worker) => {
  render(
    <WorkerProvider worker={shown}>
      <DismissFound reminders={reminders} now={now} onDone={onDone} />
      <UndoPlace entries={[]} reminders={reminders} withCandidate />
    </WorkerProvider>,
    document.body,
  );
  await settled();
};
const button = (words: string) =>
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.startsWith(words));
const left = () =>
  reminders
    .filter(({ done }) => !done)
    .map(reminderId)
    .sort();

beforeEach(() => {
  vi.useFakeTimers({ now });
  reminders = [silent(1), snoozed(2), silent(3), silent(4)];
});
afterEach(() => {
  render(null, document.body);
  vi.clearAllMocks();
  vi.useRealTimers();
});

test('dismisses all that appeared by themselves and nothing else, and one Z brings them back', async () => {
  await show();
  expect(document.body.textContent).toContain('Появились сами: 3');
  button('Убрать все')?.click();
  await settled();
  expect(left()).toEqual(['2']);
  expect(onDone).toHaveBeenCalledOnce();
  await show();
  expect(button('Убрать все')).toBeUndefined();
  expect(document.querySelector('.toast')?.textContent).toContain('Убрано: 3 напоминания');
  expect(document.querySelector('[role=status]')?.textContent).toBe('Убрано: 3 напоминания');
  const onReminder = vi.fn();
  expect(takeBack({ entries: [], reminders }, worker, { onReminder })).toBe(true);
  // Nobody of several is opened.
  expect(onReminder).not.toHaveBeenCalled();
  expect(left()).toEqual(['1', '2', '3', '4']);
  expect(takeBack({ entries: [], reminders }, worker)).toBe(false);
});

test('undoes them by its button as well', async () => {
  await show();
  button('Убрать все')?.click();
  await settled();
  await show();
  button('Отменить')?.click();
  await settled();
  expect(left()).toEqual(['1', '2', '3', '4']);
});

test('leaves a single one to its own button', async () => {
  reminders = [silent(1), snoozed(2)];
  await show();
  expect(button('Убрать все')).toBeUndefined();
});

test('says why they could not be dismissed', async () => {
  await show(fakeWorker({ remindAll: async () => ({ ok: false, problem: { name: 'storage-full' } }) }));
  button('Убрать все')?.click();
  await settled();
  expect(document.querySelector('[role=alert]')?.textContent).toBe(
    'В браузере не осталось места для данных расширения.',
  );
  expect(onDone).not.toHaveBeenCalled();
});
