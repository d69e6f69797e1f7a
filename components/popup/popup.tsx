import type { Account } from '../../utils/inbox/inbox.ts';
import { NotRecruiter, SignedOut } from './cards.tsx';
import { InboxView, type InboxViewProps } from './inbox-view.tsx';

export interface PopupProps extends InboxViewProps {
  account: Account;
}

/** The popup, from the store: who is signed in decides what can be shown truthfully. */
export function Popup({ account, ...inbox }: PopupProps) {
  if (account.state === 'signed-out') return <SignedOut account={account} calls={inbox.calls} />;
  if (account.kind !== 'manager') return <NotRecruiter kind={account.kind} calls={inbox.calls} />;
  return <InboxView {...inbox} />;
}
