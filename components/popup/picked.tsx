import { useEffect, useRef, useState } from 'preact/hooks';
import { chosenIn, type ListRow, listRowOfStored } from '../../utils/domain/collection.ts';
import type { Row } from '../../utils/domain/negotiation.ts';
import { newCollection } from '../../utils/domain/view.ts';
import { t } from '../../utils/i18n.ts';
import type { NegotiationId, VacancyId } from '../../utils/ids.ts';
import { unread, valueOr } from '../../utils/known.ts';
import type { Problem } from '../../utils/problem.ts';
import { ManyBar } from '../many/bar.tsx';
import { Groups } from '../outbox/groups.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useWorker } from '../worker.ts';

/** Most pages read for one vacancy: they hold as many rows as the store keeps in all. */
const pagesAtMost = 20;

/** How far the list of a vacancy has been read: up to a page, or to the end. */
type Progress =
  | { at: 'reading' }
  | { at: 'page'; url: string; page: number }
  | { at: 'end' }
  | { at: 'failed'; problem: Problem };

/**
 * The selected rows with the actions that hh offers, which are not in the store. Once a row of a vacancy is selected,
 * hh's list of the vacancy is read, without a side effect, and no further than needed to find the selected rows.
 */
function useOffers(rows: readonly Row[]): {
  rows: ListRow[];
  /** Whether a list is being read. */
  reading: boolean;
  problem: Problem | null;
  /** Retries the lists that could not be read. */
  again: () => void;
} {
  const { readCollections, readPage } = useWorker().list;
  const [read, setRead] = useState<ReadonlyMap<NegotiationId, ListRow>>(new Map());
  const [vacancies, setVacancies] = useState<ReadonlyMap<VacancyId, Progress>>(new Map());
  const latest = useRef(rows);
  latest.current = rows;

  const load = async (vacancyId: VacancyId, from: Progress | undefined) => {
    const say = (progress: Progress) => setVacancies((all) => new Map(all).set(vacancyId, progress));
    say({ at: 'reading' });
    let { url, page } = from?.at === 'page' ? from : { url: undefined, page: 0 };
    if (!url) {
      const collections = await readCollections(vacancyId);
      if (!collections.ok) return say({ at: 'failed', problem: collections.problem });
      url = chosenIn(collections.value.items, newCollection)?.chosen.url;
      if (!url) return say({ at: 'end' });
    }
    const found = new Set(read.keys());
    while (latest.current.some((row) => row.vacancyId === vacancyId && !found.has(row.id))) {
      const answer = await readPage({ url, vacancyId, query: {}, page });
      if (!answer.ok) return say({ at: 'failed', problem: answer.problem });
      for (const { id } of answer.value.rows) found.add(id);
      setRead((all) => new Map([...all, ...answer.value.rows.map((row) => [row.id, row] as const)]));
      page += 1;
      if (page >= Math.min(answer.value.pages, pagesAtMost)) return say({ at: 'end' });
    }
    say({ at: 'page', url, page });
  };
  // Each list is read once, and further if rows beyond were selected since.
  const due = [...new Set(rows.filter(({ id }) => !read.has(id)).map(({ vacancyId }) => vacancyId))]
    .map((id) => ({ id, from: vacancies.get(id) }))
    .filter(({ from }) => !from || from.at === 'page');
  useEffect(() => {
    for (const { id, from } of due) void load(id, from);
  }, [due.map(({ id, from }) => `${id} ${from?.at === 'page' ? from.page : 0}`).join()]);

  const here = rows.flatMap(({ vacancyId }) => vacancies.get(vacancyId) ?? []);
  const failed = here.find(({ at }) => at === 'failed');
  return {
    rows: rows.map((row) => read.get(row.id) ?? listRowOfStored(row)),
    reading: due.length > 0 || here.some(({ at }) => at === 'reading'),
    problem: failed?.at === 'failed' ? failed.problem : null,
    again: () => setVacancies((all) => new Map([...all].filter(([, { at }]) => at !== 'failed'))),
  };
}

interface Props {
  /** The selected rows; not empty. */
  rows: Row[];
  clear: () => void;
  hhUrl: string;
}

/** The bulk actions on the selected rows, as on the inbox page, and their effect. */
export function Picked({ rows, hhUrl, ...bar }: Props) {
  const { rows: offered, reading, problem, again } = useOffers(rows);
  return (
    <>
      <ManyBar {...bar} rows={offered} />
      {problem ? (
        <div class="trouble">
          <ProblemNote problem={problem} hhUrl={hhUrl} again={again} />
        </div>
      ) : (
        <p class="small muted many-effect" role="status">
          {t(reading ? 'popup_loading_actions' : 'popup_many_effect')}
        </p>
      )}
    </>
  );
}

/** A line for each bulk action in the outbox, as on the inbox page. */
export function Sending({ rows }: Pick<Props, 'rows'>) {
  const worker = useWorker();
  const find = (id: NegotiationId) => rows.find((row) => row.id === id);
  const open = (id: NegotiationId) => {
    const row = find(id);
    void worker.openInbox(row && `vacancy=${row.vacancyId}&negotiation=${id}`);
  };
  return <Groups nameOf={(id) => valueOr(find(id)?.candidate.name ?? unread, null)} onOpen={open} />;
}
