import type { NegotiationSlot } from '../../components/inbox/slots.ts';
import { lazy } from '../../components/ui/lazy.ts';
import type { PageStore } from '../../utils/storage/page-store.ts';

const Pane = lazy(async () => (await import('../../components/inbox/negotiation/pane.tsx')).NegotiationPane);

/** The open negotiation, in its place on the inbox page. */
export const negotiationSlot = (store: PageStore) => ({
  renderNegotiation: (slot: NegotiationSlot) => <Pane {...slot} store={store} />,
});

/** All chats, over the whole page (`?page=chats`). */
export const Chats = lazy(async () => (await import('./chats-part.tsx')).Chats);

/** A resume to a vacancy (`?page=invite&resume=…`). */
export const Inviting = lazy(async () => (await import('./invite-part.tsx')).Inviting);
