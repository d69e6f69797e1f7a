import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type Guarded, isNumber, isShape, isText, type Reader, textOrNull, whole } from '../guards.ts';
import { defineItem, defineList } from './item.ts';

const readNumber: Reader<number> = whole(isNumber, 0);

test('reads the fallback, then what was set', async () => {
  const item = defineItem('local', 'count', { version: 1, read: whole(isNumber, 3) });
  expect(await item.getValue()).toBe(3);
  await item.setValue(5);
  expect(await item.getValue()).toBe(5);
  await item.removeValue();
  expect(await item.getValue()).toBe(3);
});

const isName = isShape({ first: isText, last: textOrNull });
type Name = Guarded<typeof isName>;

test('migrates a value of an older shape step by step at each reading', async () => {
  await fakeBrowser.storage.local.set({ name: { v: 1, value: 'Инна' } });
  const item = defineItem<Name>('local', 'name', {
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

test('stores large values as text, still reads objects from before, and falls back for invalid JSON', async () => {
  const set = (value: unknown) => fakeBrowser.storage.local.set({ large: { v: 1, value } });
  const item = defineItem('local', 'large', {
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

test('does not guess at a value of a newer version or an unknown form', async () => {
  await fakeBrowser.storage.local.set({ newer: { v: 9, value: 1 }, odd: 'text' });
  expect(await defineItem('local', 'newer', { version: 1, read: readNumber }).getValue()).toBe(0);
  expect(await defineItem('local', 'odd', { version: 1, read: readNumber }).getValue()).toBe(0);
});

test('notifies a watcher of its own key until it stops', async () => {
  const item = defineItem('local', 'watched', { version: 1, read: readNumber });
  const other = defineItem('local', 'other', { version: 1, read: readNumber });
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

describe('a list stored entry by entry', () => {
  const isEntry = isShape({ id: isText, name: isText });
  type Entry = Guarded<typeof isEntry>;
  const list = defineList('local', 'list', { version: 2, is: isEntry });
  const entry = (id: string, name = id): Entry => ({ id, name });
  const all = () => fakeBrowser.storage.local.get(null);
  const change = async (turn: (entries: Entry[]) => Entry[]) => {
    const before = await list.getValue();
    await list.setValue(turn(before), before);
  };

  test('writes only the changed one of hundreds', async () => {
    const many = Array.from({ length: 300 }, (_, index) => entry(String(index), 'x'.repeat(1000)));
    await list.setValue(many);
    const set = vi.spyOn(fakeBrowser.storage.local, 'set');
    await change((entries) => entries.map((one) => (one.id === '7' ? entry('7', 'y') : one)));
    expect(set.mock.calls).toEqual([[{ 'list:7': { v: 2, value: '{"id":"7","name":"y"}' } }]]);
    expect((await list.getValue()).map(({ name }) => name.length).slice(6, 9)).toEqual([1000, 1, 1000]);
  });

  test('keeps its order, and needs no room to become shorter', async () => {
    await list.setValue(['c', 'a', 'b'].map((id) => entry(id)));
    const set = vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('full'));
    await change((entries) => entries.filter(({ id }) => id !== 'a'));
    expect(await list.getValue()).toEqual([entry('c'), entry('b')]);
    set.mockRestore();
    await change((entries) => [...entries, entry('a')]);
    expect((await list.getValue()).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
    await change(() => []);
    expect(await all()).toEqual({});
  });

  test('removes an entry once, not again at each later change', async () => {
    await list.setValue([entry('a'), entry('b')]);
    await change((entries) => entries.slice(1));
    await change(() => [entry('b', 'Б')]);
    const remove = vi.spyOn(fakeBrowser.storage.local, 'remove');
    await change(() => [entry('b', 'В')]);
    expect(remove).not.toHaveBeenCalled();
    expect(await list.getValue()).toEqual([entry('b', 'В')]);
  });

  test('that was stored as one value is read, and rewritten completely at the first change', async () => {
    const list = defineList<Entry>('local', 'list', {
      version: 2,
      migrations: { 2: (before) => ({ id: Object(before).id, name: Object(before).title }) },
      is: isEntry,
    });
    const old = [
      { id: 'a', title: 'А' },
      { id: 'b', title: 'Б' },
    ];
    await fakeBrowser.storage.local.set({ list: { v: 1, value: old } });
    expect(await list.examine()).toMatchObject({ value: [entry('a', 'А'), entry('b', 'Б')], lost: 0 });
    const before = await list.getValue();
    await list.setValue([entry('a', 'Я'), ...before.slice(1)], before);
    expect(await list.getValue()).toEqual([entry('a', 'Я'), entry('b', 'Б')]);
    expect(Object.keys(await all()).sort()).toEqual(['list', 'list:a', 'list:b']);
  });

  test('with unreadable ids is found by its entries, and loses broken ones', async () => {
    await list.setValue([entry('a'), entry('b')]);
    await fakeBrowser.storage.local.set({ list: 'broken', 'list:b': { v: 2, value: '{' }, 'list:c': 5 });
    const read = await list.examine();
    expect(read).toMatchObject({ value: [entry('a')], lost: 3 });
    await list.setValue(read.value);
    expect(Object.keys(await all()).sort()).toEqual(['list', 'list:a']);
    await list.removeValue();
    expect(await all()).toEqual({});
  });

  test('notifies a watcher of each change, and of no other item', async () => {
    await list.setValue([entry('a'), entry('b')]);
    let held = await list.getValue();
    const [a] = held;
    const stop = list.watch((turn) => {
      held = turn(held);
    });
    await change((entries) => [...entries, entry('0')]);
    await change((entries) => entries.map((one) => (one.id === 'b' ? entry('b', 'Б') : one)));
    await fakeBrowser.storage.local.set({ listed: { v: 1, value: 1 } });
    await vi.waitFor(() => expect(held).toEqual([entry('a'), entry('b', 'Б'), entry('0')]));
    // An unchanged entry stays the same object, so that a view need not draw it again.
    expect(held[0]).toBe(a);
    await change((entries) => entries.slice(1));
    await vi.waitFor(() => expect(held).toEqual([entry('b', 'Б'), entry('0')]));
    await list.removeValue();
    await vi.waitFor(() => expect(held).toEqual([]));
    stop();
  });
});
