import { useState } from 'preact/hooks';
import type { NegotiationId } from '../../utils/ids.ts';

interface Row {
  id: NegotiationId;
}
type Rows<R> = ReadonlyMap<NegotiationId, R>;

interface Given<R> {
  /** The row at a place of the list; null where none is in memory. */
  rowAt: (index: number) => R | null;
  /** All that is in memory. */
  loaded: () => readonly R[];
}

/**
 * What is selected in a list: rows are kept with it, so that they may be scrolled out of memory.
 *
 * @param of another list has a selection of its own
 */
export function useSelection<R extends Row>(of: string | null, { rowAt, loaded }: Given<R>) {
  const [chosen, setChosen] = useState<{ of: string | null; rows: Rows<R> }>({ of, rows: new Map() });
  /** Where a stretch begins that shift extends. */
  const [start, setStart] = useState(0);
  const rows: Rows<R> = chosen.of === of ? chosen.rows : new Map();

  const put = (change: (rows: Map<NegotiationId, R>) => void) => {
    const next = new Map(rows);
    change(next);
    setChosen({ of, rows: next });
  };
  /** All of these, or none of them where all are selected. */
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
    /** All from the last one touched (or `from`) up to here, as far as they are in memory. */
    extend(to: number, from = start) {
      setStart(from);
      put((next) => {
        for (let index = Math.min(from, to); index <= Math.max(from, to); index++) {
          const row = rowAt(index);
          if (row) next.set(row.id, row);
        }
      });
    },
    /** Where the next stretch begins. */
    begin: (index: number) => setStart(index),
    turn,
    /** All that is in memory, or none. */
    all() {
      const every = loaded();
      if (every.every(({ id }) => rows.has(id))) setChosen({ of, rows: new Map() });
      else turn(every.filter(({ id }) => !rows.has(id)));
    },
    clear: () => setChosen({ of, rows: new Map() }),
    /** Rows as just read stand for those chosen before. */
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
