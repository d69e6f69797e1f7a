/** As much of each part as is named. */
type Partly<T> = { [Part in keyof T]?: T[Part] extends object ? Partial<T[Part]> : T[Part] };

/** For tests: what is named stands in for the whole; a name that the whole does not have is no valid program. */
export const partly = <T>(parts: Partly<T>): T => parts as T;
