import { browser } from 'wxt/browser';
import { isNumber, isRecord, isText, type Reader, type Salvaged } from './guards.ts';

/** What stands in the browser's storage: the value and the version of its shape. */
interface Stored {
  v: number;
  value: unknown;
}

export interface Item<T> {
  readonly area: 'local' | 'session';
  readonly key: string;
  getValue(): Promise<T>;
  /**
   * @param before what stands there now, where that is known: what did not change need not be written
   * @throws when the quota or the disk is full; the old value stands then
   */
  setValue(value: T, before?: T): Promise<void>;
  /** The value as it stands in the storage, to be set together with others. */
  pack(value: T): Record<string, unknown>;
  /** The value out of what the storage holds, read together with others; with what was lost of it. */
  unpack(found: Record<string, unknown>): Salvaged<T>;
  removeValue(): Promise<void>;
  /** The value with what was lost of it: entries or fields that were broken; with the stored one, to look at what they were. */
  examine(): Promise<Salvaged<T> & { stored: unknown }>;
  /** Calls back with each new value, until the returned function is called. */
  watch(changed: (value: T) => void): () => void;
}

interface ItemOptions<T> {
  fallback: T;
  /** Of the shape; raised together with a migration. */
  version: number;
  /** By the version they lead to; each turns the shape before into the next, and is run at reading. */
  migrations?: Record<number, (before: unknown) => unknown>;
  /** What of a stored value can be believed; what cannot falls back alone. */
  read: Reader<T>;
  /** For what may be large: stored as JSON text. Chromium hands out a thousand rows nine times faster so. */
  asText?: true;
}

/**
 * One stored value. A value is migrated as it is read and written back as it is next set, so no context has to
 * run before another; one of a newer version than ours (after a downgrade) reads as the fallback and is kept
 * until it is set. What is broken is left out at each reading, and gone for good as
 * the value is next set.
 */
export function defineItem<T>(
  area: 'local' | 'session',
  key: string,
  { fallback, version, migrations = {}, read, asText }: ItemOptions<T>,
): Item<T> {
  const salvage = (stored: unknown): Salvaged<T> => {
    if (stored === undefined || stored === null) return { value: fallback, lost: 0 };
    if (!isRecord(stored) || !isNumber(stored.v)) return { value: fallback, lost: 1 };
    if (stored.v > version) return { value: fallback, lost: 0 };
    try {
      // What was stored before it was kept as text is an object still.
      let value: unknown = asText && isText(stored.value) ? JSON.parse(stored.value) : stored.value;
      for (let next = stored.v + 1; next <= version; next++) value = migrations[next]?.(value) ?? value;
      return read(value);
    } catch {
      return { value: fallback, lost: 1 };
    }
  };
  const stored = async () => (await browser.storage[area].get(key))[key];
  const pack = (value: T) => ({
    [key]: { v: version, value: asText ? JSON.stringify(value) : value } satisfies Stored,
  });
  return {
    area,
    key,
    getValue: async () => salvage(await stored()).value,
    async examine() {
      const found = await stored();
      return { ...salvage(found), stored: isRecord(found) ? found.value : found };
    },
    setValue: (value) => browser.storage[area].set(pack(value)),
    pack,
    unpack: (found) => salvage(found[key]),
    removeValue: () => browser.storage[area].remove(key),
    watch(changed) {
      const listen = (changes: Record<string, { newValue?: unknown }>) => {
        const change = changes[key];
        if (change) changed(salvage(change.newValue).value);
      };
      browser.storage[area].onChanged.addListener(listen);
      return () => browser.storage[area].onChanged.removeListener(listen);
    },
  };
}
