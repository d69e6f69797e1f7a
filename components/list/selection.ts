import { useState } from 'preact/hooks';
import type { ListRow } from '../../utils/domain/collection.ts';
import { type Layout, placedAt, rowsIn } from '../../utils/domain/row-pages.ts';
import type { NegotiationId, VacancyId } from '../../utils/ids.ts';

type Rows = ReadonlyMap<NegotiationId, ListRow>;
interface Chosen {
  vacancyId: VacancyId | null;
  rows: Rows;
}
const none: Rows = new Map();

export type Selection = ReturnType<typeof useSelection>;

/** What is selected, of one vacancy: rows are kept with it, so that they may be scrolled out of memory. */
export function useSelection(vacancyId: VacancyId | null, layout: Layout) {
  const [chosen, setChosen] = useState<Chosen>({ vacancyId, rows: none });
  /** Where a stretch begins that shift extends. */
  const [start, setStart] = useState(0);
  const rows = chosen.vacancyId === vacancyId ? chosen.rows : none;

  const put = (change: (rows: Map<NegotiationId, ListRow>) => void) => {
    const next = new Map(rows);
    change(next);
    setChosen({ vacancyId, rows: next });
  };
  const rowAt = (index: number) => placedAt(layout, index)?.row ?? null;

  return {
    rows,
    ids: new Set(rows.keys()) as ReadonlySet<NegotiationId>,
    toggle(index: number) {
      const row = rowAt(index);
      setStart(index);
      if (row) put((next) => (next.delete(row.id) ? undefined : next.set(row.id, row)));
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
    /** All that is in memory, or none. */
    all() {
      const loaded = rowsIn(layout);
      if (loaded.every(({ id }) => rows.has(id))) setChosen({ vacancyId, rows: none });
      else put((next) => loaded.forEach((row) => void next.set(row.id, row)));
    },
    clear: () => setChosen({ vacancyId, rows: none }),
    /** Rows as just read stand for those chosen before. */
    renew(fresh: readonly ListRow[]) {
      if (fresh.some(({ id }) => rows.has(id)))
        setChosen((before) => {
          const next = new Map(before.rows);
          for (const row of fresh) if (next.has(row.id)) next.set(row.id, row);
          return { ...before, rows: next };
        });
    },
  };
}
