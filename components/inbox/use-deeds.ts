import { useMemo, useRef } from 'preact/hooks';

/** What a mouse does to a row. */
export interface RowDeeds {
  /** A click on the row: opens it; with ctrl it selects, with shift it selects up to here. */
  click(index: number, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): void;
  /** A click on its box. */
  tick(index: number, upToHere: boolean): void;
}

/** One object for good, so that rows whose data stay the same need not be drawn again. */
export function useDeeds(deeds: RowDeeds): RowDeeds {
  const latest = useRef(deeds);
  latest.current = deeds;
  return useMemo(
    () => ({
      click: (index, event) => latest.current.click(index, event),
      tick: (index, upToHere) => latest.current.tick(index, upToHere),
    }),
    [],
  );
}
