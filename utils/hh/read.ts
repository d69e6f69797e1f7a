import * as z from 'zod/mini';
import { asId } from '../ids.ts';
import { type Known, known, type List, unread } from '../known.ts';

/**
 * How hh's answers are read. Of every object only what we use is named: fields that come are dropped, fields
 * that go are undefined, unknown words of an enum pass. Only an id, or a field of another type than ever
 * before, makes a thing unreadable; in a list just that one thing is skipped, and counted. What a view says is read
 * as a `fact`, which tells "none" from "not read".
 */

// Compiling readers needs `new Function`, which extensions forbid: even the attempt is logged as a violation.
z.config({ jitless: true });

/*
 * One class of zod for all leaves, and one that turns a value into another: each further class is paid for in
 * the worker's size (all that follows in zod's own words: 1.4 kB more).
 */
/* @__NO_SIDE_EFFECTS__ */
const being = <T>(fits: (value: unknown) => boolean) => z.custom<T>(fits);
/**
 * Whatever came (undefined when nothing did), as something else: one object of zod. zod hands a transform its own
 * second argument, which is no argument of `turn`.
 */
/* @__NO_SIDE_EFFECTS__ */
export const turned = <T>(turn: (value: unknown) => T) => z.transform((value: unknown) => turn(value));

/**
 * An object. Its schema is made as it is first read with: the worker knows hundreds, and somebody waits for each of
 * its starts, in which it needs few.
 */
/* @__NO_SIDE_EFFECTS__ */
export const object = <T extends z.core.$ZodShape>(shape: () => T) => z.lazy(() => z.object(shape()));

/** A number or a non-empty string, as one branded string: `chat_id` is `3490` here and `"3490"` there. */
/* @__NO_SIDE_EFFECTS__ */
export const id = <T extends ReturnType<typeof asId>>() =>
  z.pipe(
    given,
    z.transform((value) => asId<T>(value)),
  );
const given = being<string | number>((value) => Number.isFinite(value) || isWord(value));
const isWord = (value: unknown) => typeof value === 'string' && value !== '';
/** A text that must be there. */
export const word = being<string>(isWord);
/** An id that has no brand: of a stage, an action, a template. */
export const key = z.pipe(given, z.transform(String));

/** The id that an answer names, if it does: a write is done whether or not that can be read. */
export const idIn = <T extends ReturnType<typeof asId>>(json: unknown): T | null =>
  z.object({ id: id<T>() }).safeParse(json).data?.id ?? null;

export const boolean = being<boolean>((value) => typeof value === 'boolean');
/** A number; hh writes some as strings. */
export const amount = z.pipe(
  being<string | number>(
    (value) => (isWord(value) || typeof value === 'number') && Number.isFinite(Number(value)),
  ),
  z.transform(Number),
);
/** Unix ms of a date that must be there. */
export const moment = z.pipe(
  being<string>((value) => readDate(value) !== null),
  z.transform((value) => readDate(value) ?? 0),
);

/** What may be null or absent: hh means "none" by both, and we say null. */
/* @__NO_SIDE_EFFECTS__ */
export const maybe = <T extends z.ZodMiniType>(schema: T) => z._default(z.nullable(schema), null);

export const text = maybe(being<string>((value) => typeof value === 'string'));
export const flag = maybe(boolean);
/** hh writes some numbers as strings (`unread_chats_count`); null when there is none. */
export const number = maybe(
  z.pipe(
    being<string | number>((value) => typeof value === 'number' || typeof value === 'string'),
    z.transform((value) => (value !== '' && Number.isFinite(Number(value)) ? Number(value) : null)),
  ),
);
/** Unix ms; null when absent or in a form that hh has not used so far. */
export const date = turned(readDate);

/** `{ id, name }`: a stage, a state, an area … Names may hold a no-break space. */
export const named = z.object({ id: key, name: text });

/** A decoration: of another shape than ever before, it alone is left out. */
/* @__NO_SIDE_EFFECTS__ */
export const spare = <T extends z.ZodMiniType>(schema: T) =>
  turned((value): z.output<T> | null => {
    const read = schema.safeParse(value);
    return read.success ? read.data : null;
  });
/* @__NO_SIDE_EFFECTS__ */
export const part = <T extends z.core.$ZodShape>(shape: T) => spare(maybe(z.object(shape)));

