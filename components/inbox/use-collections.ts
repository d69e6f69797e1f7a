import { useEffect, useRef, useState } from 'preact/hooks';
import type { Collection } from '../../utils/domain/collection.ts';
import type { VacancyId } from '../../utils/ids.ts';
import type { Problem } from '../../utils/problem.ts';
import type { InboxCalls } from './calls.ts';

interface Known {
  collections: Collection[];
  /** Collections that could not be read. */
  skipped: number;
  problem: Problem | null;
}
const nothing: Known = { collections: [], skipped: 0, problem: null };
/** Vacancies whose collections are kept: coming back shows them at once, and reads them again. */
const keptAtMost = 50;

/** The collections of the chosen vacancy, read when it is chosen and whenever something was done in it. */
export function useCollections(vacancyId: VacancyId | null, readCollections: InboxCalls['readCollections']) {
  const [known, setKnown] = useState<ReadonlyMap<VacancyId, Known>>(new Map());
  const asked = useRef(0);

  const read = async () => {
    if (vacancyId === null) return;
    const mine = ++asked.current;
    const answer = await readCollections(vacancyId);
    if (mine !== asked.current) return;
    setKnown((before) => {
      const known = before.get(vacancyId) ?? nothing;
      const one = answer.ok
        ? { collections: answer.value.items, skipped: answer.value.skipped, problem: null }
        : { ...known, problem: answer.problem };
      return new Map([...before].slice(1 - keptAtMost)).set(vacancyId, one);
    });
  };
  useEffect(() => void read(), [vacancyId]);

  const now = (vacancyId !== null && known.get(vacancyId)) || null;
  return { ...(now ?? nothing), reading: now === null, read };
}
