import { useState } from 'preact/hooks';
import type { NegotiationId } from '../../utils/ids.ts';

interface Row {
  id: NegotiationId;
}
type Rows<R> = ReadonlyMap<NegotiationId, R>;

interface Given<R> {
  /** The row at a position of the list; null if it is not in memory. */
  rowAt: (index: number) => R | null;
  /** All rows in memory. */
  loaded: () => readonly R[];
}

/**
 * The selection in a list. It keeps the selected rows themselves, so that they may be scrolled out of memory.
 * @param of the list that is shown: each has a selection of its own
 */
export function useSelection<R extends Row>(of: string | null, { rowAt, loaded }: Given<R>) {
  const [chosen, setChosen] = useState<{ of: string | null; rows: Rows<R> }>({ of, rows: new Map() });
  /** The start of the range that shift extends. */
  const [start, setStart] = useState(0);
  const rows: Rows<R> = chosen.of === of ? chosen.rows : new Map();

  const put = (change: (rows: Map<NegotiationId, R>) => void) => {
    const next = new Map(rows);
    change(next);
    setChosen({ of, rows: next });
  };
  /** Selects all of these; deselects them if all are selected already. */
  const turn = (some: readonly R[]) =>
    put((next) => {
      const all = some.every(({ id }) => next.has(id));
      for (const row of some)
        if (all) next.delete(row.id);
        else next.set(row.id, row);
    });

  return {
    rows,
    ids: new Set(rows.keys()) as ReadonlySet<NegotiationId>,
    toggle(index: number) {
      const row = rowAt(index);
      setStart(index);
      if (row) turn([row]);
    },
    /** Selects all rows in memory from the last one touched (or `from`) up to `to`. */
    extend(to: number, from = start) {
      setStart(from);
      put((next) => {
        for (let index = Math.min(from, to); index <= Math.max(from, to); index++) {
          const row = rowAt(index);
          if (row) next.set(row.id, row);
        }
      });
    },
    /** Sets the start of the next range. */
    begin: (index: number) => setStart(index),
    turn,
    /** Selects all rows in memory; selects none if all are selected already. */
    all() {
      const every = loaded();
      if (every.every(({ id }) => rows.has(id))) setChosen({ of, rows: new Map() });
      else turn(every.filter(({ id }) => !rows.has(id)));
    },
    clear: () => setChosen({ of, rows: new Map() }),
    /** Replaces selected rows by the same rows as just read. */
    renew(fresh: readonly R[]) {
      if (fresh.some(({ id }) => rows.has(id)))
        setChosen((before) => {
          const next = new Map(before.rows);
          for (const row of fresh) if (next.has(row.id)) next.set(row.id, row);
          return { ...before, rows: next };
        });
    },
  };
}
