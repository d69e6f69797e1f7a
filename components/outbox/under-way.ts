import type { Entry } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';

/** Why nothing can be done with a negotiation at the moment: what was pressed last is still on its way. */
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
