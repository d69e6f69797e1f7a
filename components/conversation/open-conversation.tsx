import { plural, t } from '../../utils/i18n.ts';
import type { ChatId } from '../../utils/ids.ts';
import type { Known } from '../../utils/known.ts';
import type { Problem } from '../../utils/problem.ts';
import { Button } from '../ui/button.tsx';

/** A chat is open to its participants only; the old list of letters still shows it to other managers. */
export const isHidden = (problem: Problem | null): boolean =>
  problem !== null && ['not-found', 'forbidden'].includes(problem.name);

interface Props {
  /** null where the negotiation has no chat. */
  chatId: ChatId | null;
  /** hh did not open the chat to this manager. */
  hidden?: boolean;
  unread: Known<number>;
  busy: boolean;
  /** Absent where it cannot be opened yet. */
  onOpen?: () => void;
}

/**
 * The button that opens a conversation, with what that does at hh: to read a chat marks nothing; to read the old list
 * of letters marks the response as viewed, and hh has no other way to read it.
 */
export function OpenConversation({ chatId, hidden = false, unread, busy, onOpen }: Props) {
  const old = chatId === null || hidden;
  return (
    <>
      <Button wide shortcut="C" data-key="KeyC" disabled={busy || !onOpen} onClick={onOpen}>
        {busy
          ? t('chat_loading')
          : old
            ? t('chat_old_show')
            : !unread.known
              ? t('chat_show_unread_unknown')
              : unread.value > 0
                ? plural('chat_show_unread', unread.value)
                : t('chat_show')}
      </Button>
      <p class="small muted gap">{t(hidden ? 'chat_old_trace' : old ? 'chat_old_none' : 'chat_no_trace')}</p>
    </>
  );
}
