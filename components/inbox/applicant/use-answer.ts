import { useEffect, useState } from 'preact/hooks';
import type { Result } from '../../../utils/problem.ts';

export interface Asking<T> {
  /** null while it is on its way. */
  answer: Result<T> | null;
  again: () => void;
}

/** What hh answers about one thing, asked when it is first shown; nothing is asked without a key. */
export function useAnswer<T>(key: string | null, ask: () => Promise<Result<T>>): Asking<T> {
  const [held, setHeld] = useState<{ key: string; answer: Result<T> } | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (key === null) return;
    let alive = true;
    void ask().then((answer) => alive && setHeld({ key, answer }));
    return () => {
      alive = false;
    };
  }, [key, round]);
  return {
    answer: held && held.key === key ? held.answer : null,
    again: () => {
      setHeld(null);
      setRound(round + 1);
    },
  };
}
