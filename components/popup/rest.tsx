import type { Inbox } from '../../utils/domain/inbox.ts';
import { isNothing, type Sum } from '../../utils/domain/sum.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { View } from './list.ts';

interface Props {
  view: View;
  query: string;
  inbox: Inbox;
  /** Responses counted by hh and not read yet. */
  missing: Sum;
  onOpen: () => void;
}

/** What the list does not hold, said under it. */
export function Rest({ view, query, inbox, missing, onOpen }: Props) {
  const { unreadChats } = inbox;
  const chats = query.trim() || !unreadChats.known ? 0 : unreadChats.value - inbox.chats.length;
  const skipped =
    inbox.skipped +
    inbox.chatsSkipped +
    Object.values(inbox.readAt).reduce((sum, read) => sum + read.skipped, 0);
  return (
    <>
      {view === 'waiting' && !isNothing(missing) && (
        <p class="rest small muted">
          {missing.whole ? plural('popup_waiting_rest', missing.count) : t('popup_waiting_rest_unknown')}
        </p>
      )}
      {view === 'chats' && chats > 0 && (
        <p class="rest">
          <button type="button" class="bare small accent" onClick={onOpen}>
            {plural('popup_chats_rest', chats)}
          </button>
        </p>
      )}
      {skipped > 0 && <p class="rest small muted">{plural('popup_set_aside', skipped)}</p>}
    </>
  );
}
