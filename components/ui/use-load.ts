import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem, Result } from '../../utils/problem.ts';

/** Something that a view reads. What was read last stays while it is read again. */
export interface Load<T> {
  /** null before it was read. */
  value: T | null;
  problem: Problem | null;
  busy: boolean;
  /** Reads it now: once more, or for the first time where nothing is read by itself. */
  again: () => void;
  /** Puts in what was read elsewhere, or takes it out. */
  set: (value: T | null) => void;
}

/**
 * Reads something when it is first shown, and again when its key changes. With a null key nothing is read by itself.
 * An answer that comes after another question, or after the view is gone, is dropped.
 */
export function useLoad<T>(key: string | null, read: () => Promise<Result<T>>): Load<T> {
  const none = { key, value: null, problem: null, busy: key !== null };
  const [held, setHeld] = useState<Pick<Load<T>, 'value' | 'problem' | 'busy'> & { key: string | null }>(
    none,
  );
  const latest = useRef<Promise<Result<T>> | null>(null);
  const current = held.key === key ? held : none;

  const again = async () => {
    const asked = read();
    latest.current = asked;
    const of = (before: typeof held) => (before.key === key ? before : none);
    setHeld((before) => ({ ...of(before), busy: true, problem: null }));
    const answer = await asked;
    if (latest.current !== asked) return;
    setHeld((before) =>
      answer.ok
        ? { key, value: answer.value, problem: null, busy: false }
        : { ...of(before), problem: answer.problem, busy: false },
    );
  };
  useEffect(() => {
    if (key !== null) void again();
    return () => {
      latest.current = null;
    };
  }, [key]);

  const { value, problem, busy } = current;
  return {
    value,
    problem,
    busy,
    again: () => void again(),
    set: (value) => setHeld((before) => ({ ...(before.key === key ? before : none), value })),
  };
}

/** What is watched, and comes whenever it changes; null until it came, and again when another is watched. */
export function useWatched<T>(
  key: string | null,
  watch: (key: string, changed: (value: T) => void) => () => void,
): T | null {
  const [held, setHeld] = useState<{ key: string; value: T } | null>(null);
  useEffect(() => {
    if (key === null) return;
    let alive = true;
    const stop = watch(key, (value) => alive && setHeld({ key, value }));
    return () => {
      alive = false;
      stop();
    };
  }, [key]);
  return held && held.key === key ? held.value : null;
}
