import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { files, valuesOf } from './databases.ts';
import { secrets, tokenStore } from './secrets.ts';

const done = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Creates a database and writes into it as `idb-keyval` does, which earlier releases used. */
async function writtenBefore(name: string, store: string, values: Record<string, unknown>): Promise<void> {
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => void request.result.createObjectStore(store);
  const db = await done(request);
  const tx = db.transaction(store, 'readwrite');
  for (const [key, value] of Object.entries(values)) await done(tx.objectStore(store).put(value, key));
  db.close();
}

test('reads tokens and files that an earlier release stored', async () => {
  const tokens = { access: 'a', refresh: 'r', expiresAt: 5 };
  const application = { clientId: 'mine', clientSecret: 'secret' };
  await writtenBefore('otklik', 'secrets', { tokens, application });
  await writtenBefore('otklik-files', 'files', { 'file-1': new Blob(['letter']) });
  expect(await tokenStore.get()).toEqual(tokens);
  expect(await secrets.get('application')).toEqual(application);
  expect(await files.get('file-1')).toBeDefined();
  await files.remove('file-1');
  expect(await files.get('file-1')).toBeUndefined();
});

test('keeps concurrent changes of one value', async () => {
  const values = valuesOf<{ list: number[] }>('test', 'values');
  const add = (one: number) => values.update('list', (all = []) => [...all, one]);
  await Promise.all([1, 2, 3].map(add));
  expect(await values.get('list')).toEqual([1, 2, 3]);
});

test('opens a database at the next call if it could not be opened before', async () => {
  const values = valuesOf<{ one: number }>('broken', 'values');
  const { open } = indexedDB;
  indexedDB.open = () => {
    throw new Error('disk full');
  };
  await expect(values.get('one')).rejects.toThrow('disk full');
  indexedDB.open = open;
  await values.set('one', 1);
  expect(await values.get('one')).toBe(1);
});
