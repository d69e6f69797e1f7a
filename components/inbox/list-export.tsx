import { useMemo } from 'preact/hooks';
import type { OwnNote, Part } from '../../utils/domain/applicant/applicant.ts';
import type { ApplicantNegotiation } from '../../utils/domain/applicant/negotiation.ts';
import {
  type ApplicantListView,
  applicantListAddressOf,
  listOfView,
} from '../../utils/domain/applicant/negotiation-view.ts';
import type { Collection, ListRow } from '../../utils/domain/collection.ts';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import { foundIn, type RowPages } from '../../utils/domain/row-pages.ts';
import { listAddressOf, type View } from '../../utils/domain/view.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { unread, valueOr } from '../../utils/known.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import { useStore } from '../contexts.tsx';
import { applicationColumns, responseColumns } from '../export/columns.ts';
import { ExportDialog } from '../export/export-dialog.tsx';
import { copyOf } from '../export/table-file.ts';
import { factText, vacancyName } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import type { Source } from './row-pages.ts';

interface Props {
  source: Source;
  /** The pages read so far, without snoozed rows. */
  pages: RowPages;
  /** Snoozed negotiations, which are in no list until their time. */
  away: ReadonlySet<NegotiationId>;
  vacancy: VacancyCount | undefined;
  collection: Collection;
  view: View;
  onClose: () => void;
}

/** The export of what a vacancy's list shows: pages in memory are used as they are, the others are read. */
export function ListExport({ source, pages, away, vacancy, collection, view, onClose }: Props) {
  const worker = useWorker();
  const columns = useMemo(() => responseColumns(vacancy?.name ?? unread), [vacancy]);
  const { url, vacancyId, query } = source;
  const narrowed = Object.fromEntries(new URLSearchParams(listAddressOf(view)));
  return (
    <ExportDialog<ListRow>
      title={`${vacancyName(vacancy)} · ${factText(collection.name, 'unknown_stage')}`}
      list={{
        // If hh was not asked yet or could not be, the first page says how many there are.
        pages: pages.last?.pages ?? null,
        found: valueOr(foundIn(pages) ?? unread, null),
        kept(page) {
          const kept = pages.kept.get(page);
          return kept && !kept.stale ? kept.rows : null;
        },
        async read(page) {
          const answer = await worker.list.readPage({ url, vacancyId, query, page });
          if (!answer.ok) return answer;
          const rows = answer.value.rows.filter(({ id }) => !away.has(id));
          return { ok: true, value: { ...answer.value, rows } };
        },
      }}
      columns={columns}
      about={{ vacancyId, collection: collection.id, narrowed }}
      pastOf={async (rows) => {
        const past = await worker.exports.pastOf(rows.flatMap(({ candidate }) => candidate.resumeId ?? []));
        return ({ id, candidate: { resumeId } }) => ({
          id,
          resumeId,
          history: (resumeId && past[resumeId]) ?? null,
        });
      }}
      onClose={onClose}
    />
  );
}

/** Copies rows to the clipboard as a table. @returns whether the browser accepted it */
export const copyRows = (
  rows: readonly ListRow[],
  vacancy: VacancyCount | undefined,
  { copyTable }: Pick<Worker, 'copyTable'>,
): Promise<boolean> => copyTable(copyOf(responseColumns(vacancy?.name ?? unread), rows));

interface ApplicantProps {
  title: string;
  /** In the list's order. */
  negotiations: readonly ApplicantNegotiation[];
  notes: Record<NegotiationId, OwnNote> | null;
  view: ApplicantListView;
  /** How much of hh's list was read; null: all of it. */
  part: Part | null;
  onClose: () => void;
}

/** The export of an applicant's list: all of it is in memory, so nothing is requested from hh. */
export function ApplicantExport({ title, negotiations, notes, view, part, onClose }: ApplicantProps) {
  const {
    applicant: { owner },
    settings: { site },
  } = useStore();
  const worker = useWorker();
  const columns = useMemo(() => applicationColumns(site, notes ?? {}), [site, notes]);
  return (
    <ExportDialog
      title={title}
      list={{
        pages: 1,
        found: negotiations.length,
        kept: () => negotiations,
        read: async () => ({ ok: true, value: { rows: negotiations, pages: 1, skipped: 0 } }),
      }}
      columns={columns}
      about={{
        narrowed: Object.fromEntries(new URLSearchParams(applicantListAddressOf(listOfView(view)))),
        ...(part && { loaded: part.loaded, ofAll: part.total }),
      }}
      pastOf={async () => {
        const log = owner === null ? {} : await worker.exports.eventsOf(owner);
        return ({ id }) => ({ id, history: log[id] ?? [] });
      }}
      onClose={onClose}
    />
  );
}
