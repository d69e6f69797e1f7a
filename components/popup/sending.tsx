import type { Row } from '../../utils/domain/negotiation.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { unread, valueOr } from '../../utils/known.ts';
import { Groups } from '../outbox/groups.tsx';
import { useWorker } from '../worker.ts';

interface Props {
  entries: Entry[];
  rows: Row[];
}

/** What was asked for many, in the inbox page: a line for each group, as there. */
export function Sending({ entries, rows }: Props) {
  const worker = useWorker();
  const find = (id: NegotiationId) => rows.find((row) => row.id === id);
  const open = (id: NegotiationId) => {
    const row = find(id);
    void worker.openInbox(row && `vacancy=${row.vacancyId}&negotiation=${id}`);
  };
  return (
    <Groups
      entries={entries}
      nameOf={(id) => valueOr(find(id)?.candidate.name ?? unread, null)}
      onOpen={open}
    />
  );
}
