import { problemIn } from './answer.ts';
import type { createCarriers } from './carriers.ts';
import { changeDrafts, withDraft } from './drafts.ts';
import { HhError } from './hh/errors.ts';
import { asId, type EntryId } from './ids.ts';
import type { Millis } from './inbox/negotiation.ts';
import {
  type Draft,
  draftKey,
  type Plan,
  type Progress,
  type Result,
  type StoredEntry,
  textOf,
  type Wish,
} from './inbox/write.ts';
import type { ProblemName } from './problem.ts';
import { outboxItem, update } from './storage.ts';

/** Sent ones stay this long, for the view to say so. */
const sentStays = 60_000;
/** An undo window that ended this long ago (browser closed) asks again before it goes out. */
const tooLate = 60 * 60_000;
/** Waits between looks at an unknown outcome, ms; the last one repeats. */
const checkAfter = [3_000, 15_000, 60_000, 5 * 60_000, 30 * 60_000];
/** An action known not to have arrived goes out once more by itself, not oftener. */
const maxAttempts = 2;
/** hh may ask to wait; longer than this is not believed. */
const longestWait = 30 * 60_000;
/** A claim this old is a dead worker's: looked up by the alarm should no new worker have started. */
const claimStands = 60_000;
/** Refusals of a look-up that tell nothing of the write itself: it is looked up again later. */
const passing = new Set<ProblemName>([
  'too-many-requests',
  'captcha',
  'chat-not-ready',
  'signed-out',
  'access-revoked',
]);

export interface OutboxDeps {
  carriers: ReturnType<typeof createCarriers>;
  /** `accountKey` of who is signed in; empty when nobody is. */
  account: () => Promise<string>;
  now: () => Millis;
  online: () => boolean;
  newId: () => string;
  /** Called after every stored change, with what it was about. */
  changed: (wishes: Wish[]) => void;
  /** A write is at hh: the numbers and the negotiation it concerns are old now. */
  arrived: (entry: StoredEntry) => Promise<void>;
}

export type Outbox = ReturnType<typeof createOutbox>;

/**
 * The only way to write. A write is stored before anything is shown, waits out the undo window, is claimed,
 * goes out once, and ends sent, failed (text kept) or uncertain; uncertain is settled by reading.
 * One sender at a time: it holds the Web Lock `outbox`, which dies with the worker that holds it.
 */
