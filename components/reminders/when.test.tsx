// @vitest-environment happy-dom

import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Reminder, Subject } from '../../utils/domain/reminders.ts';
import { rowOf } from '../../utils/domain/testing.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import type { Result } from '../../utils/problem.ts';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { ReminderToast } from './reminder.tsx';
import { PutOff, useNoteDay } from './when.tsx';

vi.mock('wxt/browser', () => import('../testing.ts'));

/** A Thursday. */
const now = new Date('2026-11-26T18:00').getTime();
const of: Subject = { kind: 'response', row: rowOf(1), vacancy: null, unviewed: true };
const standing: Reminder = {
  of,
  until: '2026-11-30T09:00',
  why: null,
  away: true,
  back: null,
  at: now,
  done: false,
  was: null,
};
let remind: ReturnType<typeof vi.fn<Worker['remind']>>;
const remindAll = vi.fn<Worker['remindAll']>(async () => ({ ok: true, value: undefined }));
const onPut = vi.fn();
const onClosed = vi.fn();
const onUndo = vi.fn();

beforeEach(() => {
  vi.useFakeTimers({ now });
  remind = vi.fn<Worker['remind']>(async () => ({ ok: true, value: undefined }));
});
afterEach(() => {
  render(null, document.body);
  vi.clearAllMocks();
  vi.useRealTimers();
});

const show = async (reminder?: Reminder, toast: Reminder[] = []) => {
  render(
    <WorkerProvider worker={fakeWorker({ remind, remindAll })}>
      <PutOff of={of} reminder={reminder} now={now} onPut={onPut} onClosed={onClosed} />
      <ReminderToast reminders={toast} keyed onUndo={onUndo} />
    </WorkerProvider>,
    document.body,
  );
  await settled();
};
const buttons = () => [...document.querySelectorAll('button')];
const click = async (words: string) => {
  buttons()
    .find(({ textContent }) => textContent?.startsWith(words))
    ?.click();
  await settled();
};
const press = async (code: string) => {
  const at = document.activeElement ?? document.body;
  at.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true }));
  await settled();
};

test('opens the choice (B) with its first time focused; a digit picks one', async () => {
  await show();
  expect(document.querySelector('[data-key=KeyB]')?.textContent).toBe('ОтложитьB');
  await click('Отложить');
  expect(document.activeElement?.textContent).toBe('Завтра утром1');
  await press('Digit2');
  expect(remind).toHaveBeenCalledExactlyOnceWith('1', { until: '2026-11-30T09:00' }, of);
  expect([onPut, onClosed].map((call) => call.mock.calls.length)).toEqual([1, 1]);
  expect(document.querySelector('form')).toBeNull();
});

test('snoozes until the morning of the chosen day, and only if that day is yet to come', async () => {
  await show();
  await click('Отложить');
  const day = document.querySelector('input');
  const submit = document.querySelector<HTMLButtonElement>('[type=submit]');
  if (!day || !submit) throw new Error('no field');
  for (const [value, off] of [
    ['2026-11-26', true],
    ['', true],
    ['2026-12-24', false],
  ] as const) {
    day.value = value;
    day.dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
    expect([value, submit.disabled]).toEqual([value, off]);
  }
  submit.form?.requestSubmit();
  await settled();
  expect(remind).toHaveBeenCalledExactlyOnceWith('1', { until: '2026-12-24T09:00' }, of);
});

test('holds back the note if no reminder can have the chosen day', async () => {
  const write = vi.fn(async () => ({ ok: true as const, value: undefined }));
  let noted = (): Promise<Result<void>> => write();
  const Note = () => {
    const reminder = useNoteDay(of, now);
    noted = () => reminder.noted('Позвонить', write);
    return <>{reminder.field}</>;
  };
  render(
    <WorkerProvider worker={fakeWorker({ remind })}>
      <Note />
    </WorkerProvider>,
    document.body,
  );
  const day = document.querySelector('input');
  if (!day) throw new Error('no field');
  for (const [value, answer, written] of [
    ['2026-11-26', { ok: false, problem: { name: 'day-out-of-range' } }, 0],
    ['2026-12-24', { ok: true, value: undefined }, 1],
  ] as const) {
    day.value = value;
    day.dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
    expect(await noted()).toEqual(answer);
    expect([remind, write].map((call) => call.mock.calls.length)).toEqual([written, written]);
  }
  expect(remind).toHaveBeenCalledExactlyOnceWith('1', { until: '2026-12-24T09:00', note: 'Позвонить' }, of);
  await settled();
  expect(day.value).toBe('');
});

test('changes nothing on Esc', async () => {
  await show();
  await click('Отложить');
  await press('Escape');
  expect(document.querySelector('form')).toBeNull();
  expect(remind).not.toHaveBeenCalled();
  expect(onClosed).toHaveBeenCalledOnce();
});

test('says why a reminder is set, and «Готово» only dismisses the reminder', async () => {
  await show(standing);
  expect(document.body.textContent).toContain('Отложено до: пн, 09:00');
  await click('Готово');
  expect(remind).toHaveBeenCalledExactlyOnceWith('1', 'done', of);
  expect(onPut).not.toHaveBeenCalled();
});

test('says that the store is full, and does not claim success', async () => {
  remind.mockResolvedValue({ ok: false, problem: { name: 'storage-full' } });
  await show();
  await click('Отложить');
  await press('Digit1');
  expect(document.querySelector('[role=alert]')?.textContent).toBe(
    'В браузере не осталось места для данных расширения.',
  );
  expect(await onPut.mock.lastCall?.[0]).toEqual({ name: 'storage-full' });
});

test('lets a snooze be undone for ten seconds', async () => {
  await show(undefined, [standing]);
  expect(document.querySelector('.toast')?.textContent).toContain('Отложено · Ким Виктор');
  await click('Отменить');
  expect(remindAll).toHaveBeenCalledExactlyOnceWith(['1'], 'undo');
  expect(onUndo).toHaveBeenCalledExactlyOnceWith(standing);
  await vi.advanceTimersByTimeAsync(10_010);
  await settled();
  expect(document.querySelector('.toast')).toBeNull();
});
