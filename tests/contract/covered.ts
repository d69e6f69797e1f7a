/** One operation of hh's: the function that calls it, the screen that uses it, the test. */
export interface Covered {
  operation: string;
  /** File and name of the function; its docstring names the operation. */
  call: `${string}:${string}`;
  /** A view or a part of the worker, and what the operation is used for there. */
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
