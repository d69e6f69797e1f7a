import type { Outbox } from './outbox.ts';

/** The shortest timer, whatever is stored; ms. */
const shortest = 50;
/** Delay while another run is in flight or the account is being changed, ms: that run sends what is due. */
const whileBusy = 5_000;
/** A worker lives no longer than this, and a timer beyond 24 days would fire at once; ms. */
const longest = 60_000;
/** The browser's alarms are no shorter, ms. */
const shortestAlarm = 30_000;

interface OutboxTimerDeps {
  outbox: Pick<Outbox, 'run' | 'dueIn'>;
  /** Runs once after `ms`; returns a function that stops it. */
  timer: (run: () => void, ms: number) => () => void;
  /** For when no worker lives: fires after `ms`, then every minute until it is set again; null stops it. */
  alarm: (ms: number | null) => Promise<unknown>;
}

/**
 * When to look at the outbox: a timer while the worker lives, an alarm while it does not. Runs that fail (the store
 * is full) or leave something due back off, up to once a minute.
 */
export function createOutboxTimer({ outbox, timer, alarm }: OutboxTimerDeps) {
  let stop = () => {};
  /** Consecutive runs that failed or after which something was still due. */
  let idle = 0;
  /** Of the runs and schedules in flight, only the last sets the timer. */
  let turn = 0;

  const backOff = () => (idle === 0 ? shortest : Math.min(longest, 500 * 2 ** Math.min(idle, 10)));

  async function schedule(floor = 0): Promise<void> {
    const mine = ++turn;
    const due = await outbox.dueIn().catch(() => longest);
    if (mine !== turn) return;
    stop();
    if (due === null) {
      await alarm(null);
      return;
    }
    const wait = Math.min(Math.max(due, floor, backOff()), longest);
    stop = timer(wake, wait);
    await alarm(Math.max(due, wait, shortestAlarm));
  }

  async function run(): Promise<void> {
    let busy = false;
    try {
      busy = !(await outbox.run());
      const due = busy ? null : await outbox.dueIn();
      idle = due === 0 ? idle + 1 : 0;
    } catch {
      // Nothing was changed: the next run finds the same entries.
      idle += 1;
    }
    await schedule(busy ? whileBusy : 0);
  }

  /** Looks at the outbox now. */
  function wake(): void {
    // If no timer can be set, that is the browser's fault; the previous alarm still fires every minute.
    void run().catch(() => {});
  }

  return {
    wake,
    /** Sets the timer again after a change. */
    schedule: (): void => void schedule().catch(() => {}),
  };
}