export function createOutbox({ carriers, account, now, online, newId, changed, arrived }: OutboxDeps) {
  const put = async (change: (entries: StoredEntry[]) => StoredEntry[]) => {
    let before: StoredEntry[] = [];
    const after = await update(outboxItem, (entries) => {
      before = entries;
      return change(entries);
    });
    const touched = [
      ...before.filter((entry) => !after.includes(entry)),
      ...after.filter((entry) => !before.includes(entry)),
    ];
    if (touched.length > 0) changed(touched.map(({ wish }) => wish));
    for (const { id, wish } of touched)
      if (!after.some((entry) => entry.id === id && entry.progress.at !== 'sent'))
        void carriers.drop(wish).catch(() => {});
  };
  const move = (id: EntryId, progress: Progress, more: Partial<StoredEntry> = {}) =>
    put((entries) => entries.map((entry) => (entry.id === id ? { ...entry, ...more, progress } : entry)));

  /** Takes out, at once, all that `when` allows; their texts become drafts again, before they are gone from here. */
  async function takeBack(when: (entry: StoredEntry) => boolean): Promise<boolean> {
    const found = (await outboxItem.getValue()).filter(when);
    if (found.length === 0) return false;
    const texts = found.flatMap(({ progress, wish, account: owner }): [string, string, Draft][] => {
      const key = progress.at === 'sent' ? null : draftKey(wish);
      const text = textOf(wish);
      return key && text ? [[owner, key, { text, at: now() }]] : [];
    });
    // What the person has written since stands.
    for (const mine of new Set(texts.map(([owner]) => owner))) {
      const written = texts.filter(([owner]) => owner === mine).map(([, key, draft]) => [key, draft]);
      await changeDrafts(mine, (drafts) => ({ ...Object.fromEntries(written), ...drafts }));
    }
    let taken = false;
    await put((entries) => {
      const left = entries.filter((entry) => !when(entry));
      taken = left.length < entries.length;
      return left;
    });
    return taken;
  }

  async function claim(): Promise<StoredEntry | undefined> {
    let claimed: StoredEntry | undefined;
    const mine = await account();
    if (!mine) return undefined;
    await put((entries) => {
      const due = entries.find((entry) => entry.account === mine && isDue(entry, now()));
      claimed = due;
      if (due?.progress.at !== 'waiting') return entries;
      if (now() - due.progress.until > tooLate) {
        claimed = undefined;
        return replace(entries, due, { at: 'failed', problem: { name: 'overdue' }, when: now() });
      }
      claimed = { ...due, attempts: due.attempts + 1, progress: { at: 'sending', since: now() } };
      return entries.map((entry) => (entry === due && claimed ? claimed : entry));
    });
    return claimed;
  }

  async function send(entry: StoredEntry): Promise<void> {
    if (!online()) {
      return move(
        entry.id,
        { at: 'waiting', until: now() + 30_000, problem: { name: 'offline' } },
        { attempts: entry.attempts - 1 },
      );
    }
    let plan: Plan;
    try {
      plan = await carriers.prepare(entry.plan);
      if (plan !== entry.plan) await move(entry.id, entry.progress, { plan });
    } catch (error) {
      // Nothing was sent yet, whatever kept it.
      return move(entry.id, ...(isPassing(error) ? again(error, entry, now()) : refusal(error, now())));
    }
    try {
      await carriers.perform(plan);
    } catch (error) {
      const partly = await doneInPart(plan, error);
      return partly ? sent(entry, partly) : move(entry.id, ...outcomeOf(error, entry, now()));
    }
    // From here on hh has it: a result that cannot be read now is looked up, never sent again.
    try {
      await sent(entry, await carriers.confirm(plan));
    } catch {
      await move(entry.id, { at: 'uncertain', since: now(), nextCheck: now() }, { attempts: maxAttempts });
    }
  }

  /** hh does not say that a refused call for many did nothing: what became of each is read. */
  async function doneInPart(plan: Plan, error: unknown): Promise<Result[] | null> {
    if (plan.kind !== 'bulk' || isPassing(error)) return null;
    const found = await carriers.look(plan).catch(() => null);
    return Array.isArray(found) ? found : null;
  }

  async function sent(entry: StoredEntry, found: true | Result[]): Promise<void> {
    const progress: Progress = { at: 'sent', when: now(), ...(found !== true && { results: found }) };
    await move(entry.id, progress);
    const key = draftKey(entry.wish);
    if (key) {
      await changeDrafts(entry.account, (drafts) =>
        drafts[key]?.text === textOf(entry.wish) ? withDraft(drafts, key, '', now()) : drafts,
      );
    }
    await arrived({ ...entry, progress });
  }

  async function settle(entry: StoredEntry): Promise<void> {
    const later = () => {
      const wait = checkAfter[Math.min(entry.checks, checkAfter.length - 1)] ?? 0;
      const since = entry.progress.at === 'uncertain' ? entry.progress.since : now();
      return move(
        entry.id,
        { at: 'uncertain', since, nextCheck: now() + wait },
        { checks: entry.checks + 1 },
      );
    };
    if (!online()) return later();
    try {
      const found = await carriers.look(entry.plan, entry.refused);
      if (found === true || Array.isArray(found)) return await sent(entry, found);
      if (found === false && entry.attempts < maxAttempts)
        return await move(entry.id, { at: 'waiting', until: now() });
      const name = found === false ? 'not-sent' : found === 'elsewhere' ? 'wrong-state' : 'outcome-unknown';
      return await move(entry.id, { at: 'failed', problem: { name }, when: now() });
    } catch (error) {
      // What keeps hh from answering says nothing of the write; a write that was its own look-up may be refused.
      if (isPassing(error)) return later();
      return move(entry.id, ...refusal(error, now()));
    }
  }

  return {
    /**
     * Stores a write; it goes out when its undo window ends.
     * @param wait ms of the undo window
     * @param about whose it is: the account under which it was planned, and which must still be signed in
     * @throws {HhError} `signed-out`; whatever the browser throws when the store is full. Nothing is shown then,
     * and the view keeps the text
     */
    async submit(
      wish: Wish,
      plan: Plan,
      about: Pick<StoredEntry, 'label' | 'resulting' | 'group' | 'account'>,
      wait: Millis,
    ): Promise<EntryId> {
      if (!about.account || about.account !== (await account())) throw new HhError('signed-out', 'no');
      const at = now();
      const id = asId<EntryId>(newId());
      const entry: StoredEntry = {
        ...about,
        id,
        wish,
        plan,
        createdAt: at,
        gestureAt: at,
        attempts: 0,
        checks: 0,
        progress: { at: 'waiting', until: at + wait },
      };
      await put((entries) => [...entries.filter((old) => !isOver(old, at)), entry]);
      return id;
    },

    undo: (id: EntryId) => takeBack((entry) => entry.id === id && entry.progress.at === 'waiting'),

    /** Takes back all of a group that has not gone out yet. */
    async stop(group: string): Promise<void> {
      await takeBack((entry) => entry.group === group && entry.progress.at === 'waiting');
    },

    async dismiss(id: EntryId): Promise<void> {
      await takeBack((entry) => entry.id === id && ['failed', 'sent'].includes(entry.progress.at));
    },

    /** By a person: what hh refused goes out anew, what may have gone out is looked up first. */
    async retry(id: EntryId): Promise<void> {
      await put((entries) =>
        entries.map((entry) => {
          if (entry.id !== id || entry.progress.at !== 'failed') return entry;
          const surelyNot = entry.progress.refused || entry.attempts === 0;
          const progress: Progress = surelyNot
            ? { at: 'waiting', until: now() }
            : { at: 'uncertain', since: now(), nextCheck: now() };
          // One try is left after the look-up; that something went out is never forgotten.
          // hh keeps what was uploaded for a time only.
          const plan =
            surelyNot && entry.plan.kind === 'file' ? { ...entry.plan, uploadId: null } : entry.plan;
          return { ...entry, plan, attempts: surelyNot ? 0 : 1, checks: 0, progress };
        }),
      );
    },

    /** A worker that died while sending left its claim behind: nobody knows whether it arrived. */
    recover: () =>
      navigator.locks.request('outbox', () =>
        put((entries) =>
          entries.map((entry) =>
            entry.progress.at === 'sending'
              ? { ...entry, progress: { at: 'uncertain', since: entry.progress.since, nextCheck: now() } }
              : entry,
          ),
        ),
      ),

    /**
     * Sends and settles all that is due, one by one.
     * @returns false when another run is under way, which takes what is due along
     */
    run: () =>
      navigator.locks.request('outbox', { ifAvailable: true }, async (lock): Promise<boolean> => {
        if (lock) await work();
        return lock !== null;
      }),

    /**
     * Ends the undo windows and sends all there is, after whatever is under way.
     * @returns how many could not be sent: refused, or hh cannot be reached
     */
    async drain(): Promise<number> {
      const at = now();
      await put((entries) =>
        entries.map((entry) =>
          entry.progress.at === 'waiting' && entry.progress.until > at
            ? replaced(entry, { at: 'waiting', until: at })
            : entry,
        ),
      );
      await navigator.locks.request('outbox', work);
      const mine = await account();
      const left = (await outboxItem.getValue()).filter((entry) => entry.account === mine);
      return left.filter(({ progress }) => progress.at !== 'sent').length;
    },

    /** When the outbox must be looked at next; null when nothing waits. Unix ms. */
    async nextDue(): Promise<Millis | null> {
      const [entries, mine] = await Promise.all([outboxItem.getValue(), account()]);
      const next = Math.min(...entries.filter((entry) => mine && entry.account === mine).map(dueAt));
      return Number.isFinite(next) ? next : null;
    },
  };

  async function work(): Promise<void> {
    for (let entry = await claim(); entry; entry = await claim()) {
      await (entry.progress.at === 'uncertain' ? settle(entry) : send(entry));
    }
  }
}

