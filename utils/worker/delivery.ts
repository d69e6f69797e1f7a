import type { Millis } from '../domain/negotiation.ts';
import { draftKey, textOf } from '../domain/texts.ts';
import type { OutboxEntry, PreparedWrite, ProgressAfter, TransitionName } from '../domain/write-request.ts';
import { HhError, problemIn } from '../hh/errors.ts';
import type { Problem, ProblemName } from '../problem.ts';
import { changeDrafts, withDraft } from '../storage/drafts.ts';
import type { Executors } from './executors.ts';
import type { Found } from './lookups.ts';
import { longestWait, type OutboxClock } from './outbox-clock.ts';

/**
 * Delays before each look-up of an unknown outcome, ms; the last one repeats. hh may take 30 s to carry out a
 * request, so "not there" is believed only from the third look-up on (`looksBelieved`).
 */
const checkAfter = [3_000, 10_000, 30_000, 60_000, 5 * 60_000, 30 * 60_000];
const looksBelieved = 2;
/** A write known not to have arrived is retried once without asking, and no more. */
const maxAttempts = 2;
/** Minimum wait when hh asks us to wait, ms. */
export const shortestWait = 30_000;

/** Refusals that say nothing about the write itself: it is sent, or looked up, later. */
const passing = new Set<ProblemName>([
  'too-many-requests',
  'captcha',
  'guard',
  'chat-not-ready',
  'signed-out',
  'access-revoked',
]);
/**
 * Refusals that the first of two tries would have met as well: they concern the text, our rights or the target, and
 * an earlier successful try changes none of these. Any other refusal may answer only the second try (Chromium repeats
 * a request whose keep-alive socket broke, and shows only that answer), so the outcome is looked up before "not sent"
 * is said.
 */
export const sureRefusals: ReadonlySet<string> = new Set(
  `
  signed-out access-revoked application-unknown wrong-token-kind account-not-found account-blocked account-locked
  employer-check forbidden no-paid-access contacts-closed bad-argument bad-client
  not-found negotiation-not-found resume-not-found resume-deleted resume-not-accessible resume-not-visible
  vacancy-invalid vacancy-archived direct-vacancy address-not-found application-denied test-required
  no-invitation messages-off chat-blocked chat-without-vacancy files-off
  message-empty message-too-long message-language message-policy message-not-editable message-already-viewed
  wrong-variable
  `.match(/[\w-]+/g),
);

interface DeliveryDeps {
  executors: Executors;
  clock: OutboxClock;
  /** Whether the outbox holds no other write with the same text to the same person. */
  isAlone: (entry: OutboxEntry) => Promise<boolean>;
  /** Moves one entry, as `transitions` allows. */
  move<Name extends TransitionName>(
    entry: OutboxEntry,
    name: Name,
    progress: ProgressAfter<Name>,
    more?: Partial<OutboxEntry>,
  ): Promise<void>;
  /** A write has arrived at hh: the counts and the negotiation it concerns are now stale. Errors are ignored. */
  arrived: (entry: OutboxEntry) => Promise<void>;
}

/**
 * Sends a claimed entry once and determines the outcome, from the answer or by reading. Nothing else settles a write:
 * a refused look-up or a failure of our own store says nothing about it.
 */
