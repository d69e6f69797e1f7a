import { mayMove, type ProgressAfter, type TransitionName } from '../domain/entry-states.ts';
import type { Millis } from '../domain/negotiation.ts';
import {
  draftKey,
  type OutboxEntry,
  type PreparedWrite,
  type Progress,
  textOf,
  type WriteRequest,
} from '../domain/write-request.ts';
import { problemIn } from '../from-hh/result.ts';
import { HhError } from '../hh/errors.ts';
import type { EntryId } from '../ids.ts';
import type { Problem, ProblemName } from '../problem.ts';
import { changeDrafts, withDraft } from '../storage/drafts.ts';
import { outboxItem, sentIdsItem, update } from '../storage/items.ts';
import type { createExecutors, Found } from './executors.ts';

/** Sent ones stay this long, for the view to say so. */
const sentStays = 60_000;
/** Ids of sent ones that are remembered after they have left. */
const sentIdsAtMost = 200;
/** What was to go out this long ago asks the person before it goes out. */
const tooLate = 60 * 60_000;
/** A clock that is further behind than this was set back, and does not say how late it is. */
const clockSlack = 60_000;
/**
 * Waits before each look at an unknown outcome, ms; the last one repeats. hh may take 30 s to do what it was asked:
 * only from the third look on (`looksBelieved`) does "it is not there" mean that it will not come any more.
 */
const checkAfter = [3_000, 10_000, 30_000, 60_000, 5 * 60_000, 30 * 60_000];
const looksBelieved = 2;
/** An action known not to have arrived goes out once more by itself, not oftener. */
const maxAttempts = 2;
/** hh may ask to wait: neither shorter nor longer than this. */
const shortestWait = 30_000;
const longestWait = 30 * 60_000;
/** When to look after a claim, should its sender have died: whoever finds it under the lock takes it up. */
const claimStands = 30_000;
/** How long an account that is left waits for what is being sent, ms. */
const patience = 5_000;

/** Refusals that tell nothing of the write itself: it goes out, or is looked up, later. */
const passing = new Set<ProblemName>([
  'too-many-requests',
  'captcha',
  'guard',
  'chat-not-ready',
  'signed-out',
  'access-revoked',
]);
/**
 * Refusals that the first of two tries would have met as well: they are about the text, about our rights, or about
 * what is written to, and a try that was done a moment before changes none of that. Any other may be the answer to the
 * second try alone (Chromium repeats a request whose kept-alive socket broke, and shows that answer only), so it is
 * looked up before "not sent" is said.
 */
const sureRefusals = new Set<ProblemName>([
  'signed-out',
  'access-revoked',
  'application-unknown',
  'wrong-token-kind',
  'account-not-found',
  'account-blocked',
  'account-locked',
  'employer-check',
  'forbidden',
  'no-paid-access',
  'contacts-closed',
  'not-found',
  'negotiation-not-found',
  'resume-not-found',
  'resume-deleted',
  'resume-not-accessible',
  'resume-not-visible',
  'vacancy-invalid',
  'vacancy-archived',
  'direct-vacancy',
  'address-not-found',
  'application-denied',
  'test-required',
  'no-invitation',
  'messages-off',
  'message-empty',
  'message-too-long',
  'message-language',
  'message-policy',
  'message-not-editable',
  'chat-blocked',
  'chat-without-vacancy',
  'files-off',
  'bad-argument',
  'bad-client',
]);

