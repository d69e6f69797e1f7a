import type { Millis } from '../domain/negotiation.ts';
import type { OutboxEntry } from '../domain/write-request.ts';
import type { EntryId } from '../ids.ts';

/** A write that is this late needs the person's consent before it is sent; ms. */
const tooLate = 60 * 60_000;
/** A clock further behind than this was set back, and does not tell how late it is; ms. */
const clockSlack = 60_000;
/** The longest wait of any kind, ms. */
export const longestWait = 30 * 60_000;
/** When to look at a claim whose sender may have died, ms: the next run that gets the lock takes it over. */
const claimStands = 30_000;

interface OutboxClockDeps {
  /** The wall clock, Unix ms; it may be set back or forward at any moment. */
  now: () => Millis;
  /** Monotonic milliseconds of this worker, with an arbitrary start. */
  ticks: () => number;
  online: () => boolean;
}

export type OutboxClock = ReturnType<typeof createOutboxClock>;

/**
 * How long entries wait, and how late they are. A worker counts by its own ticks; the stored wall clock only tells
 * how much time passed while no worker lived.
 */
export function createOutboxClock({ now, ticks, online }: OutboxClockDeps) {
  /** When a wait is over, in our own ticks; `at` is the same moment by the wall clock. */
  const waits = new Map<EntryId, { at: Millis; due: number }>();
  /** When an entry was to be sent, in our own ticks. */
  const wanted = new Map<EntryId, { at: Millis; ticks: number }>();

  const began = { at: now(), ticks: ticks() };
  /** The wall clock without jumps forward since this worker started: an earlier worker's entry may predate them. */
  const unset = () => Math.min(now(), began.at + ticks() - began.ticks);

  /** If the clock was set back while no worker lived, it does not tell how long that was. */
  const wasSetBack = ({ stampedAt }: OutboxEntry) => now() < stampedAt - clockSlack;

  return {
    now,
    online,

    /** Starts a wait of `ms` from now; returns it as it is stored. */
    wait(id: EntryId, ms: Millis): { until: Millis; wait: Millis } {
      const until = now() + ms;
      waits.set(id, { at: until, due: ticks() + ms });
      return { until, wait: ms };
    },

    /** Extends a running wait without changing what is stored. */
    prolong(id: EntryId, ms: Millis): void {
      const known = waits.get(id);
      if (known) waits.set(id, { ...known, due: ticks() + ms });
    },

    /** When the person wants it sent: `ms` from now. */
    want(id: EntryId, ms: Millis): Millis {
      const at = now() + ms;
      wanted.set(id, { at, ticks: ticks() + ms });
      return at;
    },

    forget(id: EntryId): void {
      waits.delete(id);
      wanted.delete(id);
    },

    /**
     * How long an entry still has to wait, ms; null if it waits for nothing. A wait begun by an earlier worker lasts
     * at most its full length.
     */
    leftOf(entry: OutboxEntry): number | null {
      const { id, progress } = entry;
      if (progress.at === 'sending') return claimStands;
      if (progress.at !== 'waiting' && progress.at !== 'uncertain') return null;
      // An entry that waits for a network is sent as soon as there is one.
      if (progress.at === 'waiting' && progress.problem?.name === 'offline' && online()) return 0;
      const at = progress.at === 'waiting' ? progress.until : progress.nextCheck;
      let known = waits.get(id);
      if (known?.at !== at) {
        // If the clock was set back, it is due at once; the move that follows stamps it again.
        const left = wasSetBack(entry)
          ? 0
          : Math.min(Math.max(0, at - unset()), progress.wait ?? longestWait);
        known = { at, due: ticks() + left };
        waits.set(id, known);
      }
      return Math.max(0, known.due - ticks());
    },

    /**
     * Whether a write is so late that the person must be asked again: by the wall clock or by our own ticks,
     * whichever shows more. The wall clock shows that the computer slept, the ticks that the clock was set back.
     */
    isLate(entry: OutboxEntry): boolean {
      const { id, wantedAt } = entry;
      let known = wanted.get(id);
      if (known?.at !== wantedAt) {
        const since = wasSetBack(entry) ? Number.NEGATIVE_INFINITY : ticks() + wantedAt - now();
        known = { at: wantedAt, ticks: since };
        wanted.set(id, known);
      }
      return Math.max(ticks() - known.ticks, now() - wantedAt) > tooLate;
    },
  };
}

/** The shortest timer, whatever is stored; ms. */
const shortestTimer = 50;
/** Delay while another run is in flight or the account is being changed, ms: that run sends what is due. */
const whileBusy = 5_000;
/** A worker lives no longer than this, and a timer beyond 24 days would fire at once; ms. */
const longestTimer = 60_000;
/** The browser's alarms are no shorter, ms. */
const shortestAlarm = 30_000;

interface OutboxTimerDeps {
  outbox: {
    /** @returns false if another run is in flight */
    run: () => Promise<boolean>;
    /** How long until the outbox must be looked at next, ms; null: never. */
    dueIn: () => Promise<Millis | null>;
  };
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

  const backOff = () => (idle === 0 ? shortestTimer : Math.min(longestTimer, 500 * 2 ** Math.min(idle, 10)));

  async function schedule(floor = 0): Promise<void> {
    const mine = ++turn;
    const due = await outbox.dueIn().catch(() => longestTimer);
    if (mine !== turn) return;
    stop();
    if (due === null) {
      await alarm(null);
      return;
    }
    const wait = Math.min(Math.max(due, floor, backOff()), longestTimer);
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
