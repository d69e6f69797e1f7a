import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { isFresh, putNewest } from '../../utils/domain/cache.ts';
import type { ListRow } from '../../utils/domain/collection.ts';
import type { Negotiation, VacancyHistory } from '../../utils/domain/negotiation.ts';
import type { WriteRequest } from '../../utils/domain/write-request.ts';
import type { NegotiationId, ResumeId } from '../../utils/ids.ts';
import type { List } from '../../utils/known.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { useStore } from '../contexts.tsx';
import type { Acted, NotTaken } from '../negotiation/actions.tsx';
import { entryOf, isLeaving } from '../negotiation/row-words.ts';
import { useWorker } from '../worker.ts';

/** How long a person who moves quickly from row to row must rest on one before it is read, in ms. */
const restMs = 150;
const keptAtMost = 12;
/** How long nothing is read ahead after a problem, in ms, unless hh asks for longer. */
const pauseMs = 30_000;

/** A cache of answers by id, used while they are fresh. */
function createMemory<Id, T>(ask: (id: Id, again: boolean) => Promise<Result<T>>) {
  const kept = new Map<Id, { at: number; value: T }>();
  const asked = new Map<Id, Promise<Result<T>>>();

  const put = (id: Id, value: T) => putNewest(kept, id, { at: Date.now(), value }, keptAtMost);
  return {
    put,
    fresh(id: Id): T | null {
      const one = kept.get(id);
      return one && isFresh(one.at, Date.now()) ? one.value : null;
    },
    /** Waits for a request already in flight, such as one made ahead; `again` makes a new one. */
    async read(id: Id, again = false): Promise<Result<T>> {
      const before = again ? undefined : asked.get(id);
      if (before) return before;
      const reading = ask(id, again);
      asked.set(id, reading);
      try {
        const answer = await reading;
        // The answer is stale if the id was changed or requested again meanwhile.
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
 * Caches negotiations and histories in the page's memory, so that a person is painted at once: those that were open,
 * and the next one, read ahead. None of these reads leaves a mark at hh.
 */
export function createAhead({ readNegotiation, negotiation: { readHistory } }: Worker) {
  const negotiations = createMemory((id: NegotiationId) => readNegotiation(id));
  const histories = createMemory(readHistory);
  let coming: ListRow | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;
  let pausedUntil = 0;
  /** The negotiation requested last, and whether that was soon after another one. */
  let asked: { id: NegotiationId | null; at: number; quick: boolean } = { id: null, at: 0, quick: false };

  const pause = ({ retryAt }: Problem) => {
    pausedUntil = Math.max(Date.now() + pauseMs, retryAt ?? 0);
  };

  /** Reads the next negotiation ahead, one request at a time. */
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

  /** Whether to read it: at once, or, if the person moves quickly, only if it is still open after a rest. */
  async function stays(id: NegotiationId): Promise<boolean> {
    if (asked.id !== id) asked = { id, at: Date.now(), quick: Date.now() - asked.at < 2 * restMs };
    if (!asked.quick) return true;
    await new Promise((resolve) => setTimeout(resolve, restMs));
    return asked.id === id;
  }
  const passed: Result<never> = { ok: false, problem: { name: 'not-found' } };

  return {
    /** The cached negotiation, if it is fresh. */
    negotiationOf: negotiations.fresh,
    historyOf: histories.fresh,
    put: (negotiation: Negotiation) => negotiations.put(negotiation.id, negotiation),
    /** Reads it from the cache, or from hh if it stays open. */
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
    /** Forgets negotiations that a write of ours has changed. */
    forget(ids: readonly NegotiationId[]) {
      for (const id of ids) negotiations.forget(id);
    },
    /** Sets the next row, which is read ahead after a rest. */
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

/** The cache lives as long as the list is shown. @param next the row after the open one in the list */
export function useAhead(open: NegotiationId | null, next: ListRow | null): Ahead {
  const worker = useWorker();
  const ahead = useMemo(() => createAhead(worker), [worker]);
  useEffect(() => ahead.look(next), [ahead, open, next?.id]);
  useEffect(() => ahead.stop, [ahead]);
  return ahead;
}

/** What a pane begins with: a key that was pressed before it was open, or a write that was not accepted. */
export type Begin = { code: string } | NotTaken;

/** Undoes the last decision while it is not in the outbox yet; returns whether there was one. */
export type UndoEarly = RefObject<(() => boolean) | null>;

interface DecisionsOf {
  opened: NegotiationId | null;
  open: (id: NegotiationId, replace?: boolean) => void;
  /** Opens the negotiation after the one that was decided about. */
  goOn: (id: NegotiationId) => void;
  undoEarly: UndoEarly;
}

/**
 * Handles decisions about the open negotiation of a list. The next one opens at once; if a decision then turns out not
 * to have been accepted, its negotiation opens again, with the text.
 */
export function useDecisions({ opened, open, goOn, undoEarly }: DecisionsOf) {
  const { entries } = useStore();
  const worker = useWorker();
  const latestOpen = useRef(open);
  latestOpen.current = open;
  /** Decisions that are not in the outbox yet. */
  const decided = useRef(new Map<NegotiationId, WriteRequest>());
  // Once a decision is in the outbox, the outbox tells.
  for (const id of decided.current.keys()) if (entryOf(entries, id)) decided.current.delete(id);
  /** Decisions undone before that: whether they would have been accepted no longer matters. */
  const undone = useRef(new WeakSet<WriteRequest>());
  /** What the open negotiation's pane begins with. */
  const [begin, setBegin] = useState<{ id: NegotiationId; with: Begin } | null>(null);
  useEffect(() => {
    if (begin && begin.id !== opened) setBegin(null);
  }, [opened]);
  const comeBack = (id: NegotiationId, why: Begin) => {
    decided.current.delete(id);
    setBegin({ id, with: why });
    latestOpen.current(id, true);
  };

  useLayoutEffect(() => {
    undoEarly.current = () => {
      const [id, request] = [...decided.current].at(-1) ?? [];
      if (!id || !request) return false;
      decided.current.delete(id);
      undone.current.add(request);
      void worker.undoRequest(request);
      open(id, true);
      return true;
    };
    return () => {
      undoEarly.current = null;
    };
  });

  const acted: Acted = (id, request, taken) => {
    decided.current.set(id, request);
    setBegin(null);
    goOn(id);
    void taken.then((why) => {
      if (why && !undone.current.has(request)) comeBack(id, why);
    });
  };
  const putOff = (id: NegotiationId, taken: Promise<Problem | null>) => {
    setBegin(null);
    goOn(id);
    void taken.then((problem) => {
      if (problem) comeBack(id, { problem });
    });
  };
  return {
    /** Props for the pane of the open negotiation. */
    pane: { begin: begin?.id === opened ? begin.with : null, acted, putOff },
    /** Keeps a key, which acts on the open negotiation as soon as its pane is there, otherwise opens the row for it. */
    press(code: string, { id }: { id: NegotiationId }) {
      setBegin({ id: opened ?? id, with: { code } });
      if (opened === null) open(id);
    },
    isDecided: ({ id }: { id: NegotiationId }) => decided.current.has(id) || isLeaving(entryOf(entries, id)),
  };
}
