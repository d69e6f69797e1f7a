import type { Account } from '../../utils/domain/inbox.ts';
import { NotRecruiter, SignedOut } from '../ui/card.tsx';
import { Inbox, type InboxProps } from './inbox.tsx';

export interface InboxPageProps extends InboxProps {
  account: Account;
}

/** The inbox page, from the store: who is signed in decides what can be shown truthfully. */
export function InboxPage({ account, ...inbox }: InboxPageProps) {
  if (account.state === 'signed-out') return <SignedOut account={account} />;
  if (account.kind !== 'manager') return <NotRecruiter kind={account.kind} />;
  return <Inbox {...inbox} />;
}
