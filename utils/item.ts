import { browser } from 'wxt/browser';

/** What stands in the browser's storage: the value and the version of its shape. */
interface Stored {
  v: number;
  value: unknown;
}

export interface Item<T> {
  readonly key: string;
  getValue(): Promise<T>;
  /**
   * @param before what stands there now, where that is known: what did not change need not be written
   * @throws when the quota or the disk is full; the old value stands then
   */
  setValue(value: T, before?: T): Promise<void>;
  /** The value as it stands in the storage, to be set together with others. */
  pack(value: T): Record<string, unknown>;
  removeValue(): Promise<void>;
  /** Calls back with each new value, until the returned function is called. */
  watch(changed: (value: T) => void): () => void;
}

export interface ItemOptions<T> {
  fallback: T;
  /** Of the shape; raised together with a migration. */
  version: number;
  /** By the version they lead to; each turns the shape before into the next, and is run at reading. */
  migrations?: Record<number, (before: unknown) => unknown>;
}

/**
 * One stored value. A value is migrated as it is read and written back as it is next set, so no context has to
 * run before another; one of a newer version than ours (after a downgrade) reads as the fallback and is kept
 * until it is set. WXT's storage does the same for 3.3 kB, a ninth of the worker's budget.
 */
export function defineItem<T>(
  area: 'local' | 'session',
  key: string,
  { fallback, version, migrations = {} }: ItemOptions<T>,
): Item<T> {
  const read = (stored: Partial<Stored> | undefined): T => {
    if (typeof stored?.v !== 'number' || stored.v > version) return fallback;
    let { value } = stored;
    for (let next = stored.v + 1; next <= version; next++) value = migrations[next]?.(value) ?? value;
    return value as T;
  };
  const pack = (value: T) => ({ [key]: { v: version, value } satisfies Stored });
  return {
    key,
    getValue: async () => read((await browser.storage[area].get(key))[key] as Stored | undefined),
    setValue: (value) => browser.storage[area].set(pack(value)),
    pack,
    removeValue: () => browser.storage[area].remove(key),
    watch(changed) {
      const listen = (changes: Record<string, { newValue?: unknown }>) => {
        const change = changes[key];
        if (change) changed(read(change.newValue as Stored | undefined));
      };
      browser.storage[area].onChanged.addListener(listen);
      return () => browser.storage[area].onChanged.removeListener(listen);
    },
  };
}
