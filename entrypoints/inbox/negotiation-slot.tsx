import { useEffect, useState } from 'preact/hooks';
import type { InboxCalls } from '../../components/inbox/calls.ts';
import type { NegotiationSlot } from '../../components/inbox/slots.ts';
import type { ResumeId } from '../../utils/ids.ts';
import type { Store } from '../popup/store.ts';

type Parts = typeof import('./negotiation-parts.tsx');

let parts: Parts | undefined;

/** The code of the open negotiation and of the chats, loaded when one is first opened. */
function useParts(): Parts | undefined {
  const [known, setKnown] = useState(parts);
  useEffect(() => {
    if (parts) return;
    void import('./negotiation-parts.tsx').then((loaded) => {
      parts = loaded;
      setKnown(loaded);
    });
  }, []);
  return known;
}

function Pane(props: NegotiationSlot & { store: Store }) {
  const Loaded = useParts()?.Pane;
  return Loaded ? <Loaded {...props} /> : null;
}

/** The open negotiation, in its place on the inbox page. */
export const negotiationSlot = (store: Store) => ({
  renderNegotiation: (slot: NegotiationSlot) => <Pane {...slot} store={store} />,
});

/** All chats, over the whole page (`?page=chats`). */
export function Chats(props: { store: Store; calls: InboxCalls }) {
  const Loaded = useParts()?.Chats;
  return Loaded ? <Loaded {...props} /> : null;
}

/** A resume to a vacancy (`?page=invite&resume=…`). */
export function Inviting(props: { store: Store; calls: InboxCalls; resumeId: ResumeId }) {
  const Loaded = useParts()?.Inviting;
  return Loaded ? <Loaded {...props} /> : null;
}
