import { useEffect, useState } from 'preact/hooks';
import type { Inbox, Settings } from '../../utils/inbox/inbox.ts';
import type { PopupCalls } from './calls.ts';

/** Asks the worker for news: by the button, and once when the popup opens on old numbers (a laptop that slept). */
export function useRefresh(refresh: PopupCalls['refresh'], inbox: Inbox, settings: Settings) {
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    // What went wrong comes back through the store, with the time since when.
    await refresh();
    setBusy(false);
  };
  useEffect(() => {
    const old = inbox.freshAt === null || Date.now() - inbox.freshAt > settings.intervalMinutes * 60_000;
    if (old && !inbox.problem) void run();
  }, []);
  return { busy, run };
}
