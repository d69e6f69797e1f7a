import { expect, test, vi } from 'vitest';
import { createOutboxTimer } from './outbox-clock.ts';

/** Timers that fire one after the other, and how long they waited in total. */
function startTimer(run: () => Promise<boolean>, dueIn: () => Promise<number | null>) {
  const timers: { run: () => void; ms: number }[] = [];
  const alarm = vi.fn(async (_: number | null) => {});
  const timer = createOutboxTimer({
    outbox: { run, dueIn },
    timer: (then, ms) => {
      const timer = { run: then, ms };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    alarm,
  });
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  /** Lets timers fire until that much time has passed; returns how many fired. */
  async function pass(ms: number): Promise<number> {
    let [fired, left] = [0, ms];
    for (await settle(); timers[0] && timers[0].ms <= left; await settle()) {
      const [timer] = timers.splice(0, 1);
      left -= timer?.ms ?? 0;
      timer?.run();
      fired += 1;
    }
    return fired;
  }
  return { timer, pass, alarm, timers, settle };
}

test('backs off after failed runs: no loop while the store is full', async () => {
  const { timer, pass } = startTimer(
    () => Promise.reject(new Error('QUOTA_BYTES quota exceeded')),
    async () => 0,
  );
  timer.wake();
  expect(await pass(60_000)).toBeLessThan(10);
  expect(await pass(10 * 60_000)).toBeLessThan(15);
});

test('does not loop if something stays due after a run', async () => {
  const { timer, pass } = startTimer(
    async () => true,
    async () => 0,
  );
  timer.wake();
  expect(await pass(60_000)).toBeLessThan(10);
});

test('looks every few seconds while another run holds the outbox', async () => {
  const { timer, pass } = startTimer(
    async () => false,
    async () => 0,
  );
  timer.wake();
  expect(await pass(60_000)).toBe(12);
});

test('sets no timer and no alarm if nothing is due', async () => {
  const { timer, timers, alarm, settle } = startTimer(
    async () => true,
    async () => null,
  );
  timer.schedule();
  await settle();
  expect(timers).toEqual([]);
  expect(alarm).toHaveBeenLastCalledWith(null);
});
