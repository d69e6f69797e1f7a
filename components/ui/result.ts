import type { Result } from '../../utils/problem.ts';

/** An answer even when the worker could not give one, such as right after an update of the extension. */
export const asked = <T>(answer: Promise<Result<T>>): Promise<Result<T>> =>
  answer.catch((error: unknown) => ({ ok: false, problem: { name: 'unknown', detail: String(error) } }));
