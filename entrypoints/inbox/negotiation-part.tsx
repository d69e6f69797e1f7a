import '../../components/inbox/negotiation/negotiation.css';
import { NegotiationPane } from '../../components/inbox/negotiation/pane.tsx';
import type { NegotiationSlot } from '../../components/inbox/slots.ts';
import type { PageStore } from '../../utils/storage/page-store.ts';
import { negotiationCalls } from './negotiation-calls.ts';
import { usePaneStore } from './pane-store.ts';

/** The open negotiation. */
export const Pane = ({ store, ...slot }: NegotiationSlot & { store: PageStore }) => (
  <NegotiationPane {...slot} store={usePaneStore(store)} calls={negotiationCalls} />
);
