import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { ChatId } from '../ids.ts';
import { known, unread } from '../known.ts';
import {
  array,
  date,
  fact,
  flag,
  id,
  list,
  named,
  number,
  page,
  part,
  readDate,
  reader,
  text,
  word,
} from './read.ts';

const thing = z.object({
  id: id<ChatId>(),
  name: text,
  on: flag,
  at: date,
  count: number,
  area: part(named.shape),
});
const read = reader(z.object({ things: list(thing) }));

describe('list', () => {
  it('skips unreadable items, and counts them', () => {
    const { things } = read({
      things: [{ id: 1 }, { name: 'no id' }, null, 'x', { id: '2', on: 'yes' }, { id: '3' }],
    });
    expect(things.items.map((one) => one.id)).toEqual(['1', '3']);
    expect(things.skipped).toBe(4);
  });

  it.each([undefined, null, []])('is empty for %j', (things) => {
    expect(read({ things }).things).toEqual({ items: [], skipped: 0 });
  });

  it.each(['word', 7, true, { id: {} }])('is one unreadable item for %j', (things) => {
    expect(read({ things }).things).toEqual({ items: [], skipped: 1 });
  });

  it('is a new object each time', () => {
    expect(read({}).things).not.toBe(read({}).things);
  });
});

describe('array', () => {
  const strict = reader(z.object({ things: array(thing) }));
  it('reads an array like a list', () => {
    expect(strict({ things: [{ id: 1 }, null] }).things).toMatchObject({ items: [{ id: '1' }], skipped: 1 });
    expect(strict({ things: [] }).things).toEqual({ items: [], skipped: 0 });
  });

  it.each([undefined, null, {}, 'word', 7])('refuses %j', (things) => {
    expect(() => strict({ things })).toThrow();
    expect(() => strict({})).toThrow();
  });
});

describe('a fact', () => {
  const read = reader(
    z.object({ name: fact(word), maybe: fact(z.nullable(word)), spare: fact(text), all: fact(array(thing)) }),
  );

  it('distinguishes "none" from "not read" as hh documents', () => {
    expect(read({ name: 'x', maybe: null, all: [] })).toEqual({
      name: known('x'),
      maybe: known(null),
      spare: known(null),
      all: known({ items: [], skipped: 0 }),
    });
    expect(read({ name: null, spare: null, all: null })).toEqual({
      name: unread,
      maybe: unread,
      spare: known(null),
      all: unread,
    });
  });

  it('with an unexpected type is unread, and the surrounding object is readable', () => {
    expect(read({ name: 7, maybe: [], spare: {}, all: 'x' })).toEqual({
      name: unread,
      maybe: unread,
      spare: unread,
      all: unread,
    });
  });
});

describe('a field', () => {
  const one = (fields: object) => read({ things: [{ id: 1, ...fields }] }).things.items[0];

  it('with an id is a string, whether hh sends a number or a string', () => {
    expect(one({ id: 3490 })?.id).toBe('3490');
    expect(one({ id: '3490' })?.id).toBe('3490');
    for (const id of ['', null, undefined, {}, true, Number.NaN]) expect(one({ id })).toBeUndefined();
  });

  it('may be absent or null', () => {
    const none = { name: null, on: null, at: null, count: null, area: null };
    expect(one({})).toEqual({ id: '1', ...none });
    expect(one(none)).toEqual({ id: '1', ...none });
  });

  it('with a number may be sent as a string', () => {
    expect(one({ count: '3' })?.count).toBe(3);
    expect(one({ count: 0 })?.count).toBe(0);
    for (const count of ['', 'many', 'NaN']) expect(one({ count })?.count).toBeNull();
    expect(one({ count: {} })).toBeUndefined();
  });

  it('with a date is Unix ms, or null in an unknown form', () => {
    expect(one({ at: '2024-02-20T10:24:48+0300' })?.at).toBe(1_708_413_888_000);
    expect(one({ at: '2024-02-20T10:24:48' })?.at).toBe(1_708_424_688_000);
    expect(one({ at: '2024-02-20' })?.at).toBe(1_708_387_200_000);
    expect(one({ at: 'yesterday' })?.at).toBeNull();
    expect(one({ at: { year: 2024 } })?.at).toBeNull();
  });

  it('that is optional becomes null if it has another shape', () => {
    expect(one({ area: { id: 1, name: 'Москва', url: 'x' } })?.area).toEqual({ id: '1', name: 'Москва' });
    expect(one({ area: 'Москва' })).toMatchObject({ id: '1', area: null });
  });

  it('that is not in the schema is dropped, whatever its name', () => {
    const json: unknown = JSON.parse('{"things":[{"id":1,"__proto__":{"on":true},"constructor":1}]}');
    const [item] = read(json).things.items;
    expect(Object.keys(item ?? {})).toEqual(['id', 'name', 'on', 'at', 'count', 'area']);
    expect(item?.on).toBeNull();
  });
});

describe('page', () => {
  it('needs no numbers', () => {
    const answer = reader(page(thing))({ items: [{ id: 1 }], found: {}, pages: '3' });
    expect(answer).toMatchObject({ found: null, pages: 3, items: { skipped: 0 } });
  });
});

describe('readDate', () => {
  it.each([
    ['2024-02-20T10:24:48+0300', '2024-02-20T07:24:48.000Z'],
    ['2024-02-20T10:24:48+03:00', '2024-02-20T07:24:48.000Z'],
    ['2024-02-20T10:24:48-0530', '2024-02-20T15:54:48.000Z'],
    ['2024-02-08T10:48:44.267Z', '2024-02-08T10:48:44.267Z'],
    ['2024-02-08T10:48:44.267000+00:00', '2024-02-08T10:48:44.267Z'],
    ['2024-02-08T10:48:44.2Z', '2024-02-08T10:48:44.200Z'],
    ['2024-02-08T10:48:44', '2024-02-08T10:48:44.000Z'],
    ['2024-02-08 10:48', '2024-02-08T10:48:00.000Z'],
    ['2024-02-08', '2024-02-08T00:00:00.000Z'],
  ])('reads %s', (text, iso) => {
    expect(readDate(text)).toBe(Date.parse(iso));
  });

  it.each([null, undefined, '', 'вчера', 1708413888, '2024-13-40', '2024-02-20T99:99:99Z', {}])(
    'finds no date in %j',
    (value) => {
      expect(readDate(value)).toBeNull();
    },
  );
});
