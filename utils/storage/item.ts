import { browser } from 'wxt/browser';
import {
  type Guard,
  isNumber,
  isRecord,
  isText,
  type Reader,
  reading,
  type Salvaged,
  whole,
} from '../guards.ts';

/** A value in the browser's storage, with the version of its shape. */
interface Stored {
  v: number;
  value: unknown;
}

type Area = 'local' | 'session';

export interface Item<T> {
  readonly area: Area;
  readonly key: string;
  getValue(): Promise<T>;
  /**
   * @param before the stored value, if known: what did not change need not be written
   * @throws if the quota or the disk is full; the old value then stays
   */
  setValue(value: T, before?: T): Promise<void>;
  /** The value as it is stored, to be set together with others. */
  pack(value: T): Record<string, unknown>;
  /** The value from storage that was read together with other items, and how much of it was lost. */
  unpack(found: Record<string, unknown>): Salvaged<T>;
  removeValue(): Promise<void>;
  /** The value and how much of it was lost: entries or fields that were broken. */
  examine(): Promise<Salvaged<T>>;
  /** Calls back with each new value, until the returned function is called. */
  watch(changed: (value: T) => void): () => void;
}

interface ItemOptions<T> {
  /** Version of the shape; raised together with a migration. */
  version: number;
  /** By the version they lead to. Each turns the previous shape into the next one, when the value is read. */
  migrations?: Record<number, (before: unknown) => unknown>;
  /** What of a stored value is valid; invalid parts fall back one by one. */
  read: Reader<T>;
  /** For what may be large: stored as JSON text, with which Chromium returns a thousand rows nine times faster. */
  asText?: true;
}

/** What a stored value still says in the current shape. */
function salvage<T>(
  stored: unknown,
  { version, migrations = {}, read, asText }: ItemOptions<T>,
): Salvaged<T> {
  const { fallback } = read;
  if (stored === undefined || stored === null) return { value: fallback, lost: 0 };
  if (!isRecord(stored) || !isNumber(stored.v)) return { value: fallback, lost: 1 };
  if (stored.v > version) return { value: fallback, lost: 0 };
  try {
    // A value stored before it was kept as text is still an object.
    let value: unknown = asText && isText(stored.value) ? JSON.parse(stored.value) : stored.value;
    for (let next = stored.v + 1; next <= version; next++) value = migrations[next]?.(value) ?? value;
    return read(value);
  } catch {
    return { value: fallback, lost: 1 };
  }
}

function onChange(area: Area, heard: (changes: Record<string, { newValue?: unknown }>) => void): () => void {
  browser.storage[area].onChanged.addListener(heard);
  return () => browser.storage[area].onChanged.removeListener(heard);
}

/**
 * One stored value. A value is migrated when read and written back when next set, so no context has to run before
 * another. A value of a newer version than ours (after a downgrade) reads as the fallback and is kept until it is
 * set. Broken parts are left out at each reading, and are gone for good once the value is next set.
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineItem<T>(area: Area, key: string, options: ItemOptions<T>): Item<T> {
  const stored = async () => (await browser.storage[area].get(key))[key];
  const pack = (value: T) => ({
    [key]: {
      v: options.version,
      value: options.asText ? JSON.stringify(value) : value,
    } satisfies Stored,
  });
  return {
    area,
    key,
    getValue: async () => salvage(await stored(), options).value,
    examine: async () => salvage(await stored(), options),
    setValue: (value) => browser.storage[area].set(pack(value)),
    pack,
    unpack: (found) => salvage(found[key], options),
    removeValue: () => browser.storage[area].remove(key),
    watch: (changed) =>
      onChange(area, ({ [key]: change }) => {
        if (change) changed(salvage(change.newValue, options).value);
      }),
  };
}

interface ListItem<T> extends Omit<Item<T[]>, 'pack' | 'watch' | 'examine'> {
  /** Adds the entries of the list, if only the list was read together with other items. */
  complete(found: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** `stored`: all entries as they are stored, to look at what was lost. */
  examine(): Promise<Salvaged<T[]> & { stored: unknown[] }>;
  /** Calls back with what each change does to the list, until the returned function is called. */
  watch(changed: (change: (list: readonly T[]) => T[]) => void): () => void;
}

