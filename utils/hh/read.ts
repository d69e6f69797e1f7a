import * as z from 'zod/mini';
import { asId } from '../ids.ts';
import { type Known, known, type List, unread } from '../known.ts';

/**
 * How hh's answers are read. Schemas name only the fields that we use: new fields are dropped, removed ones are
 * undefined, unknown enum values pass. Only a bad id, or a field with an unexpected type, makes an object
 * unreadable; in a list only that item is skipped, and counted. What a view displays is read as a `fact`, which
 * distinguishes "none" from "not read".
 */

// Compiled readers need `new Function`, which extensions forbid: even the attempt is logged as a violation.
z.config({ jitless: true });

/*
 * One zod class for all leaves, and one for transforms: each further class adds to the worker's size (using
 * zod's own types throughout: 1.4 kB more).
 */
/* @__NO_SIDE_EFFECTS__ */
const being = <T>(fits: (value: unknown) => boolean) => z.custom<T>(fits);
/**
 * Transforms any value (undefined if absent), with a single zod object. zod passes a transform its own second
 * argument, which must not reach `turn`.
 */
/* @__NO_SIDE_EFFECTS__ */
export const turned = <T>(turn: (value: unknown) => T) => z.transform((value: unknown) => turn(value));

/**
 * An object. Its schema is created when first used: the worker has hundreds of them, needs few at each start,
 * and somebody waits for that start.
 */
/* @__NO_SIDE_EFFECTS__ */
export const object = <T extends z.core.$ZodShape>(shape: () => T) => z.lazy(() => z.object(shape()));

/**
 * A number or a non-empty string, as one branded string: hh sends `chat_id` as `3490` in one place and as
 * `"3490"` in another.
 */
/* @__NO_SIDE_EFFECTS__ */
export const id = <T extends ReturnType<typeof asId>>() =>
  z.pipe(
    given,
    z.transform((value) => asId<T>(value)),
  );
const given = being<string | number>((value) => Number.isFinite(value) || isWord(value));
const isWord = (value: unknown) => typeof value === 'string' && value !== '';
/** A required non-empty text. */
export const word = being<string>(isWord);
/** An unbranded id: of a stage, an action or a template. */
export const key = z.pipe(given, z.transform(String));

/** The id in an answer, if readable: a write is done either way. */
export const idIn = <T extends ReturnType<typeof asId>>(json: unknown): T | null =>
  z.object({ id: id<T>() }).safeParse(json).data?.id ?? null;

export const boolean = being<boolean>((value) => typeof value === 'boolean');
/** A number; hh sends some as strings. */
export const amount = z.pipe(
  being<string | number>(
    (value) => (isWord(value) || typeof value === 'number') && Number.isFinite(Number(value)),
  ),
  z.transform(Number),
);
/** A required date as Unix ms. */
export const moment = z.pipe(
  being<string>((value) => readDate(value) !== null),
  z.transform((value) => readDate(value) ?? 0),
);

/** May be null or absent: for hh both mean "none", and we use null. */
/* @__NO_SIDE_EFFECTS__ */
export const maybe = <T extends z.ZodMiniType>(schema: T) => z._default(z.nullable(schema), null);

export const text = maybe(being<string>((value) => typeof value === 'string'));
export const flag = maybe(boolean);
/** hh sends some numbers as strings (`unread_chats_count`); null if there is none. */
export const number = maybe(
  z.pipe(
    being<string | number>((value) => typeof value === 'number' || typeof value === 'string'),
    z.transform((value) => (value !== '' && Number.isFinite(Number(value)) ? Number(value) : null)),
  ),
);
/** Unix ms; null if absent or in an unknown form. */
export const date = turned(readDate);

/** `{ id, name }`: a stage, a state, an area … Names may contain a no-break space. */
export const named = z.object({ id: key, name: text });

/** An optional extra: with an unexpected shape it alone becomes null. */
/* @__NO_SIDE_EFFECTS__ */
export const spare = <T extends z.ZodMiniType>(schema: T) =>
  turned((value): z.output<T> | null => {
    const read = schema.safeParse(value);
    return read.success ? read.data : null;
  });
/* @__NO_SIDE_EFFECTS__ */
export const part = <T extends z.core.$ZodShape>(shape: T) => spare(maybe(z.object(shape)));

/**
 * A fact: known if the schema accepts the value, `unread` otherwise; the surrounding object stays readable
 * either way. The schema follows hh's documentation: `fact(name)` is required, `fact(z.nullable(name))` may be
 * null, `fact(text)` may be absent or null, and both then mean "none".
 */
/* @__NO_SIDE_EFFECTS__ */
export const fact = <T extends z.ZodMiniType>(schema: T) =>
  turned((value): Known<z.output<T>> => {
    const read = schema.safeParse(value);
    return read.success ? known(read.data) : unread;
  });

/** A stage or a state as a fact. Without an id it is unreadable. */
export const stage = z.object({ id: key, name: spare(word) });

const readItems = <T extends z.ZodMiniType>(item: T, all: unknown[]): List<z.output<T>> => {
  const items = all.flatMap((one) => {
    const read = item.safeParse(one);
    return read.success ? [read.data] : [];
  });
  return { items, skipped: all.length - items.length };
};

/**
 * A list that may be absent, which means empty: reads the readable items of an array; anything else counts as
 * one unreadable item.
 */
/* @__NO_SIDE_EFFECTS__ */
export const list = <T extends z.ZodMiniType>(item: T) =>
  turned((value) => readItems(item, [value ?? []].flat()));

/** A list that hh always sends: anything but an array makes the surrounding object unreadable. */
/* @__NO_SIDE_EFFECTS__ */
export const array = <T extends z.ZodMiniType>(item: T) =>
  z.pipe(
    being<unknown[]>(Array.isArray),
    z.transform((all) => readItems(item, all)),
  );

/** A list of which every item matters: one unreadable item makes the list and the surrounding object unreadable. */
/* @__NO_SIDE_EFFECTS__ */
export const every = <T extends z.ZodMiniType>(item: T) =>
  array(item).check(z.refine(({ skipped }) => skipped === 0));

const count = spare(number);

/**
 * One page of a list; unreadable without its items. A page may have fewer items than `per_page` (hidden resumes
 * are left out): another one follows exactly when `page < pages - 1`.
 */
/* @__NO_SIDE_EFFECTS__ */
export const page = <T extends z.ZodMiniType>(item: T) => object(() => pageOf(item));
/** The same, for a list with additional fields. */
export const pageOf = <T extends z.ZodMiniType>(item: T) => ({
  items: array(item),
  found: count,
  page: count,
  pages: count,
  per_page: count,
});

/** The reader of a call; `client.send` turns its exceptions into `unreadable-answer`. */
/* @__NO_SIDE_EFFECTS__ */
export const reader =
  <T extends z.ZodMiniType>(schema: T) =>
  (json: unknown): z.output<T> =>
    schema.parse(json);

/** A required text that may be empty, for a `fact`. */
export const sentence = being<string>((value) => typeof value === 'string');

/** The name in `{ id, name }` (a city, a type …), for a `fact`. */
export const nameIn = z.pipe(
  z.object({ name: word }),
  z.transform(({ name }) => name),
);

/** "Фамилия Имя Отчество" from a person's fields, for a `fact`: at least one of them is required. */
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
 * Reads every date format that hh uses: `2024-02-20T10:24:48+0300` (no colon, which `Date` may refuse),
 * `…T10:48:44.267Z`, `…T10:48:44.267000+00:00`, `2024-02-20`.
 *
 * @param ownZone the offset of a date without one, such as `+03:00`
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
