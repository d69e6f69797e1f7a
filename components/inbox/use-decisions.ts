import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { WriteRequest } from '../../utils/domain/write-request.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import type { Problem } from '../../utils/problem.ts';
import { useStore } from '../contexts.tsx';
import type { Acted } from '../negotiation/actions.tsx';
import { entryOf, isLeaving } from '../negotiation/row-words.ts';
import { useWorker } from '../worker.ts';
import type { Begin } from './negotiation/pane.tsx';

/** Undoes the last decision while it is not in the outbox yet; returns whether there was one. */
export type UndoEarly = RefObject<(() => boolean) | null>;

interface Given {
  opened: NegotiationId | null;
  open: (id: NegotiationId, replace: true) => void;
  /** Opens the negotiation after the one that was decided about. */
  goOn: (id: NegotiationId) => void;
  undoEarly: UndoEarly;
}

/**
 * Handles decisions about the open negotiation of a list. The next one opens at once; if a decision then turns out not
 * to have been accepted, its negotiation opens again, with the text.
 */
export function useDecisions({ opened, open, goOn, undoEarly }: Given) {
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
    /** Keeps a key, which acts on a negotiation as soon as it is open. */
    press: (id: NegotiationId, code: string) => setBegin({ id, with: { code } }),
    isDecided: ({ id }: { id: NegotiationId }) => decided.current.has(id) || isLeaving(entryOf(entries, id)),
  };
}
