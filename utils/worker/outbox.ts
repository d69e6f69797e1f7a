import { mayMove, type ProgressAfter, type TransitionName } from '../domain/entry-states.ts';
import type { Millis } from '../domain/negotiation.ts';
import {
  draftKey,
  negotiationsOf,
  type OutboxEntry,
  type Progress,
  textOf,
  type WriteRequest,
} from '../domain/write-request.ts';
import { HhError } from '../hh/errors.ts';
import type { EntryId } from '../ids.ts';
import { takeBackIntoDrafts } from '../storage/drafts.ts';
import { outboxItem, sentIdsItem, update } from '../storage/items.ts';
import { createDelivery, overdue, shortestWait } from './delivery.ts';
import type { Executors } from './executors.ts';
import { sameText } from './lookups.ts';
import { createOutboxClock } from './outbox-clock.ts';

/** Sent ones stay this long, for the view to say so. */
const sentStays = 60_000;
/** Ids of sent ones that are remembered after they have left. */
const sentIdsAtMost = 200;
/** Of many that go one by one, at most two a second go out, ms. */
const groupPace = 500;
/** How long an account that is left waits for what is being sent, ms. */
const patience = 5_000;

export interface OutboxDeps {
  executors: Executors;
  /** `accountKey` of who is signed in; empty when nobody is. */
  account: () => Promise<string>;
  /** The wall clock, Unix ms; it may be set back or forward at any moment. */
  now: () => Millis;
  /** Milliseconds of this worker's own, which never jump and begin anywhere. */
  ticks?: () => number;
  sleep?: (ms: number) => Promise<void>;
  online: () => boolean;
  /** Called after every stored change, with what it was about. */
  changed: (requests: WriteRequest[]) => void;
  /** A write is at hh: the numbers and the negotiation it concerns are old now. What it throws changes nothing. */
  arrived: (entry: OutboxEntry) => Promise<void>;
}

export type Outbox = ReturnType<typeof createOutbox>;

/** A write that was prepared and is to be stored. */
export interface ReadyWrite
  extends Pick<OutboxEntry, 'request' | 'prepared' | 'label' | 'resulting' | 'group' | 'accountName'> {
  /** Made by the view: the same one again, after an answer that was lost, is the same write. */
  id: EntryId;
  /** Under which it was planned; it must still be signed in. */
  account: string;
  /** Ms of the undo window. */
  wait: Millis;
}

/** A move of one entry that was decided. */
interface Move {
  name: TransitionName;
  progress: Progress;
  more?: Partial<OutboxEntry>;
}

/** A move that the table knows: where it leads to is checked by its type, where it begins when it is made. */
const moveTo = <Name extends TransitionName>(
  name: Name,
  progress: ProgressAfter<Name>,
  more?: Partial<OutboxEntry>,
): Move => ({ name, progress, ...(more && { more }) });

