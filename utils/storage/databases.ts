import { type DBSchema, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb';

/* The extension's IndexedDB, which no content script can open in either browser. */

/**
 * A database that is opened when first needed, and reopened after it was closed.
 * @param ready runs once on each opened database before anybody gets it
 * @returns a function that throws the browser's error if its disk is full or its profile is broken; the next call
 * tries again
 */
export function databaseOf<S extends DBSchema | unknown = unknown>(
  name: string,
  version: number,
  upgrade: NonNullable<OpenDBCallbacks<S>['upgrade']>,
  ready?: (db: IDBPDatabase<S>) => Promise<void>,
): () => Promise<IDBPDatabase<S>> {
  let opened: Promise<IDBPDatabase<S>> | null = null;
  const forget = () => {
    opened = null;
  };
  const open = async () => {
    const db = await openDB<S>(name, version, {
      upgrade,
      // A newer release is opening the database, so our connection must close.
      blocking: () => {
        db.close();
        forget();
      },
      terminated: forget,
    });
    await ready?.(db);
    return db;
  };
  return () => {
    opened ??= open().catch((error: unknown) => {
      forget();
      throw error;
    });
    return opened;
  };
}

/** A store whose index `at` orders its rows by time. */
interface RowsByTime<Key> {
  count(range?: IDBKeyRange): Promise<number>;
  index(name: 'at'): { getAllKeys(range?: IDBKeyRange, most?: number): Promise<Key[]> };
  delete(key: Key): Promise<void>;
}

/**
 * Removes the oldest rows beyond a limit.
 * @param range of the rows that the limit is about; all, if left out
 * @returns how many were removed
 */
export async function removeOldest<Key>(
  rows: RowsByTime<Key>,
  atMost: number,
  range?: IDBKeyRange,
): Promise<number> {
  const surplus = (await rows.count(range)) - atMost;
  if (surplus <= 0) return 0;
  for (const key of await rows.index('at').getAllKeys(range, surplus)) await rows.delete(key);
  return surplus;
}

/** The only store of a database, as values by key. `Shape` gives the type of each key's value. */
export function valuesOf<Shape extends object>(name: string, store: string) {
  const open = databaseOf(name, 1, (created) => void created.createObjectStore(store));
  type Key = keyof Shape & string;

  return {
    get: async <K extends Key>(key: K): Promise<Shape[K] | undefined> => (await open()).get(store, key),
    set: async <K extends Key>(key: K, value: Shape[K]): Promise<void> =>
      void (await (await open()).put(store, value, key)),
    remove: async (key: Key): Promise<void> => (await open()).delete(store, key),
    clear: async (): Promise<void> => (await open()).clear(store),
    /** Changes one value without losing concurrent changes; undefined removes it. */
    async update<K extends Key>(
      key: K,
      change: (value: Shape[K] | undefined) => Shape[K] | undefined,
    ): Promise<void> {
      const tx = (await open()).transaction(store, 'readwrite');
      const before: Shape[K] | undefined = await tx.store.get(key);
      const after = change(before);
      await Promise.all([after === undefined ? tx.store.delete(key) : tx.store.put(after, key), tx.done]);
    },
  };
}

/**
 * Files on their way into a chat, from being chosen until they are sent, undone or dismissed: a page stores them here
 * and the worker reads them, because the browser's messages cannot carry files.
 */
export const files = valuesOf<Record<string, Blob>>('otklik-files', 'files');
