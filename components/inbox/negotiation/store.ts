import type { Account, Settings } from '../../../utils/domain/inbox.ts';
import type { Row } from '../../../utils/domain/negotiation.ts';
import type { Snippet } from '../../../utils/domain/snippets.ts';
import type { Draft, Entry } from '../../../utils/domain/write-request.ts';

/** What the open negotiation and the chats paint from. */
export interface PaneStore {
  now: number;
  account: Account;
  settings: Settings;
  /** Of the account that is signed in. */
  entries: Entry[];
  drafts: Record<string, Draft>;
  snippets: Snippet[];
  /** Rows that were loaded anyhow, to find the same person in. */
  rows: readonly Row[];
}