/**
 * The only way to write. A write is stored before anything is shown, waits out the undo window, is claimed,
 * goes out once (`delivery.ts`), and ends sent, failed (text kept) or uncertain; uncertain is settled by reading. How an
 * entry may move is the table of `entry-states.ts`, and `moved` below is the one that moves it.
 * One sender at a time: it holds the Web Lock `outbox`, which dies with the worker that holds it.
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
  /** Outcomes that are known and could not be stored yet. */
  const unstored = new Map<EntryId, Move>();
  /** The account is being left: nothing new is taken. */
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

  /** Changes entries one by one; where none changed nothing is stored. */
  const each = (
    change: (entry: OutboxEntry, entries: readonly OutboxEntry[]) => OutboxEntry,
  ): Promise<void> =>
    put((entries) => {
      const after = entries.map((entry) => change(entry, entries));
      return after.some((entry, index) => entry !== entries[index]) ? after : entries;
    });

  /** Moves entries, each as far as it still stands where its move begins. */
  const store = (of: (entry: OutboxEntry) => Move | null): Promise<void> =>
    each((entry) => {
      const move = of(entry);
      return move ? moved(entry, move) : entry;
    });

  /** Moves one entry; what cannot be stored now is kept and stored first thing in the next run. */
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

  /** Takes out, at once, all that `when` allows; their texts become drafts again, before they are gone from here. */
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

  /** The next entry that is due, claimed where it is to be sent. What is too late is asked for instead. */
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
      const twin =
        progress.at === 'waiting' &&
        entries.find(
          (other) =>
            other.progress.at === 'uncertain' &&
            !(executors.repeats(other.prepared) && executors.repeats(entry.prepared)) &&
            isSameText(other, entry),
        );
      if (twin) {
        const wait = Math.max(clock.leftOf(twin) ?? 0, 1_000);
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

  /** Waits for a network. That is said once: a long time without one costs no more than one change of the store. */
  function offline(entry: OutboxEntry): OutboxEntry {
    const { id, progress } = entry;
    if (progress.at !== 'waiting' || progress.problem?.name === 'offline') {
      clock.prolong(id, shortestWait);
      return entry;
    }
    const problem = { name: 'offline' as const };
    return moved(entry, moveTo('postpone', { at: 'waiting', ...clock.wait(id, shortestWait), problem }));
  }

  /** First what could not be stored before; then claims: one that is found under the lock is a dead sender's. */
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

  /** Ends the undo windows of the account and sends all there is, after whatever is under way. */
  async function drainAll(): Promise<void> {
    const mine = await account();
    if (!mine) return;
    await store((entry) => {
      if (entry.account !== mine || entry.progress.at !== 'waiting' || clock.leftOf(entry) === 0) return null;
      // hh asked to wait, or there is no network: that stands.
      if (entry.progress.problem) return null;
      const more = { wantedAt: clock.want(entry.id, 0) };
      return moveTo('hasten', { at: 'waiting', ...clock.wait(entry.id, 0) }, more);
    });
    await navigator.locks.request('outbox', work);
  }

  /** As much of it as a person waits for; what fails meanwhile is counted as not sent. */
  const drain = (): Promise<void> => Promise.race([drainAll().catch(() => {}), sleep(patience)]);

  /** Whatever is being stored meanwhile is counted as well. */
  const unsent = async (): Promise<OutboxEntry[]> =>
    (await update(outboxItem, (entries) => entries)).filter(({ progress }) => progress.at !== 'sent');

  /** Why a write cannot be taken now. */
  function refusalOf(write: Omit<ReadyWrite, 'wait'>, entries: readonly OutboxEntry[], mine: string) {
    const { request } = write;
    if (!write.account || write.account !== mine) return new HhError('signed-out', 'no');
    const own = entries.filter((entry) => entry.account === mine);
    // hh shows that there is a response, not which letter came with it: a second one waits for no first.
    if (own.some((entry) => isSameResponse(entry, request))) return new HhError('already-applied', 'no');
    // Two windows may decide about one person: the first decision stands until it has ended.
    return own.some((entry) => isDecidedBy(entry, request)) ? new HhError('wrong-state', 'no') : null;
  }

  return {
    /**
     * Stores writes, all in one change of the store; each goes out when its undo window ends.
     * @throws {HhError} at the first that is refused, those before it stay: `signed-out`; `already-applied` while a response
     * to the same vacancy is under way; `wrong-state` while another action on the same negotiation is. Whatever the browser
     * throws when the store is full. What is not stored is not shown, and the view keeps its text
     */
    async submit(writes: readonly ReadyWrite[]): Promise<void> {
      const sent = new Set(await sentIdsItem.getValue());
      const refused: HhError[] = [];
      await put(async (entries) => {
        // While every account is being left nobody's is taken.
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

    /** Which ids are those of a write that is stored, or was sent, already. */
    async known(): Promise<ReadonlySet<EntryId>> {
      const [entries, sent] = await Promise.all([outboxItem.getValue(), sentIdsItem.getValue()]);
      return new Set([...sent, ...entries.map(({ id }) => id)]);
    },

    /** False when it was too late. */
    undo: (id: EntryId) => takeBack('undo', (entry) => entry.id === id),

    /** Takes back all of a group that has not gone out yet. */
    async stop(group: string): Promise<void> {
      await takeBack('undo', (entry) => entry.group === group);
    },

    async dismiss(id: EntryId): Promise<void> {
      await takeBack('dismiss', (entry) => entry.id === id);
    },

    /** By a person: what is certainly not at hh goes out again, what may be there is looked up first. */
    retry: (id: EntryId): Promise<void> =>
      store((entry) => {
        if (entry.id !== id || entry.progress.at !== 'failed') return null;
        const surelyNot = entry.progress.refused || entry.attempts === 0;
        const { until, wait } = clock.wait(id, 0);
        const progress: ProgressAfter<'retry'> = surelyNot
          ? { at: 'waiting', until, wait }
          : { at: 'uncertain', since: now(), nextCheck: until, wait };
        // One try is left after the look-up; that something went out is never forgotten.
        // hh keeps what was uploaded for a time only.
        const prepared =
          surelyNot && entry.prepared.kind === 'file'
            ? { ...entry.prepared, uploadId: null }
            : entry.prepared;
        const again = surelyNot ? { attempts: 0, checks: 0 } : { attempts: 1 };
        const more = { ...again, prepared, refused: undefined, wantedAt: clock.want(id, 0) };
        return moveTo('retry', progress, more);
      }),

    /**
     * Takes up what a dead sender left behind, then sends and settles all that is due, one by one.
     * @returns false when another run is under way, which takes what is due along
     * @throws what the browser throws when nothing can be stored; what was found out is kept for the next run
     */
    run: () =>
      navigator.locks.request('outbox', { ifAvailable: true }, async (lock): Promise<boolean> => {
        if (lock) await work();
        return lock !== null;
      }),

    /** Sends what waits before another account is used; what hh keeps waiting stays for when its account is back. */
    drain,

    /**
     * Leaves every account: what waits is sent first.
     * @param end takes the account and all that it has here away; nothing new is taken meanwhile
     * @param anyway the person knows that something is lost
     * @throws {HhError} `unsent` when something of any account is not sent
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

    /** How long until the outbox must be looked at next, ms; null when nothing of this account waits. */
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

/** A response to the same vacancy with the same resume that has not come to its end. */
const isSameResponse = ({ request, progress }: OutboxEntry, other: WriteRequest): boolean =>
  request.kind === 'apply' &&
  other.kind === 'apply' &&
  request.vacancyId === other.vacancyId &&
  request.resumeId === other.resumeId &&
  progress.at !== 'sent' &&
  progress.at !== 'failed';

/** An action on the same response that has not come to its end. */
const isDecidedBy = ({ request, progress }: OutboxEntry, other: WriteRequest): boolean =>
  request.kind === 'action' &&
  other.kind === 'action' &&
  request.negotiationId === other.negotiationId &&
  progress.at !== 'sent' &&
  progress.at !== 'failed';

/** Its outcome was never found out, and from now on what is found there may be the other one's. */
const mayBeTakenFor = (entry: OutboxEntry, other: OutboxEntry): boolean =>
  !entry.twin &&
  entry.id !== other.id &&
  entry.progress.at === 'failed' &&
  !entry.progress.refused &&
  isSameText(entry, other);

/**
 * The same text to the same person. Reading at hh cannot tell such writes apart: while it is not known whether one
 * arrived, another one waits, or the letter of the second would be taken for that of the first.
 */
function isSameText(one: OutboxEntry, other: OutboxEntry): boolean {
  const text = textOf(one.request);
  if (!text.trim() || !sameText(text, textOf(other.request)) || one.account !== other.account) return false;
  const chatOf = ({ request }: OutboxEntry) => ('chatId' in request ? request.chatId : null);
  const ids = negotiationsOf(other.request);
  return (
    negotiationsOf(one.request).some((id) => ids.includes(id)) ||
    (chatOf(one) !== null && chatOf(one) === chatOf(other)) ||
    (draftKey(one.request) !== null && draftKey(one.request) === draftKey(other.request))
  );
}
