import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { isNumber, isShape, isText, orNull, type Reader, whole } from './guards.ts';
import { defineItem } from './item.ts';

const readNumber: Reader<number> = whole(isNumber, 0);

test('reads the fallback, then what was set', async () => {
  const item = defineItem('local', 'count', { fallback: 3, version: 1, read: readNumber });
  expect(await item.getValue()).toBe(3);
  await item.setValue(5);
  expect(await item.getValue()).toBe(5);
  await item.removeValue();
  expect(await item.getValue()).toBe(3);
});

interface Name {
  first: string;
  last: string | null;
}
const isName = isShape<Name>({ first: isText, last: orNull(isText) });

test('a value of an older shape is migrated step by step, each time it is read', async () => {
  await fakeBrowser.storage.local.set({ name: { v: 1, value: 'Инна' } });
  const item = defineItem<Name>('local', 'name', {
    fallback: { first: '', last: null },
    version: 3,
    read: whole(isName, { first: '', last: null }),
    migrations: {
      2: (before) => ({ first: before }),
      3: (before) => ({ ...(typeof before === 'object' ? before : {}), last: null }),
    },
  });
  expect(await item.getValue()).toEqual({ first: 'Инна', last: null });
  await item.setValue(await item.getValue());
  expect((await fakeBrowser.storage.local.get('name')).name).toMatchObject({ v: 3 });
});

test('what may be large stands as text; what stood there as an object is read, and what is no JSON falls back', async () => {
  const set = (value: unknown) => fakeBrowser.storage.local.set({ large: { v: 1, value } });
  const item = defineItem('local', 'large', {
    fallback: { first: '', last: null },
    version: 1,
    read: whole(isName, { first: '', last: null }),
    asText: true,
  });
  const inna: Name = { first: 'Инна', last: null };
  await item.setValue(inna);
  expect(await fakeBrowser.storage.local.get('large')).toEqual({
    large: { v: 1, value: '{"first":"Инна","last":null}' },
  });
  expect(await item.examine()).toMatchObject({ value: inna, lost: 0 });
  await set(inna);
  expect(await item.examine()).toMatchObject({ value: inna, lost: 0 });
  for (const broken of ['{"first":', '5', '']) {
    await set(broken);
    expect(await item.examine(), broken).toMatchObject({ value: { first: '', last: null }, lost: 1 });
  }
});

test('a value of a newer version, or of no known form, is not guessed at', async () => {
  await fakeBrowser.storage.local.set({ newer: { v: 9, value: 1 }, odd: 'text' });
  expect(await defineItem('local', 'newer', { fallback: 0, version: 1, read: readNumber }).getValue()).toBe(
    0,
  );
  expect(await defineItem('local', 'odd', { fallback: 0, version: 1, read: readNumber }).getValue()).toBe(0);
});

test('a watcher hears of its own key until it stops', async () => {
  const item = defineItem('local', 'watched', { fallback: 0, version: 1, read: readNumber });
  const other = defineItem('local', 'other', { fallback: 0, version: 1, read: readNumber });
  const heard = vi.fn();
  const stop = item.watch(heard);
  await item.setValue(1);
  await other.setValue(2);
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1));
  expect(heard).toHaveBeenCalledWith(1);
  stop();
  await item.setValue(3);
  expect(heard).toHaveBeenCalledTimes(1);
});
