import { useEffect, useRef, useState } from 'preact/hooks';
import { chosenIn, type ListRow, listRowOfStored } from '../../utils/domain/collection.ts';
import type { Row } from '../../utils/domain/negotiation.ts';
import { newCollection } from '../../utils/domain/view.ts';
import type { NegotiationId, VacancyId } from '../../utils/ids.ts';
import type { Problem } from '../../utils/problem.ts';
import { useWorker } from '../worker.ts';

/** Pages of one vacancy that are read at most: as many rows as the store keeps of all. */
const pagesAtMost = 20;

/**
 * The selected rows with what hh offers each of them, which the store does not keep: read from hh's list of their
 * vacancy, which has no side effect, once something of it is selected.
 */
export function useOffers(rows: readonly Row[]): {
  rows: ListRow[];
  /** A vacancy is being read. */
  reading: boolean;
  problem: Problem | null;
  /** Reads again what could not be read. */
  again: () => void;
} {
  const { readCollections, readPage } = useWorker().list;
  const [read, setRead] = useState<ReadonlyMap<NegotiationId, ListRow>>(new Map());
  const [states, setStates] = useState<ReadonlyMap<VacancyId, 'reading' | 'read' | Problem>>(new Map());
  const latest = useRef(rows);
  latest.current = rows;

  const load = async (vacancyId: VacancyId) => {
    const say = (state: 'reading' | 'read' | Problem) =>
      setStates((all) => new Map(all).set(vacancyId, state));
    say('reading');
    const collections = await readCollections(vacancyId);
    if (!collections.ok) return say(collections.problem);
    const url = chosenIn(collections.value.items, newCollection)?.chosen.url;
    const found = new Set<NegotiationId>();
    const isMissing = () => latest.current.some((row) => row.vacancyId === vacancyId && !found.has(row.id));
    for (let page = 0; url && page < pagesAtMost && isMissing(); page += 1) {
      const answer = await readPage({ url, vacancyId, query: {}, page });
      if (!answer.ok) return say(answer.problem);
      for (const { id } of answer.value.rows) found.add(id);
      setRead((all) => new Map([...all, ...answer.value.rows.map((row) => [row.id, row] as const)]));
      if (page + 1 >= answer.value.pages) break;
    }
    say('read');
  };
  // What was read, or could not be, is read again only for rows that came since; a selection that ended begins anew.
  const due = [...new Set(rows.filter(({ id }) => !read.has(id)).map(({ vacancyId }) => vacancyId))].filter(
    (id) => !states.has(id),
  );
  useEffect(() => {
    for (const vacancyId of due) void load(vacancyId);
  }, [due.join(' ')]);
  useEffect(() => {
    if (rows.length === 0) setStates(new Map());
  }, [rows.length === 0]);

  const here = rows.map(({ vacancyId }) => states.get(vacancyId));
  const problem = here.find((state) => typeof state === 'object');
  return {
    rows: rows.map((row) => read.get(row.id) ?? listRowOfStored(row)),
    reading: due.length > 0 || here.includes('reading'),
    problem: typeof problem === 'object' ? problem : null,
    again: () => setStates((all) => new Map([...all].filter(([, state]) => typeof state === 'string'))),
  };
}
