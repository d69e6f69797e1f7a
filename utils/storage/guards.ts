/*
 * What stands in the store is not believed: a disk that was full, a crash or a bug may have left anything there.
 * Plain checks of our own types in place of zod: a thousand rows are read behind the first paint of a page, and cost
 * 1 ms so; zod without code generation, which our content security policy forbids, takes tens.
 */

export type Guard<T> = (value: unknown) => value is T;

export const isText = (value: unknown): value is string => typeof value === 'string';
/** Neither NaN nor infinite: JSON knows neither. */
export const isNumber = (value: unknown): value is number => Number.isFinite(value);
/** A whole number between these, both included. */
export const isWhole =
  (min: number, max: number): Guard<number> =>
  (value): value is number =>
    isNumber(value) && Number.isInteger(value) && value >= min && value <= max;
export const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
/** An id that hh vouched for when it was stored. */
export const isId = <T extends string>(value: unknown): value is T => isText(value) && value !== '';
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isOneOf =
  <T extends string | boolean>(...words: readonly T[]): Guard<T> =>
  (value): value is T =>
    words.some((word) => word === value);

export const orNull =
  <T>(is: Guard<T>): Guard<T | null> =>
  (value): value is T | null =>
    value === null || is(value);

export const optional =
  <T>(is: Guard<T>): Guard<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || is(value);

export const isListOf =
  <T>(is: Guard<T>): Guard<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.every(is);

export const isRecordOf =
  <T>(is: Guard<T>): Guard<Record<string, T>> =>
  (value): value is Record<string, T> =>
    isRecord(value) && Object.values(value).every(is);

/** Every field of the type, the optional ones too, so that none is forgotten. */
export const isShape =
  <T extends object>(fields: { [K in keyof T]-?: Guard<T[K]> }): Guard<T> =>
  (value): value is T => {
    if (!isRecord(value)) return false;
    for (const name in fields) if (!fields[name](value[name])) return false;
    return true;
  };

export const isEither =
  <A, B>(isA: Guard<A>, isB: Guard<B>): Guard<A | B> =>
  (value): value is A | B =>
    isA(value) || isB(value);

/** What could be read of a stored value, and how much could not: entries, fields, or 1 for the whole of it. */
export interface Salvaged<T> {
  value: T;
  lost: number;
}
export type Reader<T> = (value: unknown) => Salvaged<T>;

/** All or nothing. */
export const whole =
  <T>(is: Guard<T>, fallback: T): Reader<T> =>
  (value) =>
    is(value) ? { value, lost: 0 } : { value: fallback, lost: 1 };

/** Entry by entry; the very same list when all are good. */
export const listOf =
  <T>(is: Guard<T>): Reader<T[]> =>
  (value) => {
    if (!Array.isArray(value)) return { value: [], lost: 1 };
    const good = value.filter(is);
    return good.length === value.length
      ? { value: good, lost: 0 }
      : { value: good, lost: value.length - good.length };
  };

/** Entry by entry, each all or nothing. */
export const recordOf = <T>(is: Guard<T>): Reader<Record<string, T>> => recordsOf(whole<T | null>(is, null));

/** Entry by entry, each as far as it can be read. */
export const recordsOf =
  <T>(read: Reader<T | null>): Reader<Record<string, T>> =>
  (value) => {
    if (!isRecord(value)) return { value: {}, lost: 1 };
    let lost = 0;
    const good: Record<string, T> = {};
    for (const [key, one] of Object.entries(value)) {
      const salvaged = read(one);
      lost += salvaged.lost;
      if (salvaged.value !== null) good[key] = salvaged.value;
    }
    return { value: good, lost };
  };

/** Field by field, each with a fallback of its own; a field that is not there yet is none that was lost. */
export const fieldsOf =
  <T extends object>(readers: { [K in keyof T]-?: Reader<T[K]> }): Reader<T> =>
  (value) => {
    const given = isRecord(value) ? value : {};
    let lost = isRecord(value) ? 0 : 1;
    const read = {} as T;
    for (const name in readers) {
      const salvaged = readers[name](given[name]);
      if (given[name] !== undefined) lost += salvaged.lost;
      // What is left out stays left out.
      if (salvaged.value !== undefined) read[name] = salvaged.value;
    }
    return { value: read, lost };
  };
