import { plural, t } from '../../utils/i18n.ts';
import type { Inbox } from '../../utils/inbox/inbox.ts';

interface Counts {
  responses: number;
  chats: number;
}

/** «7 откликов, 2 сообщения»; before the first answer of hh a zero would be a guess. */
export function countsText({ freshAt }: Inbox, { responses, chats }: Counts): string {
  if (freshAt === null) return t('popup_counting');
  if (responses > 0 && chats > 0)
    return t('popup_both', plural('popup_responses', responses), plural('popup_messages', chats));
  if (responses > 0) return plural('popup_responses', responses);
  return chats > 0 ? plural('popup_messages', chats) : t('popup_nothing');
}
