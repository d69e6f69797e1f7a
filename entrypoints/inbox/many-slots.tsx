import { asked } from '../../components/asked.ts';
import '../../components/inbox/many/groups.css';
import '../../components/inbox/many/many.css';
import { ManyBar } from '../../components/inbox/many/bar.tsx';
import type { ManyCalls } from '../../components/inbox/many/calls.ts';
import { Groups } from '../../components/inbox/many/groups.tsx';
import type { ManySlot, SendingSlot } from '../../components/inbox/slots.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import type { Inbox, Settings } from '../../utils/inbox/inbox.ts';
import type { Draft, Entry } from '../../utils/inbox/write.ts';
import { sendMessage } from '../../utils/messages.ts';

const calls: ManyCalls = {
  readTemplate: (of) => asked(sendMessage('readTemplate', of)),
  readAddresses: () => asked(sendMessage('readAddresses')),
  readNegotiation: (id) => asked(sendMessage('readNegotiation', id)),
  writeMany: (wishes) => asked(sendMessage('writeMany', wishes)),
  stop: (group) => sendMessage('stop', group),
  retry: (id) => sendMessage('retry', id),
  dismiss: (id) => sendMessage('dismiss', id),
  saveDraft: (draft) => sendMessage('saveDraft', draft),
  flush: () => sendMessage('flush'),
};

interface Store {
  inbox: Inbox;
  settings: Settings;
  entries: Entry[];
  drafts: Record<string, Draft>;
}

/** Names of those who were selected here, for when something did not work for them. */
const names = new Map<NegotiationId, string>();

/** The bar for many and what it set going, in the places of the inbox page. */
export const manySlots = ({ inbox, settings, entries, drafts }: Store) => ({
  renderMany: ({ rows, clear }: ManySlot) => {
    for (const { id, candidate } of rows) if (candidate.name) names.set(id, candidate.name);
    return (
      <ManyBar
        rows={rows}
        clear={clear}
        entries={entries}
        drafts={drafts}
        undoSeconds={settings.undoSeconds}
        calls={calls}
      />
    );
  },
  renderSending: ({ show }: SendingSlot) => (
    <Groups
      entries={entries}
      calls={calls}
      nameOf={(id) => names.get(id) ?? inbox.rows.find((row) => row.id === id)?.candidate.name ?? null}
      onOpen={show}
    />
  ),
});