export interface OutboxDeps {
  carriers: ReturnType<typeof createExecutors>;
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
 * goes out once, and ends sent, failed (text kept) or uncertain; uncertain is settled by reading. How an entry may
 * move is the table of `entry-states.ts`, and `moved` below is the one that moves it.
 * One sender at a time: it holds the Web Lock `outbox`, which dies with the worker that holds it.
 */
export function createOutbox({
  carriers,
  account,
  now,
  ticks = () => performance.now(),
  sleep = (ms) => new Promise<void>((done) => setTimeout(done, ms)),
  online,
  changed,
  arrived,
}: OutboxDeps) {
  /** When a wait is over, by our own ticks; `at` is the time of the wall clock that it stands for. */
  const waits = new Map<EntryId, { at: Millis; due: number }>();
  /** When an entry was to go out, by our own ticks. */
  const wanted = new Map<EntryId, { at: Millis; ticks: number }>();
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
      if (!entry) for (const known of [waits, wanted, unstored]) known.delete(id);
      if (!entry || entry.progress.at === 'sent') void carriers.drop(request).catch(() => {});
    }
  };

  const moved = (entry: OutboxEntry, { name, progress, more }: Move): OutboxEntry => {
    if (!mayMove(name, entry.progress.at)) return entry;
    return { ...entry, ...more, progress, stampedAt: now() };
  };

  /** The one that moves entries: each as far as it still stands where its move begins. */
  const store = (of: (entry: OutboxEntry) => Move | null): Promise<void> =>
    put((entries) => {
      const after = entries.map((entry) => {
        const move = of(entry);
        return move ? moved(entry, move) : entry;
      });
      return after.some((entry, index) => entry !== entries[index]) ? after : entries;
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

  /** A wait of `ms` from now on: what is stored of it, while our own ticks count it. */
  function waiting(id: EntryId, ms: Millis): { until: Millis; wait: Millis } {
    const until = now() + ms;
    waits.set(id, { at: until, due: ticks() + ms });
    return { until, wait: ms };
  }

  const checking = (id: EntryId, ms: Millis, since = now()): Extract<Progress, { at: 'uncertain' }> => {
    const { until, wait } = waiting(id, ms);
    return { at: 'uncertain', since, nextCheck: until, wait };
  };

  /** How long an entry has to wait yet, ms; null when for nothing. A wait of an earlier worker is at most whole. */
  function leftOf({ id, progress, stampedAt }: OutboxEntry): number | null {
    if (progress.at === 'sending') return claimStands;
    if (progress.at !== 'waiting' && progress.at !== 'uncertain') return null;
    // What waits for a network goes out as soon as there is one.
    if (progress.at === 'waiting' && progress.problem?.name === 'offline' && online()) return 0;
    const at = progress.at === 'waiting' ? progress.until : progress.nextCheck;
    let known = waits.get(id);
    if (known?.at !== at) {
      // Of a clock that was set back while nobody was here nothing can be told: it is looked at once, and stamped anew.
      const isBack = now() < stampedAt - clockSlack;
      const left = isBack ? 0 : Math.min(Math.max(0, at - now()), progress.wait ?? longestWait);
      known = { at, due: ticks() + left };
      waits.set(id, known);
    }
    return Math.max(0, known.due - ticks());
  }

  /**
   * Whether what the person asked for is so late that they must be asked again. By the wall clock or by our own
   * ticks, whichever says more: a computer that slept shows it by the one, a clock set back by the other.
   */
  function isLate({ id, wantedAt, stampedAt }: OutboxEntry): boolean {
    let known = wanted.get(id);
    if (known?.at !== wantedAt) {
      // Nobody knows how long nobody was here.
      const unknown = now() < stampedAt - clockSlack;
      known = { at: wantedAt, ticks: unknown ? Number.NEGATIVE_INFINITY : ticks() + wantedAt - now() };
      wanted.set(id, known);
    }
    return Math.max(ticks() - known.ticks, now() - wantedAt) > tooLate;
  }

  function want(id: EntryId, at: Millis, ms: Millis): Millis {
    wanted.set(id, { at, ticks: ticks() + ms });
    return at;
  }

  /** Takes out, at once, all that `when` allows; their texts become drafts again, before they are gone from here. */
  async function takeBack(name: 'undo' | 'dismiss', when: (entry: OutboxEntry) => boolean): Promise<boolean> {
    let taken = false;
    await put(async (entries) => {
      const found = entries.filter((entry) => mayMove(name, entry.progress.at) && when(entry));
      taken = found.length > 0;
      if (!taken) return entries;
      for (const [owner, own] of Map.groupBy(found, (entry) => entry.account)) {
        const texts = own.flatMap(({ progress, request }) => {
          const key = progress.at === 'sent' ? null : draftKey(request);
          const text = textOf(request);
          return key && text ? [{ key, text }] : [];
        });
        if (texts.length === 0) continue;
        await changeDrafts(owner, (drafts) =>
          [...Map.groupBy(texts, ({ key }) => key)].reduce((all, [key, taken]) => {
            const standing = drafts[key]?.text ?? '';
            return withDraft(
              all,
              key,
              joined(
                taken.map(({ text }) => text),
                standing,
              ),
              now(),
            );
          }, drafts),
        );
      }
      return entries.filter((entry) => !found.includes(entry));
    });
    return taken;
  }

  /** The next entry that is due, claimed where it is to be sent. What is too late is asked for instead. */
  async function claim(): Promise<OutboxEntry | undefined> {
    const mine = await account();
    if (!mine) return undefined;
    let claimed: OutboxEntry | undefined;
    await put((entries) => {
      claimed = undefined;
      const after = entries.map((entry) => {
        if (claimed || entry.account !== mine || leftOf(entry) !== 0) return entry;
        const { progress } = entry;
        if (progress.at === 'waiting' && isLate(entry)) return moved(entry, moveTo('ask', overdue()));
        if (!online()) return offline(entry);
        if (progress.at !== 'waiting') {
          claimed = entry;
          return entry;
        }
        const more = { attempts: entry.attempts + 1, refused: undefined };
        claimed = moved(entry, moveTo('claim', { at: 'sending', since: now() }, more));
        return claimed;
      });
      return after.some((entry, index) => entry !== entries[index]) ? after : entries;
    });
    return claimed;
  }

  /** Waits for a network. That is said once: a long time without one costs no more than one change of the store. */
  function offline(entry: OutboxEntry): OutboxEntry {
    const { id, progress } = entry;
    if (progress.at === 'waiting' && progress.problem?.name !== 'offline') {
      const wait = waiting(id, shortestWait);
      const problem = { name: 'offline' as const };
      return moved(entry, moveTo('postpone', { at: 'waiting', ...wait, problem }));
    }
    const known = waits.get(id);
    if (known) waits.set(id, { ...known, due: ticks() + shortestWait });
    return entry;
  }

  const overdue = (): Extract<Progress, { at: 'failed' }> => ({
    at: 'failed',
    problem: { name: 'overdue' },
    when: now(),
    refused: true,
  });

  const failed = (problem: Problem, refused: boolean): Extract<Progress, { at: 'failed' }> => ({
    at: 'failed',
    problem,
    when: now(),
    ...(refused && { refused }),
  });

  /** As long as hh asks to wait, within bounds. */
  const asked = ({ retryAt }: Problem): Millis =>
    Math.min(Math.max(retryAt === undefined ? 0 : retryAt - now(), shortestWait), longestWait);

  /** Goes out later by itself; the try does not count. */
  const postpone = (entry: OutboxEntry, problem: Problem) =>
    move(
      entry,
      'postpone',
      { at: 'waiting', ...waiting(entry.id, asked(problem)), problem },
      { attempts: entry.attempts - 1 },
    );

  const doubt = (entry: OutboxEntry, wait: Millis, more: Partial<OutboxEntry> = {}) =>
    move(entry, 'doubt', checking(entry.id, wait), { checks: 0, ...more });

  async function send(claimed: OutboxEntry): Promise<void> {
    let entry = claimed;
    let prepared: PreparedWrite;
    try {
      prepared = await carriers.prepare(entry.prepared);
    } catch (error) {
      // Nothing was sent yet, whatever kept it.
      if (isPassing(error)) return postpone(entry, problemIn(error));
      return move(entry, 'refuse', failed(problemIn(error), true));
    }
    if (prepared !== entry.prepared) {
      entry = { ...entry, prepared };
      await move(entry, 'prepare', { at: 'sending', since: now() }, { prepared });
    }
    if (isLate(entry)) return move(entry, 'ask', overdue());
    let confirm: () => Promise<Found>;
    try {
      confirm = await carriers.perform(prepared);
    } catch (error) {
      return notAccepted(entry, error);
    }
    // From here on hh has it. Where only reading tells what it did, that is looked up, and nothing is sent again.
    const found = await confirm().catch(noAnswer);
    if (found.is === 'there') return arrive(entry, found);
    if (prepared.kind === 'bulk')
      return doubt(entry, checkAfter[0] ?? 0, { attempts: maxAttempts, accepted: true });
    // A chat that was there already may have been given as it is, without the text.
    if (prepared.kind === 'call' && found.is === 'not-there')
      return move(entry, 'refuse', failed({ name: 'outcome-unknown' }, false));
    // hh said that it has it; that reading does not show it does not make it untrue.
    await arrive(entry, { is: 'there', copies: 'unknown' });
  }

  /** What a failed try means for the write that made it. */
  async function notAccepted(entry: OutboxEntry, error: unknown): Promise<void> {
    const problem = problemIn(error);
    if (!(error instanceof HhError) || error.sent === 'maybe') return doubt(entry, checkAfter[0] ?? 0);
    if (error.sent === 'no')
      return isPassing(error) ? postpone(entry, problem) : move(entry, 'refuse', failed(problem, true));
    if (await carriers.isGone(entry.prepared, error).catch(() => false))
      return arrive(entry, { is: 'there' });
    if (problem.name === 'wrong-state' || problem.name === 'already-applied')
      return doubt(entry, 0, { attempts: maxAttempts, refused: true });
    const isSure = sureRefusals.has(problem.name);
    const waits = problem.name === 'too-many-requests' || problem.name === 'chat-not-ready';
    // hh does not say that a refused call for many did nothing.
    if (!isSure || entry.prepared.kind === 'bulk') {
      const found = await carriers.lookOnly(entry.prepared).catch(noAnswer);
      if (found.is === 'there') return arrive(entry, found);
      if (found.is === 'unknown' && waits) return doubt(entry, asked(problem), { refused: true });
      // Where hh wants the person to go (a captcha) is kept.
      if (found.is === 'unknown' && !isSure)
        return move(entry, 'refuse', failed({ ...problem, name: 'outcome-unknown' }, false));
    }
    await (waits ? postpone(entry, problem) : move(entry, 'refuse', failed(problem, true)));
  }

  async function arrive(
    entry: OutboxEntry,
    { results, copies }: Extract<Found, { is: 'there' }>,
  ): Promise<void> {
    const progress = {
      at: 'sent' as const,
      when: now(),
      ...(results && { results }),
      ...(copies && { copies }),
    };
    await move(entry, 'arrive', progress);
    // What follows is our own housekeeping: that it fails says nothing of the write.
    try {
      const key = draftKey(entry.request);
      if (key)
        await changeDrafts(entry.account, (drafts) =>
          drafts[key]?.text === textOf(entry.request) ? withDraft(drafts, key, '', now()) : drafts,
        );
      await arrived({ ...entry, progress });
    } catch {
      // Only freshness is lost.
    }
  }

  async function settle(entry: OutboxEntry): Promise<void> {
    const checks = entry.checks + 1;
    const later = () => {
      const wait = checkAfter[Math.min(checks, checkAfter.length - 1)] ?? longestWait;
      const since = entry.progress.at === 'uncertain' ? entry.progress.since : now();
      return move(entry, 'check', checking(entry.id, wait, since), { checks });
    };
    const late = isLate(entry);
    // Where writing it again is the look-up, nothing may go out so late unasked.
    if (late && carriers.repeats(entry.prepared))
      return move(entry, 'ask', failed({ name: 'outcome-unknown' }, false), { checks });
    let found: Found;
    try {
      found = await carriers.look(entry.prepared, entry.refused);
    } catch (error) {
      if (isPassing(error)) return later();
      // A refused look-up says nothing of the write; nor does the refusal of a second try with the same key.
      const { status, requestId, detail } = problemIn(error);
      const name = 'outcome-unknown' as const;
      return move(entry, 'refuse', failed({ name, status, requestId, detail }, false), { checks });
    }
    const final = 'final' in found && found.final;
    const believed = final || entry.refused || entry.checks >= looksBelieved;
    if (found.is === 'there' && (believed || !found.inPart)) return arrive(entry, found);
    // hh may be at it still.
    if (!believed) return later();
    // hh said that it took it: somebody has moved it on since, or it did nothing.
    if (entry.accepted && found.is !== 'there') found = { is: 'unknown' };
    switch (found.is) {
      case 'there':
        return arrive(entry, found);
      case 'not-there':
        if (late) return move(entry, 'ask', overdue(), { checks });
        if (entry.attempts < maxAttempts)
          return move(entry, 'repeat', { at: 'waiting', ...waiting(entry.id, 0) }, { checks });
        return move(entry, 'refuse', failed({ name: 'not-sent' }, false), { checks });
      case 'elsewhere':
        return move(entry, 'refuse', failed({ name: 'wrong-state' }, false), { checks });
      case 'unknown':
        return move(entry, 'refuse', failed({ name: 'outcome-unknown' }, false), { checks });
    }
  }

  /** First what could not be stored before; then claims: one that is found under the lock is a dead sender's. */
  async function recover(): Promise<void> {
    const known = new Map(unstored);
    await store((entry) => {
      const move = known.get(entry.id);
      if (move && mayMove(move.name, entry.progress.at)) return move;
      if (entry.progress.at !== 'sending') return null;
      return moveTo('doubt', checking(entry.id, 0, entry.progress.since), { checks: 0 });
    });
    for (const [id, move] of known) if (unstored.get(id) === move) unstored.delete(id);
  }

  async function work(): Promise<void> {
    await recover();
    for (let entry = await claim(); entry; entry = await claim()) {
      await (entry.progress.at === 'uncertain' ? settle(entry) : send(entry));
    }
  }

  /** Ends the undo windows of the account and sends all there is, after whatever is under way. */
  async function drainAll(): Promise<void> {
    const mine = await account();
    if (!mine) return;
    await store((entry) => {
      if (entry.account !== mine || entry.progress.at !== 'waiting' || leftOf(entry) === 0) return null;
      // hh asked to wait, or there is no network: that stands.
      if (entry.progress.problem) return null;
      const at = now();
      const more = { wantedAt: want(entry.id, at, 0) };
      return moveTo('hasten', { at: 'waiting', ...waiting(entry.id, 0) }, more);
    });
    await navigator.locks.request('outbox', work);
  }

  /** As much of it as a person waits for; what fails meanwhile is counted as not sent. */
  const drain = (): Promise<void> => Promise.race([drainAll().catch(() => {}), sleep(patience)]);

  /** Whatever is being stored meanwhile is counted as well. */
  const unsent = async (): Promise<OutboxEntry[]> =>
    (await update(outboxItem, (entries) => entries)).filter(({ progress }) => progress.at !== 'sent');

  return {
    /**
     * Stores a write; it goes out when its undo window ends.
     * @param id made by the view: the same one again, after an answer that was lost, is the same write
     * @param wait ms of the undo window
     * @param about whose it is: the account under which it was planned, and which must still be signed in
     * @throws {HhError} `signed-out`; `already-applied` while a response to the same vacancy is under way; whatever
     * the browser throws when the store is full. Nothing is shown then, and the view keeps the text
     */
    async submit(
      id: EntryId,
      request: WriteRequest,
      prepared: PreparedWrite,
      about: Pick<OutboxEntry, 'label' | 'resulting' | 'group' | 'account' | 'accountName'>,
      wait: Millis,
    ): Promise<EntryId> {
      if ((await sentIdsItem.getValue()).includes(id)) return id;
      await put(async (entries) => {
        if (entries.some((entry) => entry.id === id)) return entries;
        if (leaving || !about.account || about.account !== (await account()))
          throw new HhError('signed-out', 'no');
        // hh shows that there is a response, not which letter came with it: a second one waits for no first.
        if (entries.some((entry) => entry.account === about.account && isSameResponse(entry, request)))
          throw new HhError('already-applied', 'no');
        const at = now();
        const entry: OutboxEntry = {
          ...about,
          id,
          request,
          prepared,
          createdAt: at,
          wantedAt: want(id, at + wait, wait),
          stampedAt: at,
          attempts: 0,
          checks: 0,
          progress: { at: 'waiting', ...waiting(id, wait) },
        };
        return [...entries.filter((old) => !isOver(old, at)), entry];
      });
      return id;
    },

    /** What of these ids is stored, or was sent, already. */
    async knows(id: EntryId): Promise<boolean> {
      const [entries, ids] = await Promise.all([outboxItem.getValue(), sentIdsItem.getValue()]);
      return ids.includes(id) || entries.some((entry) => entry.id === id);
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

    /** By a person: what is certainly not at hh goes out anew, what may be there is looked up first. */
    retry: (id: EntryId): Promise<void> =>
      store((entry) => {
        if (entry.id !== id || entry.progress.at !== 'failed') return null;
        const surelyNot = entry.progress.refused || entry.attempts === 0;
        const progress = surelyNot ? { at: 'waiting' as const, ...waiting(id, 0) } : checking(id, 0);
        // One try is left after the look-up; that something went out is never forgotten.
        // hh keeps what was uploaded for a time only.
        const prepared =
          surelyNot && entry.prepared.kind === 'file'
            ? { ...entry.prepared, uploadId: null }
            : entry.prepared;
        const again = surelyNot ? { attempts: 0, checks: 0 } : { attempts: 1 };
        const more = { ...again, prepared, refused: undefined, wantedAt: want(id, now(), 0) };
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
        const left = mine && entry.account === mine ? leftOf(entry) : null;
        return left === null ? [] : [left];
      });
      return next.length > 0 ? Math.min(...next) : null;
    },
  };
}

/** All texts of one place: what was taken back, in its order, then what the person has written since. */
function joined(taken: readonly string[], standing: string): string {
  const gap = '\n\n';
  const missing = taken.filter((text) => !(gap + standing + gap).includes(gap + text + gap));
  return [...missing, standing].filter(Boolean).join(gap);
}

const isOver = ({ progress }: OutboxEntry, now: Millis) =>
  progress.at === 'sent' && !progress.copies && Math.abs(now - progress.when) > sentStays;

/** hh could not be reached, or did not want to be asked now: that tells nothing of what was asked. */
const isPassing = (error: unknown): boolean =>
  error instanceof HhError && (error.sent === 'maybe' || passing.has(error.problem.name));

const noAnswer = (): Found => ({ is: 'unknown' });

/** A response to the same vacancy with the same resume that has not come to its end. */
const isSameResponse = ({ request, progress }: OutboxEntry, other: WriteRequest): boolean =>
  request.kind === 'apply' &&
  other.kind === 'apply' &&
  request.vacancyId === other.vacancyId &&
  request.resumeId === other.resumeId &&
  progress.at !== 'sent' &&
  progress.at !== 'failed';
