/** One operation of hh's: what calls it, where a person meets it, what tests it. */
export interface Covered {
  operation: string;
  /** File and name of the function; its docstring names the operation. */
  call: `${string}:${string}`;
  /** A view or a worker's part, and what it is there for. */
  screen: [file: string, what: string];
  test: string;
}

/** @param call in `utils/hh` */
export const of = (
  operation: string,
  call: Covered['call'],
  screen: Covered['screen'],
  test: string,
): Covered => ({ operation, call: `utils/hh/${call}`, screen, test });
