/*
 * Stored data is untrusted: a full disk, a crash or a bug may have left anything there.
 * Plain checks instead of zod: a page reads a thousand rows right after its first paint, which takes 1 ms with
 * these checks. zod without code generation, which our content security policy forbids, takes tens of ms. A
 * stored shape is written once, as its guard; its type is inferred from the guard.
 */

export type Guard<T> = (value: unknown) => value is T;

/** The type that a guard checks for. */
export type Guarded<G> = G extends Guard<infer T> ? T : never;

export const isText = (value: unknown): value is string => typeof value === 'string';
/** Excludes NaN and infinities: JSON has neither. */
export const isNumber = (value: unknown): value is number => Number.isFinite(value);
/** An integer from `min` to `max`, both inclusive. */
/* @__NO_SIDE_EFFECTS__ */
export const isWhole =
  (min: number, max: number): Guard<number> =>
  (value): value is number =>
    isNumber(value) && Number.isInteger(value) && value >= min && value <= max;
export const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
/** A branded id; hh's answer was checked when the id was stored. */
export const isId = <T extends string>(value: unknown): value is T => isText(value) && value !== '';
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * One of the words of an existing list. Takes the list itself, because a spread argument would stay in every
 * bundle.
 */
/* @__NO_SIDE_EFFECTS__ */
export const isAmong =
  <T extends string | boolean>(words: readonly T[]): Guard<T> =>
  (value): value is T =>
    words.some((word) => word === value);
/* @__NO_SIDE_EFFECTS__ */
export const isOneOf = <T extends string | boolean>(...words: readonly T[]): Guard<T> => isAmong(words);

/* @__NO_SIDE_EFFECTS__ */
export const orNull =
  <T>(is: Guard<T>): Guard<T | null> =>
  (value): value is T | null =>
    value === null || is(value);
export const textOrNull = orNull(isText);
export const numberOrNull = orNull(isNumber);
export const flagOrNull = orNull(isFlag);

/* @__NO_SIDE_EFFECTS__ */
export const optional =
  <T>(is: Guard<T>): Guard<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || is(value);

/* @__NO_SIDE_EFFECTS__ */
export const isListOf =
  <T>(is: Guard<T>): Guard<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.every(is);

/* @__NO_SIDE_EFFECTS__ */
export const isRecordOf =
  <T>(is: Guard<T>): Guard<Record<string, T>> =>
  (value): value is Record<string, T> =>
    isRecord(value) && Object.values(value).every(is);

type Fields = Record<string, Guard<unknown>>;
/** A field that may be undefined may be absent. */
type Shape<F> = {
  [K in keyof F as undefined extends Guarded<F[K]> ? never : K]: Guarded<F[K]>;
} & {
  [K in keyof F as undefined extends Guarded<F[K]> ? K : never]?: Guarded<F[K]>;
};
/** The type of a shape with these fields. */
export type Shaped<F> = Shape<F> extends infer T ? { [K in keyof T]: T[K] } : never;

/**
 * Checks these fields and ignores any others.
 * @param more fields added to those that several shapes share; a spread would stay in every bundle
 */
/* @__NO_SIDE_EFFECTS__ */
export const isShape = <F extends Fields, M extends Fields = Record<never, never>>(
  fields: F,
  more?: M,
): Guard<Shaped<F & M>> => {
  const all: Fields = { ...fields, ...more };
  return (value): value is Shaped<F & M> => {
    if (!isRecord(value)) return false;
    for (const name in all) if (!all[name]?.(value[name])) return false;
    return true;
  };
};

/** An object with hh's id and name. */
export const isNamed = isShape({ id: isText, name: isText });

/* @__NO_SIDE_EFFECTS__ */
export const isEither =
  <G extends Guard<unknown>[]>(...guards: G): Guard<Guarded<G[number]>> =>
  (value): value is Guarded<G[number]> =>
    guards.some((is) => is(value));

/** The readable part of a stored value, and the number of lost entries or fields; 1 if the whole value was lost. */
export interface Salvaged<T> {
  value: T;
  lost: number;
}
/** Reads the valid part of a stored value. */
export interface Reader<T> {
  (value: unknown): Salvaged<T>;
  /** Used when the value is missing or unreadable. */
  fallback: T;
}
/** The type of the value that a reader returns. */
export type Read<R> = R extends Reader<infer T> ? T : never;

/* @__NO_SIDE_EFFECTS__ */
export const reading = <T>(fallback: T, read: (value: unknown) => Salvaged<T>): Reader<T> =>
  Object.assign(read, { fallback });

/** A function, so that a bundle that does not need the reader can drop it. */
/* @__NO_SIDE_EFFECTS__ */
export const fallbackOf = <T>({ fallback }: Reader<T>): T => fallback;

/** All or nothing. */
/* @__NO_SIDE_EFFECTS__ */
export const whole = <T>(is: Guard<T>, fallback: NoInfer<T>): Reader<T> =>
  reading(fallback, (value) => (is(value) ? { value, lost: 0 } : { value: fallback, lost: 1 }));

/** Entry by entry; returns the same list if all entries are valid. */
/* @__NO_SIDE_EFFECTS__ */
export const eachOf = <T>(is: Guard<T>): Reader<T[]> =>
  reading<T[]>([], (value) => {
    if (!Array.isArray(value)) return { value: [], lost: 1 };
    const good = value.filter(is);
    return good.length === value.length
      ? { value: good, lost: 0 }
      : { value: good, lost: value.length - good.length };
  });

/** Entry by entry, each all or nothing. */
/* @__NO_SIDE_EFFECTS__ */
export const recordOf = <T>(is: Guard<T>): Reader<Record<string, T>> => recordsOf(whole<T | null>(is, null));

/** Entry by entry; each entry is salvaged as far as possible. */
/* @__NO_SIDE_EFFECTS__ */
export const recordsOf = <T>(read: Reader<T | null>): Reader<Record<string, T>> =>
  reading<Record<string, T>>({}, (value) => {
    if (!isRecord(value)) return { value: {}, lost: 1 };
    let lost = 0;
    const good: Record<string, T> = {};
    for (const [key, one] of Object.entries(value)) {
      const salvaged = read(one);
      lost += salvaged.lost;
      if (salvaged.value !== null) good[key] = salvaged.value;
    }
    return { value: good, lost };
  });

/** Applies `mend` to what is left if anything was lost. */
/* @__NO_SIDE_EFFECTS__ */
export const mended = <T>(read: Reader<T>, mend: (rest: T) => T): Reader<T> =>
  reading(read.fallback, (value) => {
    const salvaged = read(value);
    return salvaged.lost > 0 ? { ...salvaged, value: mend(salvaged.value) } : salvaged;
  });

/** Field by field, each with its own fallback; a missing field does not count as lost. */
/* @__NO_SIDE_EFFECTS__ */
export const fieldsOf = <T extends object>(readers: { [K in keyof T]-?: Reader<T[K]> }): Reader<T> => {
  const read = (value: unknown): Salvaged<T> => {
    const given = isRecord(value) ? value : {};
    let lost = isRecord(value) ? 0 : 1;
    const good = {} as T;
    for (const name in readers) {
      const salvaged = readers[name](given[name]);
      if (given[name] !== undefined) lost += salvaged.lost;
      // Keep an absent optional field absent.
      if (salvaged.value !== undefined) good[name] = salvaged.value;
    }
    return { value: good, lost };
  };
  return reading(read({}).value, read);
};