/**
 * A fact: known when the schema reads it, `unread` otherwise; the thing around it stays readable either way. The
 * schema says what hh documents: `fact(name)` must be there, `fact(z.nullable(name))` may be null,
 * `fact(text)` may be absent or null, and both then mean "none".
 */
/* @__NO_SIDE_EFFECTS__ */
export const fact = <T extends z.ZodMiniType>(schema: T) =>
  turned((value): Known<z.output<T>> => {
    const read = schema.safeParse(value);
    return read.success ? known(read.data) : unread;
  });

/** A stage or a state as a fact: hh gives both. Without an id nothing can be said of it. */
export const stage = z.object({ id: key, name: spare(word) });

const readItems = <T extends z.ZodMiniType>(item: T, all: unknown[]): List<z.output<T>> => {
  const items = all.flatMap((one) => {
    const read = item.safeParse(one);
    return read.success ? [read.data] : [];
  });
  return { items, skipped: all.length - items.length };
};

/**
 * A list that may be absent, which means that it is empty: reads what can be read of an array; anything else is
 * one item that could not be read.
 */
/* @__NO_SIDE_EFFECTS__ */
export const list = <T extends z.ZodMiniType>(item: T) =>
  turned((value) => readItems(item, [value ?? []].flat()));

/** A list that hh always gives: anything but an array is no empty one, and makes the thing around it unreadable. */
/* @__NO_SIDE_EFFECTS__ */
export const array = <T extends z.ZodMiniType>(item: T) =>
  z.pipe(
    being<unknown[]>(Array.isArray),
    z.transform((all) => readItems(item, all)),
  );

/** A list of which each item counts: one that cannot be read makes all of it, and the thing around it, unreadable. */
/* @__NO_SIDE_EFFECTS__ */
export const every = <T extends z.ZodMiniType>(item: T) =>
  array(item).check(z.refine(({ skipped }) => skipped === 0));

const count = spare(number);

/**
 * One page of a list; without its items it is unreadable. A page may hold fewer items than `per_page` (hidden resumes are left out): there is
 * another one exactly when `page < pages - 1`.
 */
/* @__NO_SIDE_EFFECTS__ */
export const page = <T extends z.ZodMiniType>(item: T) => object(() => pageOf(item));
/** The same, for a list that comes with something else. */
export const pageOf = <T extends z.ZodMiniType>(item: T) => ({
  items: array(item),
  found: count,
  page: count,
  pages: count,
  per_page: count,
});

/** The reader of a call: throws what `client.send` turns into `unreadable-answer`. */
/* @__NO_SIDE_EFFECTS__ */
export const reader =
  <T extends z.ZodMiniType>(schema: T) =>
  (json: unknown): z.output<T> =>
    schema.parse(json);

/** A text that must be there and may be empty, for a `fact`. */
export const sentence = being<string>((value) => typeof value === 'string');

/** The name of `{ id, name }` (a city, a type …), for a `fact`. */
export const nameIn = z.pipe(
  z.object({ name: word }),
  z.transform(({ name }) => name),
);

/** "Фамилия Имя Отчество" out of a person's fields, for a `fact`: at least one of them must be there. */
export const fullName = z.pipe(
  z.pipe(
    z.object({ last_name: text, first_name: text, middle_name: text }),
    z.transform(({ last_name, first_name, middle_name }) =>
      [last_name, first_name, middle_name].filter(Boolean).join(' '),
    ),
  ),
  word,
);

const shape = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?$/;

/**
 * Reads every form of date that hh writes: `2024-02-20T10:24:48+0300` (no colon, which `Date` may refuse),
 * `…T10:48:44.267Z`, `…T10:48:44.267000+00:00`, `2024-02-20`.
 *
 * @param ownZone of what comes without an offset, as `+03:00`
 * @returns Unix ms, or null for anything else.
 */
export function readDate(value: unknown, ownZone = 'Z'): number | null {
  const found = typeof value === 'string' && shape.exec(value.trim());
  if (!found) return null;
  const [, day, time = '00:00:00', fraction = '', zone = ownZone] = found;
  const offset = zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const ms = Date.parse(`${day}T${time}${time.length === 5 ? ':00' : ''}${fraction.slice(0, 4)}${offset}`);
  return Number.isNaN(ms) ? null : ms;
}
