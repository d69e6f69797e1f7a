import { useEffect, useRef } from 'preact/hooks';
import type { Entry } from '../../../utils/domain/write-request.ts';
import type { EntryId } from '../../../utils/ids.ts';

/** Calls back once for each write of a kind that has arrived at hh since the view stands. */
export function useWritten(entries: Entry[], concerns: (entry: Entry) => boolean, written: () => void): void {
  const known = useRef<Set<EntryId> | null>(null);
  const sent = entries.filter((entry) => entry.progress.at === 'sent' && concerns(entry)).map(({ id }) => id);
  const place = sent.join(' ');
  useEffect(() => {
    const before = known.current;
    known.current = new Set([...(before ?? []), ...sent]);
    if (before && sent.some((id) => !before.has(id))) written();
  }, [place]);
}
