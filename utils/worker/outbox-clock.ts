import type { Millis } from '../domain/negotiation.ts';
import type { OutboxEntry } from '../domain/write-request.ts';
import type { EntryId } from '../ids.ts';

/** What was to go out this long ago asks the person before it goes out. */
const tooLate = 60 * 60_000;
/** A clock that is further behind than this was set back, and does not say how late it is. */
const clockSlack = 60_000;
/** The longest wait for anything. */
export const longestWait = 30 * 60_000;
/** When to look at a claim whose sender may have died: the next run that gets the lock takes it up. */
const claimStands = 30_000;

interface OutboxClockDeps {
  /** The wall clock, Unix ms; it may be set back or forward at any moment. */
  now: () => Millis;
  /** Milliseconds of this worker's own, which never jump and begin anywhere. */
  ticks: () => number;
  online: () => boolean;
}

export type OutboxClock = ReturnType<typeof createOutboxClock>;

/**
 * How long entries wait, and how late they are. This worker counts by its own ticks; the wall clock, which is what is
 * stored, only says how much time passed while no worker lived.
 */
export function createOutboxClock({ now, ticks, online }: OutboxClockDeps) {
  /** When a wait is over, by our own ticks; `at` is the same moment by the wall clock. */
  const waits = new Map<EntryId, { at: Millis; due: number }>();
  /** When an entry was to go out, by our own ticks. */
  const wanted = new Map<EntryId, { at: Millis; ticks: number }>();

  const began = { at: now(), ticks: ticks() };
  /** The wall clock without what it was set forward since this worker began: another one's entry may be from before that. */
  const unset = () => Math.min(now(), began.at + ticks() - began.ticks);

  /** A clock that was set back while no worker lived does not say how long that was. */
  const wasSetBack = ({ stampedAt }: OutboxEntry) => now() < stampedAt - clockSlack;

  return {
    now,
    online,

    /** A wait of `ms` from now on, as it is stored. */
    wait(id: EntryId, ms: Millis): { until: Millis; wait: Millis } {
      const until = now() + ms;
      waits.set(id, { at: until, due: ticks() + ms });
      return { until, wait: ms };
    },

    /** Makes a wait that stands longer, without a change of what is stored. */
    prolong(id: EntryId, ms: Millis): void {
      const known = waits.get(id);
      if (known) waits.set(id, { ...known, due: ticks() + ms });
    },

    /** When the person wants it out: `ms` from now. */
    want(id: EntryId, ms: Millis): Millis {
      const at = now() + ms;
      wanted.set(id, { at, ticks: ticks() + ms });
      return at;
    },

    forget(id: EntryId): void {
      waits.delete(id);
      wanted.delete(id);
    },

    /** How long an entry has to wait yet, ms; null when for nothing. A wait of an earlier worker is at most whole. */
    leftOf(entry: OutboxEntry): number | null {
      const { id, progress } = entry;
      if (progress.at === 'sending') return claimStands;
      if (progress.at !== 'waiting' && progress.at !== 'uncertain') return null;
      // What waits for a network goes out as soon as there is one.
      if (progress.at === 'waiting' && progress.problem?.name === 'offline' && online()) return 0;
      const at = progress.at === 'waiting' ? progress.until : progress.nextCheck;
      let known = waits.get(id);
      if (known?.at !== at) {
        // After a clock was set back it is due at once; the move that follows stamps it again.
        const left = wasSetBack(entry)
          ? 0
          : Math.min(Math.max(0, at - unset()), progress.wait ?? longestWait);
        known = { at, due: ticks() + left };
        waits.set(id, known);
      }
      return Math.max(0, known.due - ticks());
    },

    /**
     * Whether what the person asked for is so late that they must be asked again. By the wall clock or by our own
     * ticks, whichever says more: a computer that slept shows it by the one, a clock set back by the other.
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
