import type { Outbox } from './outbox.ts';

/** No timer is shorter, whatever is stored. */
const shortest = 50;
/** When another run is under way, or the account is being changed: that run sends what is due. */
const whileBusy = 5_000;
/** A worker does not live longer than this, and a timer beyond 24 days would go off at once. */
const longest = 60_000;
/** Alarms of the browser are no shorter. */
const shortestAlarm = 30_000;

interface OutboxTimerDeps {
  outbox: Pick<Outbox, 'run' | 'dueIn'>;
  /** Runs once after `ms`; what it returns stops it. */
  timer: (run: () => void, ms: number) => () => void;
  /** For when no worker lives: goes off after `ms`, then each minute until it is set again; null stops it. */
  alarm: (ms: number | null) => Promise<unknown>;
}

/**
 * When the outbox is looked at: a timer for a worker that lives, an alarm for one that does not. Runs that fail (the
 * store is full) or that leave something due come ever more seldom, up to once a minute.
 */
export function createOutboxTimer({ outbox, timer, alarm }: OutboxTimerDeps) {
  let stop = () => {};
  /** Runs in a row after which something was due still, or that failed. */
  let idle = 0;
  /** Of runs and schedules that are under way, only the last sets the timer. */
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
    // That no timer can be set is the browser's fault; the alarm of before goes off each minute.
    void run().catch(() => {});
  }

  return {
    wake,
    /** Sets the timer again, after something has changed. */
    schedule: (): void => void schedule().catch(() => {}),
  };
}
