import { browser } from 'wxt/browser';
import type { Stored } from '../../components/options/stored.tsx';
import type { Account, Inbox, Settings } from '../../utils/inbox/inbox.ts';
import {
  accountItem,
  countsItem,
  draftsItem,
  inboxItem,
  listedItem,
  outboxItem,
  settingsItem,
} from '../../utils/storage.ts';

export interface Store {
  account: Account;
  settings: Settings;
  inbox: Inbox;
  stored: Stored;
}

/** Hands over the store as it is, and again after every change; all of it, since changes here are rare. */
export async function openStore(changed: (store: Store) => void): Promise<void> {
  const read = async () => changed(await readStore());
  for (const item of [accountItem, settingsItem, countsItem, listedItem, outboxItem, draftsItem])
    item.watch(read);
  await read();
}

async function readStore(): Promise<Store> {
  const [account, settings, inbox, outbox, drafts, bytes] = await Promise.all([
    accountItem.getValue(),
    settingsItem.getValue(),
    inboxItem.getValue(),
    outboxItem.getValue(),
    draftsItem.getValue(),
    bytesInUse(),
  ]);
  const stored = {
    vacancies: inbox.vacancies.length,
    rows: inbox.rows.length,
    chats: inbox.chats.length,
    outbox: outbox.length,
    drafts: Object.keys(drafts).length,
    bytes,
  };
  return { account, settings, inbox, stored };
}

/** Older Firefox cannot tell. */
async function bytesInUse(): Promise<number | null> {
  const { local } = browser.storage;
  return 'getBytesInUse' in local ? local.getBytesInUse(null).catch(() => null) : null;
}
