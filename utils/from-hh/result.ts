import { HhError } from '../hh/errors.ts';
import type { Problem, Result } from '../problem.ts';

/** The browser's own words. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What a handler of a message answers with: what went wrong as data. */
export async function toResult<T>(run: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    return { ok: false, problem: problemIn(error) };
  }
}

/** Any error as a problem; the browser's own words on a full disk or quota become `storage-full`. */
export function problemIn(error: unknown): Problem {
  if (error instanceof HhError) return error.problem;
  const detail = wordsOf(error).slice(0, 200);
  return { name: /quota|no space|disk/i.test(detail) ? 'storage-full' : 'unknown', detail };
}
