import type { Millis } from '../domain/negotiation.ts';
import { changesTextOf, isSameText } from '../domain/texts.ts';
import {
  mayMove,
  type OutboxEntry,
  type Progress,
  type ProgressAfter,
  type TransitionName,
  type WriteRequest,
} from '../domain/write-request.ts';
import { HhError } from '../hh/errors.ts';
import type { EntryId } from '../ids.ts';
import { takeBackIntoDrafts } from '../storage/drafts.ts';
import { outboxItem, sentIdsItem, update } from '../storage/items.ts';
import { createDelivery, overdue, shortestWait } from './delivery.ts';
import type { Executors } from './executors.ts';
import { createOutboxClock } from './outbox-clock.ts';

/** How long sent entries stay, so that the view can say so; ms. */
const sentStays = 60_000;
/** How many ids of sent entries are remembered after the entries are gone. */
const sentIdsAtMost = 200;
/** Pause between the writes of a group, ms: at most two a second are sent. */
const groupPace = 500;
/** How long leaving an account waits for what is being sent, ms. */
const patience = 5_000;

export interface OutboxDeps {
  executors: Executors;
  /** `accountKey` of the signed-in account; empty if nobody is signed in. */
  account: () => Promise<string>;
  /** The wall clock, Unix ms; it may be set back or forward at any moment. */
  now: () => Millis;
  /** Monotonic milliseconds of this worker, with an arbitrary start. */
  ticks?: () => number;
  sleep?: (ms: number) => Promise<void>;
  online: () => boolean;
  /** Called after every stored change, with the requests that it concerns. */
  changed: (requests: WriteRequest[]) => void;
  /**
   * Called when a write has arrived at hh: the counts and the negotiation it concerns are now stale. Errors are
   * ignored.
   */
  arrived: (entry: OutboxEntry) => Promise<void>;
}

export type Outbox = ReturnType<typeof createOutbox>;

/** A prepared write that is to be stored. */
export interface ReadyWrite
  extends Pick<OutboxEntry, 'request' | 'prepared' | 'label' | 'resulting' | 'group' | 'accountName'> {
  /** Created by the view: sending the same id again, after a lost answer, is the same write. */
  id: EntryId;
  /** The account for which it was planned; it must still be signed in. */
  account: string;
  /** Length of the undo window, ms. */
  wait: Millis;
}

/** A decided move of one entry. */
interface Move {
  name: TransitionName;
  progress: Progress;
  more?: Partial<OutboxEntry>;
}

/** A move of the table: the type checks where it leads, and `moved` checks where it starts. */
const moveTo = <Name extends TransitionName>(
  name: Name,
  progress: ProgressAfter<Name>,
  more?: Partial<OutboxEntry>,
): Move => ({ name, progress, ...(more && { more }) });

/**
 * The only way to write. A write is stored before anything is shown, waits out the undo window, is claimed, is sent
 * once (`delivery.ts`), and ends as sent, failed (its text is kept) or uncertain; an uncertain one is settled by
 * reading. `transitions` says how an entry may move, and `moved` below is the only function that moves it. There is one
 * sender at a time: it holds the Web Lock `outbox`, which ends with its worker.
 */
