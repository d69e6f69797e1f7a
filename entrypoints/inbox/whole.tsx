import '../../components/inbox/negotiation/negotiation.css';
import type { ComponentChildren } from 'preact';
import type { InboxCalls } from '../../components/inbox/calls.ts';
import { takeBack } from '../../components/outbox/undo-bar.tsx';
import { UndoPlace } from '../../components/outbox/undo-place.tsx';
import { useCommands } from '../../components/ui/keymap.tsx';
import type { PageStore } from '../../utils/storage/page-store.ts';

export interface WholeProps {
  store: PageStore;
  calls: InboxCalls;
}

/** A page of its own, with what was just written below it, and the key that takes it back. */
export function Whole({ store, calls, children }: WholeProps & { children: ComponentChildren }) {
  useCommands('inbox', (command) => command === 'undo' && takeBack(store.entries, calls));
  return (
    <main class="chats-page">
      {children}
      <UndoPlace entries={store.entries} withCandidate calls={calls} />
    </main>
  );
}
