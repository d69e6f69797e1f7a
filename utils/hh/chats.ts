import type { ChatId, MessageId, VacancyId } from '../ids.ts';
import { asId } from '../ids.ts';
import { type Client, getter } from './client.ts';
import type { Gesture } from './effects.ts';
import { HhError } from './errors.ts';
import { path } from './path.ts';
import { chatMessages, chats, unreadChats } from './schemas/chats.ts';
import { reader } from './schemas/readers.ts';

export interface ChatsQuery {
  unread?: boolean;
  /** From 0; hh stops at 50. */
  page?: number;
  /** At most 20. */
  perPage?: number;
  /** At most 100. */
  vacancyIds?: readonly VacancyId[];
}

export type Chats = ReturnType<typeof createChats>;

/** The chats API. Reading leaves no trace; only `read` says to the other side that something was seen. */
export function createChats(client: Client) {
  const get = getter(client);

  return {
    /** Operation `get-common-chat-list`. */
    list: async (of: ChatsQuery = {}) =>
      get('/common/chats', reader(chats), {
        page: of.page,
        per_page: of.perPage ?? 20,
        filter_unread: of.unread || null,
        // One string, brackets and all.
        filter_with_vacancy_ids: of.vacancyIds?.length ? `[${of.vacancyIds.join(',')}]` : null,
      }),

    /** How many chats have something unread. Operation `unread-chats-count`. */
    unreadCount: () =>
      get('/common/chats/counters/unread', (json) => {
        const count = reader(unreadChats)(json).unread_chats_count;
        if (!count.known) throw new TypeError('no count');
        return count.value;
      }),

    /**
     * `order`: `prev` goes back in time from `before` (inclusive), `next` forth. `limit` 1 to 50.
     * Operation `get-chat-messages`.
     */
    messages: async (
      chatId: ChatId,
      of: { limit?: number; before?: MessageId | null; order?: 'next' | 'prev' } = {},
    ) =>
      get(path`/common/chats/${chatId}/messages`, reader(chatMessages), {
        limit: of.limit,
        start_message_id: of.before,
        order: of.order,
      }),

    /**
     * Sends a text, or a file that was uploaded, exactly once per `key` (a UUID, kept with the draft): that hh has the key already (409)
     * means that an earlier try arrived, and is a success without an id. Operation `chat-message-post`.
     */
    send: async (
      chatId: ChatId,
      { key, text, uploadId }: { key: string; text?: string; uploadId?: string | null },
      gesture: Gesture,
    ): Promise<{ messageId: MessageId | null }> => {
      try {
        return await client.send({
          method: 'POST',
          url: path`/common/chats/${chatId}/messages`,
          json: { idempotency_key: key, text, file_upload_ids: uploadId ? [uploadId] : undefined },
          effect: 'writes',
          gesture,
          read: (json) => ({ messageId: idOf(json) }),
        });
      } catch (error) {
        if (error instanceof HhError && error.problem.name === 'already-delivered')
          return { messageId: null };
        throw error;
      }
    },

    /** Tells the other side that everything up to this message was seen. Operation `set-last-viewed-message`. */
    read: async (chatId: ChatId, messageId: MessageId, gesture: Gesture) =>
      client.send({
        method: 'PUT',
        url: path`/common/chats/${chatId}/message/${messageId}/read`,
        effect: 'marks-viewed',
        gesture,
        read: () => {},
      }),
  };
}

/** The id of a message that was just sent; the message is sent whether or not its id can be read. */
function idOf(json: unknown): MessageId | null {
  const id = typeof json === 'object' && json !== null && 'id' in json ? json.id : null;
  return typeof id === 'string' || typeof id === 'number' ? asId<MessageId>(id) : null;
}
