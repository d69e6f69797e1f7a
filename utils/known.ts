import { type Guard, type Guarded, isNumber, isOneOf, isRecord, isShape } from './guards.ts';
import { isProblem, type Problem } from './problem.ts';

/**
 * A fact out of an answer: its value, or why it is not known. The value cannot be had without asking `known` first, so
 * nothing can be claimed of what was not read: "no letter" is `known(false)`, "hh did not say" is `unread`.
 *
 * It is plain data: it is stored and crosses messages as it is.
 */
export type Known<T> = { known: true; value: T } | Unknown;

const isUnknown = isShape({
  known: isOneOf(false),
  /** What a person is told, and what they can do: the problem of the call, or `unreadable-answer` of one field. */
  why: isProblem,
});
export type Unknown = Guarded<typeof isUnknown>;

/** Of what is stored: a fact whose value this is. */
/* @__NO_SIDE_EFFECTS__ */
export const isFact =
  <T>(is: Guard<T>): Guard<Known<T>> =>
  (value): value is Known<T> =>
    isRecord(value) && (value.known === true ? is(value.value) : isUnknown(value));

export const known = <T>(value: T): Known<T> => ({ known: true, value });
export const unknown = (why: Problem): Unknown => ({ known: false, why });

/** hh answered, but this was missing, null where hh documents a value, or of another type. */
export const unread: Unknown = unknown({ name: 'unreadable-answer' });

/** The fact that follows from another; what was not known stays unknown, for the same reason. */
export const fromKnown = <T, U>(fact: Known<T>, follows: (value: T) => U): Known<U> =>
  fact.known ? known(follows(fact.value)) : fact;

/** The same where what follows may be unknown itself. */
export const thenKnown = <T, U>(fact: Known<T>, follows: (value: T) => Known<U>): Known<U> =>
  fact.known ? follows(fact.value) : fact;

/** Whether it is known to be so. "Not known to be so" is no claim of the opposite. */
export const isKnown = <T>(fact: Known<T>, value: T): boolean => fact.known && fact.value === value;

/** The value for sorting and the like; null when not known. Not for what is shown: use it where null claims nothing. */
export const valueOr = <T, U>(fact: Known<T>, otherwise: U): T | U => (fact.known ? fact.value : otherwise);

/** Items of an answer. With some skipped it is a part of the whole, and says how many items are lacking. */
export interface List<T> {
  items: T[];
  /** How many items could not be read. */
  skipped: number;
}

/** Of what is stored: a list whose items are these. */
/* @__NO_SIDE_EFFECTS__ */
export const isList =
  <T>(is: Guard<T>): Guard<List<T>> =>
  (value): value is List<T> =>
    isRecord(value) && Array.isArray(value.items) && value.items.every(is) && isNumber(value.skipped);
/** The same where it may not be known. */
/* @__NO_SIDE_EFFECTS__ */
export const isKnownList = <T>(is: Guard<T>): Guard<Known<List<T>>> => isFact(isList(is));

/** A list that is known to be empty. */
export const none: List<never> = { items: [], skipped: 0 };

/** The list with each item turned into something else. */
export const mapped = <T, U>({ items, skipped }: List<T>, turn: (item: T) => U): List<U> => ({
  items: items.map(turn),
  skipped,
});

/** The same where some items turn out not to be readable: `turn` makes null of them. */
export function sifted<T, U>({ items, skipped }: List<T>, turn: (item: T) => U | null): List<U> {
  const read = items.map(turn).filter((item) => item !== null);
  return { items: read, skipped: skipped + items.length - read.length };
}

/** One page of a longer list of hh's. */
export interface Page<T> extends List<T> {
  /** How many items hh counts on all pages. */
  found: Known<number>;
  /** Another page follows. */
  more: boolean;
}

interface WirePage<W> {
  items: List<W>;
  found?: number | null;
  page?: number | null;
  pages?: number | null;
}

/** What a page lists; what hh counts and gives nothing of was not read. */
export const listIn = <W>({ items, found, page }: WirePage<W>): List<W> =>
  items.items.length + items.skipped === 0 && !page && found ? { ...none, skipped: found } : items;

/** One page of a list of hh's; another one follows exactly when `page < pages - 1`. */
export const pageOf = <W, T>(wire: WirePage<W>, turn: (wire: W) => T): Page<T> => {
  const { found, page, pages } = wire;
  return {
    ...mapped(listIn(wire), turn),
    found: typeof found === 'number' ? known(found) : unread,
    more: (page ?? 0) < (pages ?? 1) - 1,
  };
};