export function createOutbox({
  executors,
  account,
  now,
  ticks = () => performance.now(),
  sleep = (ms) => new Promise<void>((done) => setTimeout(done, ms)),
  online,
  changed,
  arrived,
}: OutboxDeps) {
  const clock = createOutboxClock({ now, ticks, online });
  /** Known outcomes that could not be stored yet. */
  const unstored = new Map<EntryId, Move>();
  /** The account is being left: no new writes are accepted. */
  let leaving = false;

  const put = async (change: (entries: OutboxEntry[]) => OutboxEntry[] | Promise<OutboxEntry[]>) => {
    let before: OutboxEntry[] = [];
    const after = await update(outboxItem, async (entries) => {
      before = entries;
      const left = await change(entries);
      const gone = entries.filter(
        ({ id, progress }) => progress.at === 'sent' && !left.some((one) => one.id === id),
      );
      if (gone.length > 0)
        await update(sentIdsItem, (ids) => [...ids, ...gone.map(({ id }) => id)].slice(-sentIdsAtMost));
      return left;
    });
    const touched = [
      ...before.filter((entry) => !after.includes(entry)),
      ...after.filter((entry) => !before.includes(entry)),
    ];
    if (touched.length > 0) changed(touched.map(({ request }) => request));
    for (const { id, request } of touched) {
      const entry = after.find((one) => one.id === id);
      if (!entry) {
        clock.forget(id);
        unstored.delete(id);
      }
      if (!entry || entry.progress.at === 'sent') void executors.drop(request).catch(() => {});
    }
  };

  const moved = (entry: OutboxEntry, { name, progress, more }: Move): OutboxEntry => {
    if (!mayMove(name, entry.progress.at)) return entry;
    return { ...entry, ...more, progress, stampedAt: now() };
  };

  /** Changes entries one by one; if none changed, nothing is stored. */
  const each = (
    change: (entry: OutboxEntry, entries: readonly OutboxEntry[]) => OutboxEntry,
  ): Promise<void> =>
    put((entries) => {
      const after = entries.map((entry) => change(entry, entries));
      return after.some((entry, index) => entry !== entries[index]) ? after : entries;
    });

  /** Moves entries, each only if it is still in a state where its move starts. */
  const store = (of: (entry: OutboxEntry) => Move | null): Promise<void> =>
    each((entry) => {
      const move = of(entry);
      return move ? moved(entry, move) : entry;
    });

  /** Moves one entry. A move that cannot be stored now is kept and stored first in the next run. */
  async function move<Name extends TransitionName>(
    { id }: OutboxEntry,
    name: Name,
    progress: ProgressAfter<Name>,
    more?: Partial<OutboxEntry>,
  ): Promise<void> {
    const made = moveTo(name, progress, more);
    unstored.set(id, made);
    await store((entry) => (entry.id === id ? made : null));
    unstored.delete(id);
  }

  const isAlone = async (entry: OutboxEntry) =>
    !(await outboxItem.getValue()).some((other) => other.id !== entry.id && isSameText(other, entry));
  const delivery = createDelivery({ executors, clock, isAlone, move, arrived });

  /** Removes all entries that `when` accepts in one change; first their texts become drafts again. */
  async function takeBack(name: 'undo' | 'dismiss', when: (entry: OutboxEntry) => boolean): Promise<boolean> {
    let taken = false;
    await put(async (entries) => {
      const found = entries.filter((entry) => mayMove(name, entry.progress.at) && when(entry));
      taken = found.length > 0;
      if (!taken) return entries;
      await takeBackIntoDrafts(
        found.filter(({ progress }) => progress.at !== 'sent'),
        now(),
      );
      return entries.filter((entry) => !found.includes(entry));
    });
    return taken;
  }

  /** The next entry that is due, claimed if it is to be sent. The person is asked about an entry that is too late. */
  async function claim(): Promise<OutboxEntry | undefined> {
    const mine = await account();
    if (!mine) return undefined;
    let claimed: OutboxEntry | undefined;
    await each((entry, entries) => {
      if (claimed || entry.account !== mine || clock.leftOf(entry) !== 0) return entry;
      const { progress } = entry;
      if (progress.at === 'waiting' && clock.isLate(entry))
        return moved(entry, moveTo('ask', overdue(now())));
      if (!online()) return offline(entry);
      const uncertain =
        progress.at === 'waiting' &&
        entries.find(
          (other) =>
            other.progress.at === 'uncertain' &&
            ((!(executors.repeats(other.prepared) && executors.repeats(entry.prepared)) &&
              isSameText(other, entry)) ||
              changesTextOf(entry, other)),
        );
      if (uncertain) {
        const wait = Math.max(clock.leftOf(uncertain) ?? 0, 1_000);
        return moved(entry, moveTo('postpone', { at: 'waiting', ...clock.wait(entry.id, wait) }));
      }
      const more = { attempts: entry.attempts + 1, refused: undefined };
      claimed =
        progress.at === 'waiting'
          ? moved(entry, moveTo('claim', { at: 'sending', since: now() }, more))
          : entry;
      return claimed;
    });
    const out = claimed;
    if (out?.progress.at === 'sending')
      await each((entry) => (mayBeTakenFor(entry, out) ? { ...entry, twin: true } : entry));
    return out;
  }

  /** Makes an entry wait for a network. That is stored once, so a long time offline costs a single change of the store. */
  function offline(entry: OutboxEntry): OutboxEntry {
    const { id, progress } = entry;
    if (progress.at !== 'waiting' || progress.problem?.name === 'offline') {
      clock.prolong(id, shortestWait);
      return entry;
    }
    const problem = { name: 'offline' as const };
    return moved(entry, moveTo('postpone', { at: 'waiting', ...clock.wait(id, shortestWait), problem }));
  }

  /** Stores what could not be stored before, then resolves claims: one found under the lock is a dead sender's. */
  async function recover(): Promise<void> {
    const known = new Map(unstored);
    await store((entry) => {
      const move = known.get(entry.id);
      if (move && mayMove(move.name, entry.progress.at)) return move;
      if (entry.progress.at !== 'sending') return null;
      const { until, wait } = clock.wait(entry.id, 0);
      const { since } = entry.progress;
      return moveTo('doubt', { at: 'uncertain', since, nextCheck: until, wait }, { checks: 0 });
    });
    for (const [id, move] of known) if (unstored.get(id) === move) unstored.delete(id);
  }

  async function work(): Promise<void> {
    await recover();
    for (let entry = await claim(); entry; entry = await claim()) {
      await (entry.progress.at === 'uncertain' ? delivery.settle(entry) : delivery.send(entry));
      if (entry.group) await sleep(groupPace);
    }
  }

  /** Ends the account's undo windows and sends everything, after the run in flight. */
  async function drainAll(): Promise<void> {
    const mine = await account();
    if (!mine) return;
    await store((entry) => {
      if (entry.account !== mine || entry.progress.at !== 'waiting' || clock.leftOf(entry) === 0) return null;
      // hh asked to wait, or there is no network: that wait stays.
      if (entry.progress.problem) return null;
      const more = { wantedAt: clock.want(entry.id, 0) };
      return moveTo('hasten', { at: 'waiting', ...clock.wait(entry.id, 0) }, more);
    });
    await navigator.locks.request('outbox', work);
  }

  /** Drains for as long as a person waits; what fails meanwhile counts as not sent. */
  const drain = (): Promise<void> => Promise.race([drainAll().catch(() => {}), sleep(patience)]);

  /** Entries that are not sent, including those that are just being stored. */
  const unsent = async (): Promise<OutboxEntry[]> =>
    (await update(outboxItem, (entries) => entries)).filter(({ progress }) => progress.at !== 'sent');

  /** Why a write cannot be accepted now; null if it can. */
  function refusalOf(write: Omit<ReadyWrite, 'wait'>, entries: readonly OutboxEntry[], mine: string) {
    const { request } = write;
    if (!write.account || write.account !== mine) return new HhError('signed-out', 'no');
    const own = entries.filter((entry) => entry.account === mine);
    // hh shows that a response exists, but not with which letter, so a second one cannot wait for the first.
    if (own.some((entry) => isSameResponse(entry, request))) return new HhError('already-applied', 'no');
    // Two windows may decide about one person: the first decision stands until it has ended.
    return own.some((entry) => isDecidedBy(entry, request)) ? new HhError('wrong-state', 'no') : null;
  }

  return {
    /**
     * Stores writes in one change of the store; each is sent when its undo window ends.
     * @throws {HhError} at the first one refused; those before it stay: `signed-out`; `already-applied` while a
     * response to the same vacancy is in flight; `wrong-state` while another action on the same negotiation is. Also
     * whatever the browser throws if the store is full. What is not stored is not shown, and the view keeps its text
     */
    async submit(writes: readonly ReadyWrite[]): Promise<void> {
      const sent = new Set(await sentIdsItem.getValue());
      const refused: HhError[] = [];
      await put(async (entries) => {
        // While the account is being left, nobody's writes are accepted.
        const mine = leaving ? '' : await account();
        const at = now();
        const known = new Set(entries.map(({ id }) => id));
        const after = [...entries];
        for (const { wait, ...write } of writes) {
          const { id } = write;
          if (sent.has(id) || known.has(id)) continue;
          const refusal = refusalOf(write, after, mine);
          if (refusal) {
            refused.push(refusal);
            break;
          }
          known.add(id);
          after.push({
            ...write,
            createdAt: at,
            wantedAt: clock.want(id, wait),
            stampedAt: at,
            attempts: 0,
            checks: 0,
            progress: { at: 'waiting', ...clock.wait(id, wait) },
          });
        }
        return after.length === entries.length ? entries : after.filter((entry) => !isOver(entry, at));
      });
      if (refused[0]) throw refused[0];
    },

    /** Ids of all writes that are stored or were sent. */
    async known(): Promise<ReadonlySet<EntryId>> {
      const [entries, sent] = await Promise.all([outboxItem.getValue(), sentIdsItem.getValue()]);
      return new Set([...sent, ...entries.map(({ id }) => id)]);
    },

    /** False if it was too late. */
    undo: (id: EntryId) => takeBack('undo', (entry) => entry.id === id),

    /** Undoes everything in a group that has not been sent yet. */
    async stop(group: string): Promise<void> {
      await takeBack('undo', (entry) => entry.group === group);
    },

    async dismiss(id: EntryId): Promise<void> {
      await takeBack('dismiss', (entry) => entry.id === id);
    },

    /** At a person's request: what is certainly not at hh is sent again, what may be there is looked up first. */
    retry: (id: EntryId): Promise<void> =>
      store((entry) => {
        if (entry.id !== id || entry.progress.at !== 'failed') return null;
        const surelyNot = entry.progress.refused || entry.attempts === 0;
        const { until, wait } = clock.wait(id, 0);
        const progress: ProgressAfter<'retry'> = surelyNot
          ? { at: 'waiting', until, wait }
          : { at: 'uncertain', since: now(), nextCheck: until, wait };
        // After the look-up one try is left; it is never forgotten that something was sent. hh keeps an upload only
        // for a time.
        const prepared =
          surelyNot && entry.prepared.kind === 'file'
            ? { ...entry.prepared, uploadId: null }
            : entry.prepared;
        const again = surelyNot ? { attempts: 0, checks: 0 } : { attempts: 1 };
        const more = { ...again, prepared, refused: undefined, wantedAt: clock.want(id, 0) };
        return moveTo('retry', progress, more);
      }),

    /**
     * Takes over what a dead sender left behind, then sends and settles everything due, one by one.
     * @returns false if another run is in flight, which handles what is due
     * @throws what the browser throws if nothing can be stored; known outcomes are kept for the next run
     */
    run: () =>
      navigator.locks.request('outbox', { ifAvailable: true }, async (lock): Promise<boolean> => {
        if (lock) await work();
        return lock !== null;
      }),

    /** Sends what waits before another account is used; what hh makes wait stays until its account is back. */
    drain,

    /**
     * Leaves every account; what waits is sent first.
     * @param end removes the account and everything of it here; no new writes are accepted meanwhile
     * @param anyway the person knows that something is lost
     * @throws {HhError} `unsent` if something of any account is not sent
     */
    async leave(end: () => Promise<void>, anyway = false): Promise<void> {
      if (!anyway) await drain();
      leaving = true;
      try {
        if (!anyway && (await unsent()).length > 0) throw new HhError('unsent', 'no');
        await end();
      } finally {
        leaving = false;
      }
    },

    /** How long until the outbox must be looked at next, ms; null if nothing of this account waits. */
    async dueIn(): Promise<Millis | null> {
      const [entries, mine] = await Promise.all([outboxItem.getValue(), account()]);
      const next = entries.flatMap((entry) => {
        const left = mine && entry.account === mine ? clock.leftOf(entry) : null;
        return left === null ? [] : [left];
      });
      return next.length > 0 ? Math.min(...next) : null;
    },
  };
}

const isOver = ({ progress }: OutboxEntry, now: Millis) =>
  progress.at === 'sent' && !progress.copies && Math.abs(now - progress.when) > sentStays;

/** A response to the same vacancy with the same resume that has not ended yet. */
const isSameResponse = ({ request, progress }: OutboxEntry, other: WriteRequest): boolean =>
  request.kind === 'apply' &&
  other.kind === 'apply' &&
  request.vacancyId === other.vacancyId &&
  request.resumeId === other.resumeId &&
  progress.at !== 'sent' &&
  progress.at !== 'failed';

/** An action on the same response that has not ended yet. */
const isDecidedBy = ({ request, progress }: OutboxEntry, other: WriteRequest): boolean =>
  request.kind === 'action' &&
  other.kind === 'action' &&
  request.negotiationId === other.negotiationId &&
  progress.at !== 'sent' &&
  progress.at !== 'failed';

/** Whether its outcome was never found out, so that what is found from now on may be the other entry's. */
const mayBeTakenFor = (entry: OutboxEntry, other: OutboxEntry): boolean =>
  !entry.twin &&
  entry.id !== other.id &&
  entry.progress.at === 'failed' &&
  !entry.progress.refused &&
  isSameText(entry, other);
