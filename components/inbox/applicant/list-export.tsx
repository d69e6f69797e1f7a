import { useMemo } from 'preact/hooks';
import type { OwnNote, Part } from '../../../utils/domain/applicant/applicant.ts';
import type { ApplicantNegotiation } from '../../../utils/domain/applicant/negotiation.ts';
import {
  type ApplicantListView,
  applicantListAddressOf,
  listOfView,
} from '../../../utils/domain/applicant/negotiation-view.ts';
import type { NegotiationId } from '../../../utils/ids.ts';
import { applicationColumns } from '../../export/columns.ts';
import { ExportDialog } from '../../export/export-dialog.tsx';
import { useWorker } from '../../worker.ts';

interface Props {
  owner: string | null;
  site: string;
  title: string;
  /** In the list's order. */
  negotiations: readonly ApplicantNegotiation[];
  notes: Record<NegotiationId, OwnNote> | null;
  view: ApplicantListView;
  /** Only so much was read of what hh has. */
  part: Part | null;
  onClose: () => void;
}

/** The export of an applicant's list: all of it is in memory, so hh is asked for nothing. */
export function ApplicantExport({ owner, site, title, negotiations, notes, view, part, onClose }: Props) {
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
