import { isClosed, type Unread } from '../../utils/domain/badge.ts';
import type { Inbox } from '../../utils/domain/inbox.ts';
import { isNothing } from '../../utils/domain/sum.ts';
import { plural, t } from '../../utils/i18n.ts';
import { sumText } from '../../utils/sum-words.ts';

/** «7 откликов, 2 сообщения»; "all read" only where both were read, and before the first answer of hh nothing. */
export function countsText({ freshAt }: Pick<Inbox, 'freshAt'>, { responses, chats }: Unread): string {
  if (freshAt === null) return t('popup_counting');
  const parts = [
    !isNothing(responses) && sumText('popup_responses', responses),
    chats.known
      ? chats.value > 0 && plural('popup_messages', chats.value)
      : !isClosed(chats) && t('popup_messages_unknown'),
  ].filter((part) => part !== false);
  const [one, other] = parts;
  if (one === undefined) return t(chats.known ? 'popup_nothing' : 'popup_empty_responses');
  return other === undefined ? one : t('popup_both', one, other);
}