function dueAt({ progress }: StoredEntry): Millis {
  switch (progress.at) {
    case 'waiting':
      return progress.until;
    case 'uncertain':
      return progress.nextCheck;
    case 'sending':
      return progress.since + claimStands;
    case 'sent':
    case 'failed':
      return Number.POSITIVE_INFINITY;
  }
}

/** Also what a clock that was set back would let wait for a day. A claim is taken up by `recover` alone. */
function isDue(entry: StoredEntry, now: Millis): boolean {
  const { at } = entry.progress;
  return (at === 'waiting' || at === 'uncertain') && (dueAt(entry) <= now || entry.createdAt > now);
}

const isOver = ({ progress }: StoredEntry, now: Millis) =>
  progress.at === 'sent' && now - progress.when > sentStays;

const replaced = (entry: StoredEntry, progress: Progress): StoredEntry => ({ ...entry, progress });
const replace = (entries: StoredEntry[], old: StoredEntry, progress: Progress) =>
  entries.map((entry) => (entry === old ? replaced(entry, progress) : entry));

/** hh could not be reached, or did not want to be asked now: that tells nothing of what was asked. */
const isPassing = (error: unknown): boolean =>
  error instanceof HhError && (error.sent === 'maybe' || passing.has(error.problem.name));

type Outcome = [Progress, Partial<StoredEntry>?];

/** Goes out later by itself; the try does not count. */
function again(error: unknown, entry: StoredEntry, now: Millis): Outcome {
  const problem = problemIn(error);
  const until = Math.min(Math.max(problem.retryAt ?? 0, now + 30_000), now + longestWait);
  return [{ at: 'waiting', until, problem }, { attempts: entry.attempts - 1 }];
}

const refusal = (error: unknown, now: Millis): Outcome => {
  const refused = error instanceof HhError && error.sent !== 'maybe';
  return [{ at: 'failed', problem: problemIn(error), when: now, refused }];
};

/** What a failed call means for the write that made it. */
function outcomeOf(error: unknown, entry: StoredEntry, now: Millis): Outcome {
  const uncertain: Progress = { at: 'uncertain', since: now, nextCheck: now };
  if (!(error instanceof HhError)) return refusal(error, now);
  if (error.sent === 'maybe') {
    // hh may be at it still, and nothing tells a second message or note from the first: that one is looked up later.
    const late = error.problem.name === 'timeout' && 'same' in entry.plan;
    return [{ ...uncertain, nextCheck: now + (checkAfter[late ? 2 : 0] ?? 0) }];
  }
  switch (error.problem.name) {
    // Chromium by itself repeats a PUT whose socket broke: a refusal of the second may follow a first that was done.
    case 'wrong-state':
    case 'already-applied':
      return [uncertain, { attempts: maxAttempts, refused: true }];
    // Refused for now, certainly not done.
    case 'too-many-requests':
    case 'chat-not-ready':
      return again(error, entry, now);
    default:
      return refusal(error, now);
  }
}
