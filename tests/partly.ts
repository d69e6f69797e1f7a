/** Any part of T, and any part of its objects. */
type Partly<T> = { [Part in keyof T]?: T[Part] extends object ? Partial<T[Part]> : T[Part] };

/** For tests: stands in for a whole T with the given parts; names that T does not have are type errors. */
export const partly = <T>(parts: Partly<T>): T => parts as T;
