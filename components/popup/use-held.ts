import { useMemo, useRef } from 'preact/hooks';
import type { Inbox } from '../../utils/domain/inbox.ts';

/**
 * The inbox with what a form stands on, also after it has been marked as read and is gone from the store: a form that
 * moved to another place would lose the focus, so that the next letters typed would
 * be keys of the list.
 */
export function useHeld(inbox: Inbox) {
  const stop = useRef<string | null>(null);
  const last = useRef(inbox);
  const key = stop.current;
  const held = useMemo(() => {
    const row = last.current.rows.find(({ id }) => `row:${id}` === key);
    const chat = last.current.chats.find(({ id }) => `chat:${id}` === key);
    const rows = row && inbox.rows.every(({ id }) => id !== row.id) ? [...inbox.rows, row] : inbox.rows;
    const chats =
      chat && inbox.chats.every(({ id }) => id !== chat.id) ? [...inbox.chats, chat] : inbox.chats;
    return rows === inbox.rows && chats === inbox.chats ? inbox : { ...inbox, rows, chats };
  }, [inbox, key]);
  last.current = held;
  return {
    held,
    hold: (opened: string | null) => {
      stop.current = opened;
    },
  };
}
