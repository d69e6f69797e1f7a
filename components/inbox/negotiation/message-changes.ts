import type { Message } from '../../../utils/domain/conversation.ts';
import type { Entry } from '../../../utils/domain/write-request.ts';
import type { ChatId, MessageId } from '../../../utils/ids.ts';
import { asId } from '../../../utils/ids.ts';
import { known } from '../../../utils/known.ts';

/** An edit, or with a null text a deletion, of one message. */
export interface MessageChange {
  messageId: MessageId;
  text: string | null;
}

/** What writes of ours do to the messages of a chat, read off the calls they make. */
export function changesOf(entries: readonly Entry[], chatId: ChatId | null): MessageChange[] {
  return entries.flatMap(({ request }) => {
    if (request.kind !== 'call' || !chatId) return [];
    const [, chat, message] = request.url.match(/^\/common\/chats\/([\w-]+)\/messages\/([\w-]+)$/) ?? [];
    if (chat !== chatId || !message) return [];
    const said = request.json?.text;
    return [
      {
        messageId: asId<MessageId>(message),
        text: request.method === 'DELETE' ? null : typeof said === 'string' ? said : '',
      },
    ];
  });
}

/** The messages as they stand with these changes. */
export const withChanges = (messages: Message[], changes: MessageChange[]): Message[] =>
  messages.flatMap((message) => {
    const change = changes.findLast(({ messageId }) => messageId === message.id);
    if (!change) return [message];
    return change.text === null ? [] : [{ ...message, text: known(change.text), changed: known(true) }];
  });
