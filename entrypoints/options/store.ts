import { browser } from 'wxt/browser';
import type { OptionsStore } from '../../components/options/fields.tsx';
import { diagnostics } from '../../utils/domain/diagnostics.ts';
import { t } from '../../utils/i18n.ts';
import { hhPages } from '../../utils/messaging/client.ts';
import { mayNotify } from '../../utils/messaging/notifications.ts';
import { applicantDb } from '../../utils/storage/applicant-db.ts';
import {
  accountItem,
  applicantItem,
  countsItem,
  draftsItem,
  inboxItem,
  listedItem,
  outboxItem,
  ownNotesItem,
  settingsItem,
} from '../../utils/storage/items.ts';
import { keptByTime } from '../../utils/storage/kept.ts';
import { readPolicy } from '../../utils/storage/policy.ts';

/** Hands over the store now and after every change. It always reads all of it, since changes are rare here. */
export async function openStore(changed: (store: OptionsStore) => void): Promise<void> {
  const read = async () => changed(await readStore());
  for (const item of [
    accountItem,
    applicantItem,
    settingsItem,
    countsItem,
    listedItem,
    outboxItem,
    draftsItem,
  ])
    item.watch(read);
  // A person can grant and revoke permissions in the browser's own settings, too.
  browser.permissions.onAdded.addListener(read);
  browser.permissions.onRemoved.addListener(read);
  await read();
}

async function readStore(): Promise<OptionsStore> {
  const [
    account,
    applicant,
    settings,
    policy,
    inbox,
    outbox,
    drafts,
    held,
    notes,
    mayFetch,
    notifies,
    bytes,
    granted,
  ] = await Promise.all([
    accountItem.getValue(),
    applicantItem.getValue(),
    settingsItem.getValue(),
    readPolicy(),
    inboxItem.getValue(),
    outboxItem.getValue(),
    draftsItem.getValue(),
    applicantDb.size(),
    ownNotesItem.getValue(),
    browser.permissions.contains(hhPages()),
    mayNotify(),
    bytesInUse(),
    browser.permissions.getAll(),
  ]);
  const sizes = {
    vacancies: inbox.vacancies.length,
    rows: inbox.rows.length,
    chats: inbox.chats.length,
    outbox: outbox.length,
    drafts: Object.values(drafts).reduce((sum, mine) => sum + Object.keys(mine).length, 0),
    ...held,
    notes: Object.values(notes).reduce((sum, mine) => sum + Object.keys(mine).length, 0),
  };
  const report = diagnostics({
    version: browser.runtime.getManifest().version,
    userAgent: navigator.userAgent,
    locale: t('locale'),
    now: Date.now(),
    account,
    counts: inbox,
    applicant,
    settings,
    policy,
    outbox,
    sizes,
    bytes,
    permissions: granted.permissions ?? [],
    origins: granted.origins?.length ?? 0,
  });
  const stored = { ...sizes, kept: keptByTime(), bytes };
  const { vacancies } = inbox;
  return { account, applicant, mayFetch, mayNotify: notifies, settings, policy, vacancies, stored, report };
}

/** Bytes used in local storage; null in older versions of Firefox, which cannot tell. */
async function bytesInUse(): Promise<number | null> {
  const { local } = browser.storage;
  return 'getBytesInUse' in local ? local.getBytesInUse(null).catch(() => null) : null;
}
