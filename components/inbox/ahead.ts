import { useEffect, useMemo } from 'preact/hooks';
import { isFresh } from '../../utils/domain/cache.ts';
import type { ListRow } from '../../utils/domain/collection.ts';
import type { Negotiation, VacancyHistory } from '../../utils/domain/negotiation.ts';
import type { NegotiationId, ResumeId } from '../../utils/ids.ts';
import type { List } from '../../utils/known.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { useWorker } from '../worker.ts';

/** While a person goes from one to the next faster than this, only who they stay at is read. */
const restMs = 150;
const keptAtMost = 12;
/** After a problem nothing is read ahead for so long, or for as long as hh asks. */
const pauseMs = 30_000;

/** What was read of each, as long as it is fresh. */
function createMemory<Id, T>(ask: (id: Id, again: boolean) => Promise<Result<T>>) {
  const kept = new Map<Id, { at: number; value: T }>();
  const asked = new Map<Id, Promise<Result<T>>>();

  function put(id: Id, value: T) {
    kept.delete(id);
    kept.set(id, { at: Date.now(), value });
    for (const oldest of [...kept.keys()].slice(0, -keptAtMost)) kept.delete(oldest);
  }
  return {
    put,
    fresh(id: Id): T | null {
      const one = kept.get(id);
      return one && isFresh(one.at, Date.now()) ? one.value : null;
    },
    /** Opened while it is being read ahead, it waits for that answer; `again` reads it once more. */
    async read(id: Id, again = false): Promise<Result<T>> {
      const before = again ? undefined : asked.get(id);
      if (before) return before;
      const reading = ask(id, again);
      asked.set(id, reading);
      try {
        const answer = await reading;
        // It was changed, or asked for again, meanwhile: this answer is out of date.
        if (answer.ok && asked.get(id) === reading) put(id, answer.value);
        return answer;
      } finally {
        if (asked.get(id) === reading) asked.delete(id);
      }
    },
    forget(id: Id) {
      kept.delete(id);
      asked.delete(id);
    },
  };
}

export type Ahead = ReturnType<typeof createAhead>;

/**
 * Negotiations and histories in the memory of the page, so that a person is painted at once: of who was open, and of
 * who comes next. None of these reads leaves a mark at hh.
 */
export function createAhead({ readNegotiation, negotiation: { readHistory } }: Worker) {
  const negotiations = createMemory((id: NegotiationId) => readNegotiation(id));
  const histories = createMemory(readHistory);
  let coming: ListRow | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;
  let pausedUntil = 0;
  /** Who was asked for last, and whether that was right after another. */
  let asked: { id: NegotiationId | null; at: number; quick: boolean } = { id: null, at: 0, quick: false };

  const pause = ({ retryAt }: Problem) => {
    pausedUntil = Math.max(Date.now() + pauseMs, retryAt ?? 0);
  };

  /** One request at a time, of who still comes next. */
  async function pump(): Promise<void> {
    if (busy) return;
    busy = true;
    while (coming && Date.now() >= pausedUntil) {
      const { id, candidate } = coming;
      const unread = candidate.resumeId && !histories.fresh(candidate.resumeId) ? candidate.resumeId : null;
      if (negotiations.fresh(id) && !unread) break;
      const answer = negotiations.fresh(id)
        ? unread && (await histories.read(unread))
        : await negotiations.read(id);
      if (answer && !answer.ok) pause(answer.problem);
    }
    busy = false;
  }

  /** Whether to read it: at once, or, where one goes quickly from one to the next, if it is open still after a rest. */
  async function stays(id: NegotiationId): Promise<boolean> {
    if (asked.id !== id) asked = { id, at: Date.now(), quick: Date.now() - asked.at < 2 * restMs };
    if (!asked.quick) return true;
    await new Promise((resolve) => setTimeout(resolve, restMs));
    return asked.id === id;
  }
  const passed: Result<never> = { ok: false, problem: { name: 'not-found' } };

  return {
    /** What is in memory of it. */
    negotiationOf: negotiations.fresh,
    historyOf: histories.fresh,
    put: (negotiation: Negotiation) => negotiations.put(negotiation.id, negotiation),
    /** From memory, or from hh if it stays open. */
    async negotiation(id: NegotiationId): Promise<Result<Negotiation>> {
      const value = negotiations.fresh(id);
      if (value) return { ok: true, value };
      return (await stays(id)) ? negotiations.read(id) : passed;
    },
    async history(of: NegotiationId, id: ResumeId, again: boolean): Promise<Result<List<VacancyHistory>>> {
      const value = again ? null : histories.fresh(id);
      if (value) return { ok: true, value };
      return again || (await stays(of)) ? histories.read(id, again) : passed;
    },
    /** Something of ours has changed them. */
    forget(ids: readonly NegotiationId[]) {
      for (const id of ids) negotiations.forget(id);
    },
    /** Who comes next. */
    look(next: ListRow | null) {
      coming = next;
      clearTimeout(timer);
      if (next) timer = setTimeout(() => void pump(), restMs);
    },
    stop() {
      coming = null;
      clearTimeout(timer);
    },
  };
}

/** Kept as long as the list is shown. @param next who comes after the open one in the order of the list */
export function useAhead(open: NegotiationId | null, next: ListRow | null): Ahead {
  const worker = useWorker();
  const ahead = useMemo(() => createAhead(worker), [worker]);
  useEffect(() => ahead.look(next), [ahead, open, next?.id]);
  useEffect(() => ahead.stop, [ahead]);
  return ahead;
}