export function createDelivery({ executors, clock, isAlone, move, arrived }: DeliveryDeps) {
  const { now, wait, isLate } = clock;

  /** The write is certainly not at hh. */
  const refuse = (entry: OutboxEntry, problem: Problem, more?: Partial<OutboxEntry>) =>
    move(entry, 'refuse', { at: 'failed', problem, when: now(), refused: true }, more);

  /** Nothing tells whether the write is at hh: the person may check. */
  const giveUp = (entry: OutboxEntry, problem: Problem, more?: Partial<OutboxEntry>) =>
    move(entry, 'refuse', { at: 'failed', problem, when: now() }, more);

  const ask = (entry: OutboxEntry, more?: Partial<OutboxEntry>) => move(entry, 'ask', overdue(now()), more);

  const uncertain = (entry: OutboxEntry, ms: Millis, since = now()) => {
    const { until, wait: whole } = wait(entry.id, ms);
    return { at: 'uncertain' as const, since, nextCheck: until, wait: whole };
  };

  const doubt = (entry: OutboxEntry, ms: Millis, more: Partial<OutboxEntry> = {}) =>
    move(entry, 'doubt', uncertain(entry, ms), { checks: 0, ...more });

  /** How long hh asks to wait, within bounds. */
  const asked = ({ retryAt }: Problem): Millis =>
    Math.min(Math.max(retryAt === undefined ? 0 : retryAt - now(), shortestWait), longestWait);

  /** Sends it later without asking; this try does not count. */
  const postpone = (entry: OutboxEntry, problem: Problem) =>
    move(
      entry,
      'postpone',
      { at: 'waiting', ...wait(entry.id, asked(problem)), problem },
      { attempts: entry.attempts - 1 },
    );

  async function send(claimed: OutboxEntry): Promise<void> {
    let entry = claimed;
    let prepared: PreparedWrite;
    try {
      prepared = await executors.prepare(entry.prepared, await isAlone(entry));
    } catch (error) {
      // Whatever the error was, nothing has been sent yet.
      return isPassing(error) ? postpone(entry, problemIn(error)) : refuse(entry, problemIn(error));
    }
    if (prepared !== entry.prepared) {
      entry = { ...entry, prepared };
      await move(entry, 'prepare', { at: 'sending', since: now() }, { prepared });
    }
    if (isLate(entry)) return ask(entry);
    let taken: PreparedWrite;
    try {
      taken = await executors.perform(prepared);
    } catch (error) {
      return notAccepted(entry, error);
    }
    // hh has accepted it. If only reading shows what hh did, look that up, and send nothing again.
    const found = await executors.confirm(taken).catch(() => null);
    if (found?.is === 'there') return arrive(entry, found);
    const later = { prepared: taken, attempts: maxAttempts, accepted: true };
    if (taken.kind === 'bulk') return doubt(entry, checkAfter[0] ?? 0, later);
    // hh may have returned an existing chat unchanged, without the text.
    if (taken.kind === 'call')
      return found ? giveUp(entry, { name: 'outcome-unknown' }) : doubt(entry, checkAfter[0] ?? 0, later);
    // hh answered 2xx, so the write is sent, even if reading does not show it yet.
    await arrive(entry, { is: 'there', copies: 'unknown' });
  }

  /** Determines what a failed try means for its write. */
  async function notAccepted(entry: OutboxEntry, error: unknown): Promise<void> {
    const problem = problemIn(error);
    if (!(error instanceof HhError) || error.sent === 'maybe') return doubt(entry, checkAfter[0] ?? 0);
    if (error.sent === 'no') return isPassing(error) ? postpone(entry, problem) : refuse(entry, problem);
    if (await executors.isGone(entry.prepared, error).catch(() => false))
      return arrive(entry, { is: 'there' });
    if (problem.name === 'wrong-state' || problem.name === 'already-applied')
      return doubt(entry, 0, { attempts: maxAttempts, refused: true });
    const isSure = sureRefusals.has(problem.name);
    const waits = problem.name === 'too-many-requests' || problem.name === 'chat-not-ready';
    // A refused bulk call may still have done something; hh does not say.
    if (!isSure || entry.prepared.kind === 'bulk') {
      const found = await executors.lookOnly(entry.prepared).catch(noAnswer);
      if (found.is === 'there') return arrive(entry, found);
      if (found.is === 'unknown' && waits) return doubt(entry, asked(problem), { refused: true });
      // Keep the address to which hh sends the person (a captcha).
      if (found.is === 'unknown' && !isSure) return giveUp(entry, { ...problem, name: 'outcome-unknown' });
    }
    await (waits ? postpone(entry, problem) : refuse(entry, problem));
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
    // The rest is our own housekeeping; if it fails, the write is still sent.
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

  /** Looks up the outcome of an entry that is uncertain. */
  async function settle(entry: OutboxEntry): Promise<void> {
    const checks = entry.checks + 1;
    const later = () => {
      const ms = checkAfter[Math.min(checks, checkAfter.length - 1)] ?? longestWait;
      const since = entry.progress.at === 'uncertain' ? entry.progress.since : now();
      return move(entry, 'check', uncertain(entry, ms, since), { checks });
    };
    // Nothing at hh distinguishes the two writes, and removing a copy could remove the other one.
    if (entry.twin && !executors.repeats(entry.prepared))
      return giveUp(entry, { name: 'outcome-unknown' }, { checks });
    const late = isLate(entry);
    // Here the look-up would send the write again, and nothing may be sent this late without asking.
    if (late && executors.repeats(entry.prepared))
      return move(
        entry,
        'ask',
        { at: 'failed', problem: { name: 'outcome-unknown' }, when: now() },
        { checks },
      );
    let found: Found;
    try {
      found = entry.accepted
        ? await executors.confirm(entry.prepared)
        : await executors.look(entry.prepared, entry.refused);
    } catch (error) {
      // hh has accepted it: there is time to look again once it can be read.
      if (isPassing(error) || (entry.accepted && checks < checkAfter.length)) return later();
      // A refused look-up says nothing about the write; nor does a refused second try with the same key.
      const { status, requestId, detail } = problemIn(error);
      return giveUp(entry, { name: 'outcome-unknown', status, requestId, detail }, { checks });
    }
    const final = 'final' in found && found.final;
    const believed = final || entry.refused || entry.checks >= looksBelieved;
    if (found.is === 'there' && (believed || !found.inPart)) return arrive(entry, found);
    // hh may still be working on it.
    if (!believed) return later();
    // hh accepted it, so either somebody has moved it on since, or hh did nothing.
    if (entry.accepted && found.is !== 'there') found = { is: 'unknown' };
    switch (found.is) {
      case 'there':
        return arrive(entry, found);
      case 'not-there':
        if (late) return ask(entry, { checks });
        if (entry.attempts < maxAttempts)
          return move(entry, 'repeat', { at: 'waiting', ...wait(entry.id, 0) }, { checks });
        return giveUp(entry, { name: 'not-sent' }, { checks });
      case 'elsewhere':
        return giveUp(entry, { name: 'wrong-state' }, { checks });
      case 'unknown':
        return giveUp(entry, { name: 'outcome-unknown' }, { checks });
    }
  }

  return { send, settle };
}

/** Too late to send without asking, and certainly not at hh. */
export const overdue = (when: Millis) => ({
  at: 'failed' as const,
  problem: { name: 'overdue' as const },
  when,
  refused: true,
});

/** Whether hh could not be reached or rejected the request for now, which says nothing about what was requested. */
const isPassing = (error: unknown): boolean =>
  error instanceof HhError && (error.sent === 'maybe' || passing.has(error.problem.name));

const noAnswer = (): Found => ({ is: 'unknown' });
