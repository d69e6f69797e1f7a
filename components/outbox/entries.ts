import { useEffect, useRef } from 'preact/hooks';
import type { Entry } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import type { EntryId, NegotiationId } from '../../utils/ids.ts';
import { useOutbox } from '../contexts.tsx';

/* What views derive from outbox entries. */

/** Whether an entry is neither sent nor failed yet. */
export const isUnderWay = ({ progress: { at } }: Entry): boolean => at !== 'sent' && at !== 'failed';

/** Why no action is possible on a negotiation: an earlier one is still in the outbox. null if none is. */
export function offOf(entries: readonly Entry[], id: NegotiationId): string | null {
  for (const { request, label, progress } of entries) {
    const { at } = progress;
    const concerns =
      (request.kind === 'action' && request.negotiationId === id) ||
      (request.kind === 'bulk' && request.negotiationIds.includes(id));
    if (concerns && at !== 'sent' && at !== 'failed')
      return t(`panel_off_${at}`, label.action ?? t('undo_action'));
  }
  return null;
}

/** Calls `written` once for each concerned entry that is sent while the view is mounted. */
export function useWritten(concerns: (entry: Entry) => boolean, written: (fresh: Entry[]) => void): void {
  const { entries } = useOutbox();
  const known = useRef<Set<EntryId> | null>(null);
  const sent = entries.filter((entry) => entry.progress.at === 'sent' && concerns(entry));
  useEffect(() => {
    const before = known.current;
    known.current = new Set([...(before ?? []), ...sent.map(({ id }) => id)]);
    const fresh = before ? sent.filter(({ id }) => !before.has(id)) : [];
    if (fresh.length > 0) written(fresh);
  }, [sent.map(({ id }) => id).join(' ')]);
}