/**
 * A list whose entries have keys of their own (`key:id`) beside the list of their ids, so that changing one among
 * hundreds writes only that one. An id without an entry is skipped: an entry is removed before the list of ids is
 * written, because removing needs no room in a full store. Each entry has the version of its shape. A list that an
 * older release stored as one value can be read as well.
 * @param is whether a stored entry is valid; an invalid one is left out by itself
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineList<T extends { id: string }>(
  area: Area,
  key: string,
  { version, migrations, is }: Pick<ItemOptions<T>, 'version' | 'migrations'> & { is: Guard<T> },
): ListItem<T> {
  const prefix = `${key}:`;
  const isEntryKey = (name: string) => name.startsWith(prefix);
  const options = { version, migrations, asText: true } as const;
  const entryIn = (stored: unknown) =>
    salvage<T | null>(stored, { ...options, read: whole<T | null>(is, null) });
  const shapeIn = (stored: unknown) =>
    salvage(stored, { ...options, read: reading<unknown>(null, (value) => ({ value, lost: 0 })) }).value;

  /** Ids in their order, or entries of a list in the old form; null if it cannot be read. */
  function listIn(found: Record<string, unknown>): unknown[] | null {
    const list = found[key] ?? { v: version, value: [] };
    if (!isRecord(list) || !isNumber(list.v) || !Array.isArray(list.value)) return null;
    return list.v > version ? [] : list.value.map((one) => (isText(one) ? one : { v: list.v, value: one }));
  }
  const idsIn = (found: Record<string, unknown>) => listIn(found)?.filter(isText);

  /** Without a readable list, the entries themselves tell which there are. */
  const entryKeys = async () => Object.keys(await browser.storage[area].get(null)).filter(isEntryKey);

  async function complete(found: Record<string, unknown>): Promise<Record<string, unknown>> {
    const keys = idsIn(found)?.map((id) => prefix + id) ?? (await entryKeys());
    return keys.length === 0 ? found : { ...found, ...(await browser.storage[area].get(keys)) };
  }

  function examined(found: Record<string, unknown>): Salvaged<T[]> & { stored: unknown[] } {
    const list = listIn(found);
    const stored = (
      list ??
      Object.keys(found)
        .filter(isEntryKey)
        .map((name) => found[name])
    )
      .map((one) => (isText(one) ? found[prefix + one] : one))
      .filter((one) => one !== undefined);
    const read = stored.map(entryIn);
    return {
      value: read.flatMap(({ value }) => value ?? []),
      lost: read.reduce((sum, { lost }) => sum + lost, list ? 0 : 1),
      stored: stored.map(shapeIn),
    };
  }

  const found = async () => complete(await browser.storage[area].get(key));

  return {
    area,
    key,
    complete,
    unpack: examined,
    getValue: async () => examined(await found()).value,
    examine: async () => examined(await found()),

    async setValue(entries, before = []) {
      const stands = await browser.storage[area].get(key);
      // From a list in the old form, every entry is written, now under a key of its own.
      const known = listIn(stands)?.every(isText) ? before : [];
      const names = idsIn(stands)?.map((id) => prefix + id) ?? (await entryKeys());
      const ids = new Set<string>(entries.map(({ id }) => id));
      const gone = names.filter((name) => !ids.has(name.slice(prefix.length)));
      if (entries.length === 0) return browser.storage[area].remove([key, ...gone]);
      if (gone.length > 0) await browser.storage[area].remove(gone);
      const changed = entries.filter((entry) => !known.includes(entry));
      const values: Record<string, Stored> = {};
      for (const entry of changed) values[prefix + entry.id] = { v: version, value: JSON.stringify(entry) };
      if (gone.length > 0 || changed.some(({ id }) => !known.some((one) => one.id === id)))
        values[key] = { v: version, value: [...ids] };
      if (changed.length > 0) await browser.storage[area].set(values);
    },

    removeValue: async () => browser.storage[area].remove([key, ...(await entryKeys())]),

    watch: (changed) =>
      onChange(area, (changes) => {
        const touched = Object.keys(changes).filter(isEntryKey);
        if (touched.length === 0 && !(key in changes)) return;
        changed((list) => {
          const held = new Map<string, T>(list.map((entry) => [entry.id, entry]));
          for (const name of touched) {
            const { value } = entryIn(changes[name]?.newValue);
            if (value) held.set(value.id, value);
            else held.delete(name.slice(prefix.length));
          }
          const order = idsIn({ [key]: changes[key]?.newValue }) ?? [];
          return [...new Set([...order, ...held.keys()])].flatMap((id) => held.get(id) ?? []);
        });
      }),
  };
}
