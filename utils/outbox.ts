import type { createCarriers } from './carriers.ts';
import { HhError } from './hh/errors.ts';
import { asId, type EntryId } from './ids.ts';
import type { Millis } from './inbox/negotiation.ts';
import {
  draftKey,
  type Plan,
  type Progress,
  type Result,
  type StoredEntry,
  textOf,
  type Wish,
} from './inbox/write.ts';
import type { Problem } from './problem.ts';
import { draftsItem, outboxItem, update } from './storage.ts';

/** Sent ones stay this long, for the view to say so. */
const sentStays = 60_000;
/** An undo window that ended this long ago (browser closed) asks again before it goes out. */
const tooLate = 60 * 60_000;
/** Waits between looks at an unknown outcome, ms; the last one repeats. */
const checkAfter = [3_000, 15_000, 60_000, 5 * 60_000, 30 * 60_000];
/** An action known not to have arrived goes out once more by itself, not oftener. */
const maxAttempts = 2;

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
  };
  const move = (id: EntryId, progress: Progress, more: Partial<StoredEntry> = {}) =>
    put((entries) => entries.map((entry) => (entry.id === id ? { ...entry, ...more, progress } : entry)));

  /** Takes an entry out if `when` allows; its text becomes a draft again. */
  async function takeBack(id: EntryId, when: (entry: StoredEntry) => boolean): Promise<boolean> {
    let taken: StoredEntry | undefined;
    await put((entries) => {
      taken = entries.find((entry) => entry.id === id && when(entry));
      return taken ? entries.filter((entry) => entry !== taken) : entries;
    });
    const key = taken && taken.progress.at !== 'sent' ? draftKey(taken.wish) : null;
    const text = taken ? textOf(taken.wish) : '';
    if (key && text) await update(draftsItem, (drafts) => ({ ...drafts, [key]: { text, at: now() } }));
    return taken !== undefined;
  }

  async function claim(): Promise<StoredEntry | undefined> {
    let claimed: StoredEntry | undefined;
    const mine = await account();
    if (!mine) return undefined;
    await put((entries) => {
      const due = entries.find((entry) => entry.account === mine && dueAt(entry) <= now());
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
    try {
      const plan = await carriers.prepare(entry.plan);
      if (plan !== entry.plan) await move(entry.id, entry.progress, { plan });
      await carriers.perform(plan);
    } catch (error) {
      return move(entry.id, ...outcomeOf(error, entry, now()));
    }
    // From here on hh has it: a result that cannot be read now is looked up, never sent again.
    try {
      await sent(entry, await carriers.confirm(entry.plan));
    } catch {
      await move(entry.id, { at: 'uncertain', since: now(), nextCheck: now() }, { attempts: maxAttempts });
    }
  }

  async function sent(entry: StoredEntry, found: true | Result[]): Promise<void> {
    const progress: Progress = { at: 'sent', when: now(), ...(found !== true && { results: found }) };
    await move(entry.id, progress);
    const key = draftKey(entry.wish);
    if (key) {
      await update(draftsItem, ({ [key]: draft, ...others }) =>
        !draft || draft.text === textOf(entry.wish) ? others : { ...others, [key]: draft },
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
      const found = await carriers.look(entry.plan);
      if (found === true || Array.isArray(found)) return await sent(entry, found);
      if (found === false && entry.attempts < maxAttempts)
        return await move(entry.id, { at: 'waiting', until: now() });
      const name = found === false ? 'not-sent' : found === 'elsewhere' ? 'wrong-state' : 'outcome-unknown';
      return await move(entry.id, { at: 'failed', problem: { name }, when: now() });
    } catch (error) {
      if (!(error instanceof HhError) || error.sent === 'maybe') return later();
      return move(entry.id, { at: 'failed', problem: error.problem, when: now() });
    }
  }

  return {
    /**
     * Stores a write; it goes out when its undo window ends.
     * @param wait ms of the undo window
     * @throws when the store is full; nothing is shown then, and the view keeps the text
     */
    async submit(
      wish: Wish,
      plan: Plan,
      about: Pick<StoredEntry, 'label' | 'resulting' | 'group'>,
      wait: Millis,
    ): Promise<EntryId> {
      const at = now();
      const id = asId<EntryId>(newId());
      const entry: StoredEntry = {
        ...about,
        id,
        account: await account(),
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

    undo: (id: EntryId) => takeBack(id, (entry) => entry.progress.at === 'waiting'),

    /** Takes back all of a group that has not gone out yet. */
    async stop(group: string): Promise<void> {
      for (const { id, ...entry } of await outboxItem.getValue()) {
        if (entry.group === group) await takeBack(id, ({ progress }) => progress.at === 'waiting');
      }
    },

    async dismiss(id: EntryId): Promise<void> {
      await takeBack(id, ({ progress }) => progress.at === 'failed' || progress.at === 'sent');
    },

    /** By a person, so the count of tries starts anew; what may have gone out is looked up first. */
    async retry(id: EntryId): Promise<void> {
      await put((entries) =>
        entries.map((entry) => {
          if (entry.id !== id || entry.progress.at !== 'failed') return entry;
          const progress: Progress =
            entry.attempts > 0 && entry.progress.problem.name !== 'not-sent'
              ? { at: 'uncertain', since: now(), nextCheck: now() }
              : { at: 'waiting', until: now() };
          return { ...entry, attempts: 0, checks: 0, progress };
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

    /** Sends and settles all that is due, one by one. A second call while one runs returns at once. */
    run: () =>
      navigator.locks.request('outbox', { ifAvailable: true }, async (lock) => {
        if (!lock) return;
        for (let entry = await claim(); entry; entry = await claim()) {
          await (entry.progress.at === 'uncertain' ? settle(entry) : send(entry));
        }
      }),

    /** When the next write or look-up is due; null when nothing waits. Unix ms. */
    async nextDue(): Promise<Millis | null> {
      const [entries, mine] = await Promise.all([outboxItem.getValue(), account()]);
      const next = Math.min(...entries.filter((entry) => entry.account === mine).map(dueAt));
      return Number.isFinite(next) ? next : null;
    },
  };
}

function dueAt({ progress }: StoredEntry): Millis {
  if (progress.at === 'waiting') return progress.until;
  return progress.at === 'uncertain' ? progress.nextCheck : Number.POSITIVE_INFINITY;
}

const isOver = ({ progress }: StoredEntry, now: Millis) =>
  progress.at === 'sent' && now - progress.when > sentStays;

const replace = (entries: StoredEntry[], old: StoredEntry, progress: Progress) =>
  entries.map((entry) => (entry === old ? { ...entry, progress } : entry));

/** What a failed call means for the write that made it. */
function outcomeOf(error: unknown, entry: StoredEntry, now: Millis): [Progress, Partial<StoredEntry>?] {
  const uncertain: Progress = { at: 'uncertain', since: now, nextCheck: now };
  if (!(error instanceof HhError)) {
    const problem: Problem = {
      name: 'unknown',
      detail: error instanceof Error ? error.message : String(error),
    };
    return [{ at: 'failed', problem, when: now }];
  }
  const { problem, sent } = error;
  if (sent === 'maybe') return [{ ...uncertain, nextCheck: now + (checkAfter[0] ?? 0) }];
  switch (problem.name) {
    // Chromium by itself repeats a PUT whose socket broke: a refusal of the second may follow a first that was done.
    case 'wrong-state':
    case 'already-applied':
      return [uncertain, { attempts: maxAttempts }];
    // Refused for now, certainly not done.
    case 'too-many-requests':
    case 'chat-not-ready':
    case 'offline':
      return [
        { at: 'waiting', until: Math.max(problem.retryAt ?? 0, now + 30_000), problem },
        { attempts: entry.attempts - 1 },
      ];
    default:
      return [{ at: 'failed', problem, when: now }];
  }
}
