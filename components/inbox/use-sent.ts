import { useEffect, useRef } from 'preact/hooks';
import { type Entry, negotiationsOf } from '../../utils/domain/write-request.ts';
import type { NegotiationId } from '../../utils/ids.ts';

/** Writes come in a row, two a second: what they changed is read again once for several. */
const restMs = 1200;

/** Tells of negotiations whose writes have ended, for better or worse, since the page is open. */
export function useSent(entries: readonly Entry[], onSent: (ids: NegotiationId[]) => void): void {
  const told = useRef<Set<string> | null>(null);
  const waiting = useRef(new Set<NegotiationId>());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(onSent);
  latest.current = onSent;

  useEffect(() => {
    const ended = entries.filter(({ progress: { at } }) => at === 'sent' || at === 'failed');
    const before = told.current;
    told.current = new Set(ended.map((entry) => `${entry.id} ${entry.progress.at}`));
    // What had ended before the page was opened is in what the page has read.
    if (before === null) return;
    const ids = ended
      .filter((entry) => !before.has(`${entry.id} ${entry.progress.at}`))
      .flatMap(({ request }) => negotiationsOf(request));
    if (ids.length === 0) return;
    for (const id of ids) waiting.current.add(id);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const all = [...waiting.current];
      waiting.current.clear();
      latest.current(all);
    }, restMs);
  }, [entries]);
  useEffect(() => () => clearTimeout(timer.current), []);
}
