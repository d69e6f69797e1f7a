import { openDB } from 'idb';
import { browser } from 'wxt/browser';

/**
 * Everything stored by the extension, by place: local and session storage, and every database. Empty stores are
 * omitted.
 */
export async function everythingStored(): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const area of ['local', 'session'] as const)
    for (const [key, value] of Object.entries(await browser.storage[area].get()))
      all[`${area}/${key}`] = value;
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await openDB(name);
    for (const store of db.objectStoreNames) {
      const [keys, values] = await Promise.all([db.getAllKeys(store), db.getAll(store)]);
      if (keys.length > 0) all[`${name}/${store}`] = keys.map((key, at) => [key, values[at]]);
    }
    db.close();
  }
  return all;
}
