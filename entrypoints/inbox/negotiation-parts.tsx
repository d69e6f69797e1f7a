import '../../components/inbox/negotiation/negotiation.css';
import { useEffect, useState } from 'preact/hooks';
import type { InboxCalls } from '../../components/inbox/calls.ts';
import { ChatsPage } from '../../components/inbox/chats/chats-page.tsx';
import { NegotiationPane } from '../../components/inbox/negotiation/pane.tsx';
import type { PaneStore } from '../../components/inbox/negotiation/store.ts';
import type { NegotiationSlot } from '../../components/inbox/slots.ts';
import { useNow } from '../../components/popup/use-now.ts';
import { UndoBar } from '../../components/undo-bar.tsx';
import type { Snippet } from '../../utils/inbox/snippets.ts';
import { snippetsItem } from '../../utils/inbox-storage.ts';
import type { Store } from '../popup/store.ts';
import { negotiationCalls as calls } from './negotiation-calls.ts';

/** What the pane paints from: the page's store, the time, and the user's own texts. */
function usePaneStore({ account, settings, entries, drafts, inbox }: Store): PaneStore {
  const now = useNow();
  const [snippets, setSnippets] = useState<Snippet[]>([]);
  useEffect(() => {
    const stop = snippetsItem.watch(setSnippets);
    void snippetsItem.getValue().then(setSnippets);
    return stop;
  }, []);
  return { now, account, settings, entries, drafts, snippets, rows: inbox.rows };
}

/** The open negotiation. */
export const Pane = ({ store, ...slot }: NegotiationSlot & { store: Store }) => (
  <NegotiationPane {...slot} store={usePaneStore(store)} calls={calls} />
);

/** All chats, with what was just written below them. */
export const Chats = ({ store, calls: page }: { store: Store; calls: InboxCalls }) => (
  <main class="chats-page">
    <ChatsPage store={usePaneStore(store)} vacancies={store.inbox.vacancies} calls={calls} />
    <div class="undo-place">
      <UndoBar
        entries={store.entries}
        withCandidate
        onUndo={(id) => void page.undo(id)}
        onRetry={(id) => void page.retry(id)}
        onDismiss={(id) => void page.dismiss(id)}
        onDue={() => void page.flush()}
      />
    </div>
  </main>
);
