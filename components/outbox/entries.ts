import { useEffect, useRef } from 'preact/hooks';
import type { Entry, WriteRequest } from '../../utils/domain/write-request.ts';
import { t, wordOf } from '../../utils/i18n.ts';
import type { EntryId, NegotiationId } from '../../utils/ids.ts';
import { useOutbox } from '../contexts.tsx';
import { quoted, snake } from '../ui/words.ts';

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

/** «Заметка», «Выход из чата»; empty for an operation of hh's that we have no words for. */
const nameOf = (request: WriteRequest): string =>
  wordOf(`write_${snake(request.kind === 'call' ? request.operation : request.kind)}`);

/** The entry with its name in words where the worker gave none: only our own pages make notes and calls. */
export function inWords(entry: Entry): Entry {
  const { request, label } = entry;
  // An invitation has no candidate's name yet, so the vacancy is named instead.
  const whereTo = request.kind === 'invite' && label.vacancy ? quoted(label.vacancy) : null;
  const action = label.action ?? (nameOf(request) || null);
  return { ...entry, label: { ...label, action, candidate: label.candidate ?? whereTo } };
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
