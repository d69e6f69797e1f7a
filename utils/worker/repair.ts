import { browser } from 'wxt/browser';
import type { Millis } from '../domain/negotiation.ts';
import { isRecord, isText } from '../guards.ts';
import { takeBackIntoDrafts } from '../storage/drafts.ts';
import { type Losses, lossesItem, outboxItem, update } from '../storage/items.ts';
import { keptItems } from '../storage/kept.ts';
import { request } from './permissions.ts';

/**
 * At each start of the worker: replaces a broken stored item by what could be saved of it, item by item and entry by
 * entry, and records what was lost for the person to see. Caches are skipped: they are large, and contain no text
 * that a person wrote.
 */
export async function repair(now: () => Millis): Promise<void> {
  const found: Losses = {};
  const examined = keptItems.filter(({ isCache }) => !isCache);
  // Read everything at once: at each start somebody waits for the worker's first answer. Only broken items are
  // examined one by one.
  const keys = examined.map(({ item }) => item.key);
  const [local, session] = await Promise.all([
    browser.storage.local.get(keys),
    browser.storage.session.get(keys),
  ]);
  const held = { local: await outboxItem.complete(local), session };
  const broken = examined.filter(({ item }) => item.unpack(held[item.area]).lost > 0);
  // If the store is full, it stays as it is: each reader skips what is broken.
  await Promise.allSettled(
    broken.map(({ item, lock = `item:${item.key}` }) =>
      navigator.locks.request(lock, async () => {
        const { value, lost } = await item.examine();
        if (lost === 0) return;
        if (item.key === outboxItem.key) await saveTexts(now());
        await item.setValue(value);
        // That the list of losses itself was broken is of no use to a person.
        if (item.key !== lossesItem.key) found[item.key] = { at: now(), lost };
      }),
    ),
  );
  if (Object.keys(found).length > 0)
    await update(lossesItem, (losses) => ({ ...losses, ...found })).catch(() => {});
}

/** Turns the texts of writes that can no longer be read as a whole into drafts, as if the writes had been undone. */
async function saveTexts(at: Millis): Promise<void> {
  const { value, stored } = await outboxItem.examine();
  const kept = new Set<unknown>(value.map(({ id }) => id));
  const lost = stored.flatMap((entry) => {
    if (!isRecord(entry) || kept.has(entry.id) || !isText(entry.account)) return [];
    const read = request.safeParse(entry.request);
    return read.success ? { account: entry.account, request: read.data } : [];
  });
  await takeBackIntoDrafts(lost, at);
}
