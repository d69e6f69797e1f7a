import { useRef, useState } from 'preact/hooks';
import type { Inbox } from '../../utils/domain/inbox.ts';
import type { VacancyId } from '../../utils/ids.ts';
import type { Problem } from '../../utils/problem.ts';
import type { PopupCalls } from './calls.ts';

export type RowsState = 'reading' | Problem | undefined;

/**
 * Reads rows that the store lacks. One vacancy at a time: scrolling past fifty of them must not become fifty
 * requests at once. By itself each is read once; again only by a click.
 */
export function useRows(readRows: PopupCalls['readRows'], readAt: Inbox['readAt']) {
  const [states, setStates] = useState<Record<string, RowsState>>({});
  const asked = useRef(new Set<VacancyId>());
  const queue = useRef<Promise<void>>(Promise.resolve());

  const set = (id: VacancyId, state: RowsState) => setStates((all) => ({ ...all, [id]: state }));
  const read = (vacancyId: VacancyId) => {
    asked.current.add(vacancyId);
    set(vacancyId, 'reading');
    queue.current = queue.current.then(async () => {
      const answer = await readRows({ vacancyId, more: readAt[vacancyId]?.more ?? false });
      set(vacancyId, answer.ok ? undefined : answer.problem);
    });
  };
  const seen = (vacancyId: VacancyId) => {
    if (!asked.current.has(vacancyId)) read(vacancyId);
  };
  return { stateOf: (vacancyId: VacancyId): RowsState => states[vacancyId], read, seen };
}
