import { plural } from '../../utils/i18n.ts';
import type { Inbox } from '../../utils/inbox/inbox.ts';
import type { View } from './list.ts';

interface Props {
  view: View;
  query: string;
  inbox: Inbox;
  /** Responses counted by hh and not read yet. */
  missing: number;
  onOpen: () => void;
}

/** What the list does not hold, said under it. */
export function Rest({ view, query, inbox, missing, onOpen }: Props) {
  const chats = query.trim() ? 0 : inbox.unreadChats - inbox.chats.length;
  return (
    <>
      {view === 'waiting' && missing > 0 && (
        <p class="rest small muted">{plural('popup_waiting_rest', missing)}</p>
      )}
      {view === 'chats' && chats > 0 && (
        <p class="rest">
          <button type="button" class="bare small accent" onClick={onOpen}>
            {plural('popup_chats_rest', chats)}
          </button>
        </p>
      )}
      {inbox.setAside > 0 && <p class="rest small muted">{plural('popup_set_aside', inbox.setAside)}</p>}
    </>
  );
}
