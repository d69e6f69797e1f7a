import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { MessageKey } from '../../utils/i18n.ts';
import type { Problem, Result } from '../../utils/problem.ts';

type State = { at: 'rest' } | { at: 'busy' } | { at: 'done' } | { at: 'failed'; problem: Problem };

export interface Saving {
  state: State;
  /** What to say when it went well. */
  done: MessageKey;
  run: (work: Promise<Result<void>>) => Promise<boolean>;
}

/** How long the quiet "saved" stays. */
const shownFor = 3000;

/** The fate of the last thing a section asked of the worker. */
export function useSaving(done: MessageKey = 'options_saved'): Saving {
  const [state, setState] = useState<State>({ at: 'rest' });
  const latest = useRef(0);

  useEffect(() => {
    if (state.at !== 'done') return;
    const timer = setTimeout(() => setState({ at: 'rest' }), shownFor);
    return () => clearTimeout(timer);
  }, [state]);

  const run = useCallback(async (work: Promise<Result<void>>) => {
    latest.current += 1;
    const mine = latest.current;
    setState({ at: 'busy' });
    const answer = await work;
    // A later change has its own answer; an older one must not speak over it.
    if (latest.current === mine)
      setState(answer.ok ? { at: 'done' } : { at: 'failed', problem: answer.problem });
    return answer.ok;
  }, []);

  return { state, done, run };
}
