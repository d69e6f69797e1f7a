import type { ManySlot, SendingSlot } from '../../components/inbox/slots.ts';
import { lazy } from '../../components/ui/lazy.ts';
import type { Inbox, Settings } from '../../utils/domain/inbox.ts';
import type { Draft, Entry } from '../../utils/domain/write-request.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { unread, valueOr } from '../../utils/known.ts';
import { worker } from '../../utils/messaging/client.ts';

const ManyBar = lazy(async () => (await import('./many-part.ts')).ManyBar);
const Groups = lazy(async () => (await import('./many-part.ts')).Groups);

interface Store {
  inbox: Inbox;
  settings: Settings;
  entries: Entry[];
  drafts: Record<string, Draft>;
}

/** Names of those who were selected here, for when something did not work for them. */
const names = new Map<NegotiationId, string>();
/** Once there was something for many, its end is told too. */
let sending = false;

/** The bar for many and what it set going, in the places of the inbox page. */
export const manySlots = ({ inbox, settings, entries, drafts }: Store) => ({
  renderMany: ({ rows, clear }: ManySlot) => {
    for (const { id, candidate } of rows) {
      const name = valueOr(candidate.name, null);
      if (name) names.set(id, name);
    }
    return (
      <ManyBar
        rows={rows}
        clear={clear}
        entries={entries}
        drafts={drafts}
        undoSeconds={settings.undoSeconds}
        calls={worker}
      />
    );
  },
  renderSending: ({ show }: SendingSlot) => {
    sending ||= entries.some(({ group }) => group !== undefined);
    return (
      sending && (
        <Groups
          entries={entries}
          calls={worker}
          nameOf={(id) =>
            names.get(id) ?? valueOr(inbox.rows.find((row) => row.id === id)?.candidate.name ?? unread, null)
          }
          onOpen={show}
        />
      )
    );
  },
});
