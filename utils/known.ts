import { type Guard, type Guarded, isNumber, isOneOf, isRecord, isShape } from './guards.ts';
import { isProblem, type Problem } from './problem.ts';

/**
 * A fact from an answer: its value, or why it is unknown. The type makes callers check `known` before they read
 * the value, so nothing is claimed that was not read: "no letter" is `known(false)`, "hh did not say" is
 * `unread`.
 *
 * Plain data: it is stored and sent in messages unchanged.
 */
export type Known<T> = { known: true; value: T } | Unknown;

const isUnknown = isShape({
  known: isOneOf(false),
  /**
   * What to tell the person, and what they can do: the problem of the call, or `unreadable-answer` for a single
   * field.
   */
  why: isProblem,
});
export type Unknown = Guarded<typeof isUnknown>;

/** Guard for a stored fact whose value passes `is`. */
/* @__NO_SIDE_EFFECTS__ */
export const isFact =
  <T>(is: Guard<T>): Guard<Known<T>> =>
  (value): value is Known<T> =>
    isRecord(value) && (value.known === true ? is(value.value) : isUnknown(value));

export const known = <T>(value: T): Known<T> => ({ known: true, value });
export const unknown = (why: Problem): Unknown => ({ known: false, why });

/** hh answered, but the field was missing, of another type, or null where hh documents a value. */
export const unread: Unknown = unknown({ name: 'unreadable-answer' });

/** Derives one fact from another; an unknown fact stays unknown, for the same reason. */
export const fromKnown = <T, U>(fact: Known<T>, follows: (value: T) => U): Known<U> =>
  fact.known ? known(follows(fact.value)) : fact;

/** The same when the derived fact may itself be unknown. */
export const thenKnown = <T, U>(fact: Known<T>, follows: (value: T) => Known<U>): Known<U> =>
  fact.known ? follows(fact.value) : fact;

/** Whether the value is known and equal. `false` does not mean that the opposite is known. */
export const isKnown = <T>(fact: Known<T>, value: T): boolean => fact.known && fact.value === value;

/**
 * The value, or `otherwise` if unknown; for sorting and the like. Display it only where `otherwise` claims
 * nothing.
 */
export const valueOr = <T, U>(fact: Known<T>, otherwise: U): T | U => (fact.known ? fact.value : otherwise);

/** Items of an answer. If some were skipped, the list is partial and says how many are missing. */
export interface List<T> {
  items: T[];
  /** How many items could not be read. */
  skipped: number;
}

/** Guard for a stored list whose items pass `is`. */
/* @__NO_SIDE_EFFECTS__ */
export const isList =
  <T>(is: Guard<T>): Guard<List<T>> =>
  (value): value is List<T> =>
    isRecord(value) && Array.isArray(value.items) && value.items.every(is) && isNumber(value.skipped);
/** The same for a list that may be unknown. */
/* @__NO_SIDE_EFFECTS__ */
export const isKnownList = <T>(is: Guard<T>): Guard<Known<List<T>>> => isFact(isList(is));

/** A list that is known to be empty. */
export const none: List<never> = { items: [], skipped: 0 };

/** The list with each item transformed. */
export const mapped = <T, U>({ items, skipped }: List<T>, turn: (item: T) => U): List<U> => ({
  items: items.map(turn),
  skipped,
});

/** The same, but an item for which `turn` returns null counts as skipped. */
export function sifted<T, U>({ items, skipped }: List<T>, turn: (item: T) => U | null): List<U> {
  const read = items.map(turn).filter((item) => item !== null);
  return { items: read, skipped: skipped + items.length - read.length };
}

/** One page of a longer list from hh. */
export interface Page<T> extends List<T> {
  /** hh's count of the items on all pages. */
  found: Known<number>;
  /** Whether another page follows. */
  more: boolean;
}

interface WirePage<W> {
  items: List<W>;
  found?: number | null;
  page?: number | null;
  pages?: number | null;
}

/** The items of a page. If hh counts items but sends none, they count as skipped. */
export const listIn = <W>({ items, found, page }: WirePage<W>): List<W> =>
  items.items.length + items.skipped === 0 && !page && found ? { ...none, skipped: found } : items;

/** One page of a list from hh; another page follows exactly when `page < pages - 1`. */
export const pageOf = <W, T>(wire: WirePage<W>, turn: (wire: W) => T): Page<T> => {
  const { found, page, pages } = wire;
  return {
    ...mapped(listIn(wire), turn),
    found: typeof found === 'number' ? known(found) : unread,
    more: (page ?? 0) < (pages ?? 1) - 1,
  };
};
