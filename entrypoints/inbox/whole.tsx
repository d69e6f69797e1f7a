import '../../components/inbox/negotiation/negotiation.css';
import type { ComponentChildren } from 'preact';
import type { InboxCalls } from '../../components/inbox/calls.ts';
import { UndoPlace } from '../../components/outbox/undo-place.tsx';
import type { Store } from '../popup/store.ts';

export interface WholeProps {
  store: Store;
  calls: InboxCalls;
}

/** A page of its own, with what was just written below it. */
export const Whole = ({ store, calls, children }: WholeProps & { children: ComponentChildren }) => (
  <main class="chats-page">
    {children}
    <UndoPlace entries={store.entries} withCandidate calls={calls} />
  </main>
);
