import { useEffect, useState } from 'preact/hooks';
import type { Inbox } from '../../utils/domain/inbox.ts';
import type { PopupCalls } from './calls.ts';

/** Asks the worker for news: by the button, and once when the popup opens on old numbers (a laptop that slept). */
export function useRefresh(
  refresh: PopupCalls['refresh'],
  { freshAt, problem }: Pick<Inbox, 'freshAt' | 'problem'>,
  /** Infinity: not by itself. */
  intervalMinutes: number,
) {
  const [busy, setBusy] = useState(false);
  const run = async (byItself = false) => {
    setBusy(true);
    // What went wrong comes back through the store, with the time since when.
    await refresh(byItself);
    setBusy(false);
  };
  useEffect(() => {
    // By a clock that was set back nobody can tell how old they are.
    const old = freshAt === null || Math.abs(Date.now() - freshAt) > intervalMinutes * 60_000;
    if (old && !problem) void run(true);
  }, []);
  return { busy, run: () => run() };
}
