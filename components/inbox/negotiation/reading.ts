import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Problem, Result } from '../../../utils/problem.ts';

/** Something that is read when it is asked for; what was read last stays while it is read again. */
export interface Reading<T> {
  value: T | null;
  problem: Problem | null;
  busy: boolean;
}

const none = { value: null, problem: null, busy: false };

/** @returns the reading, what begins it, and what changes what was read */
export function useReading<T>(): [
  Reading<T>,
  (asked: Promise<Result<T>>) => Promise<void>,
  (change: (value: T | null) => T | null) => void,
] {
  const [reading, set] = useState<Reading<T>>(none);
  // Only the latest question counts, and none once the view is gone.
  const latest = useRef<Promise<Result<T>> | null>(null);
  useEffect(
    () => () => {
      latest.current = null;
    },
    [],
  );
  const read = useCallback(async (asked: Promise<Result<T>>) => {
    latest.current = asked;
    set((before) => ({ ...before, busy: true, problem: null }));
    const answer = await asked;
    if (latest.current !== asked) return;
    set((before) =>
      answer.ok
        ? { value: answer.value, problem: null, busy: false }
        : { ...before, problem: answer.problem, busy: false },
    );
  }, []);
  const change = useCallback(
    (by: (value: T | null) => T | null) => set((before) => ({ ...before, value: by(before.value) })),
    [],
  );
  return [reading, read, change];
}
