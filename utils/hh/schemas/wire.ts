import * as z from 'zod/mini';
import { asId } from '../../ids.ts';
import { readDate } from '../dates.ts';

/**
 * How hh's answers are read. Of every object only what we use is named: fields that come are dropped, fields
 * that go are undefined, unknown words of an enum pass. Only an id, or a field of another type than ever
 * before, makes a thing unreadable; in a list just that one thing is set aside, and counted.
 */

// Compiling readers needs `new Function`, which extensions forbid: even the attempt is logged as a violation.
z.config({ jitless: true });

/** A number or a non-empty string, as one branded string: `chat_id` is `3490` here and `"3490"` there. */
export const id = <T extends ReturnType<typeof asId>>() =>
  z.pipe(
    given,
    z.transform((value) => asId<T>(value)),
  );
const given = z.union([z.string().check(z.minLength(1)), z.number()]);
/** An id that has no brand: of a stage, an action, a template. */
export const key = z.pipe(given, z.transform(String));

export const text = z.nullish(z.string());
export const flag = z.nullish(z.boolean());
/** hh writes some numbers as strings (`unread_chats_count`); null when there is none. */
export const number = z.nullish(
  z.pipe(
    z.union([z.number(), z.string()]),
    z.transform((value) => (value !== '' && Number.isFinite(Number(value)) ? Number(value) : null)),
  ),
);
/** Unix ms; null when absent or in a form that hh has not used so far. */
export const date = z._default(z.pipe(z.unknown(), z.transform(readDate)), null);

/** `{ id, name }`: a stage, a state, an area … Names may hold a no-break space. */
export const named = z.object({ id: key, name: text });

/** A part that may be absent. */
export const maybe = <T extends z.core.$ZodShape>(shape: T) => z.nullish(z.object(shape));
/** A decoration: of another shape than ever before, it alone is left out. */
export const part = <T extends z.core.$ZodShape>(shape: T) => z.catch(maybe(shape), null);

export interface List<T> {
  items: T[];
  /** How many items could not be read. */
  setAside: number;
}

/** Reads what can be read of an array; none is an empty one, anything else one thing that cannot be read. */
export const list = <T extends z.ZodMiniType>(item: T) =>
  z._default(
    z.pipe(
      z.unknown(),
      z.transform((value): List<z.output<T>> => {
        const all: unknown[] = [value ?? []].flat();
        const items = all.flatMap((one) => {
          const read = item.safeParse(one);
          return read.success ? [read.data] : [];
        });
        return { items, setAside: all.length - items.length };
      }),
    ),
    () => ({ items: [], setAside: 0 }),
  );

const count = z.catch(number, null);

/**
 * One page of a list. A page may hold fewer items than `per_page` (hidden resumes are left out): there is
 * another one exactly when `page < pages - 1`.
 */
export const page = <T extends z.ZodMiniType>(item: T) =>
  z.object({ items: list(item), found: count, page: count, pages: count, per_page: count });

/** The reader of a call: throws what `client.send` turns into `unreadable-answer`. */
export const reader =
  <T extends z.ZodMiniType>(schema: T) =>
  (json: unknown): z.output<T> =>
    schema.parse(json);
