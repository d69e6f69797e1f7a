import * as z from 'zod/mini';
import type { ChatId, ManagerId, MessageId, NegotiationId, ResumeId, VacancyId } from '../ids.ts';
import { type Client, getter } from './client.ts';
import { changeOf, type Gesture, path } from './effects.ts';
import { HhError, valueOrThrow } from './errors.ts';
import {
  amount,
  array,
  boolean,
  every,
  fact,
  id,
  idIn,
  key,
  list,
  maybe,
  moment,
  number,
  object,
  page,
  part,
  reader,
  sentence,
  stage,
  text,
  word,
} from './read.ts';

/** The newest message in a list; `payload` is present even if its text is null. */
const lastMessage = object(() => ({
  id: id<MessageId>(),
  creation_time: fact(moment),
  sender_display_info: fact(z.object({ is_current_participant: boolean })),
  payload: fact(z.object({ text: z.nullable(sentence) })),
}));

const chatRow = object(() => ({
  id: id<ChatId>(),
  unread_message_count: fact(amount),
  block_reason: fact(text),
  display: fact(z.object({ title: word })),
  vacancy_id: fact(maybe(id<VacancyId>())),
  /** hh's schema allows it to be absent; then it is unknown. */
  last_message: fact(z.nullable(lastMessage)),
}));
export type WireChat = z.output<typeof chatRow>;

/** `GET /common/chats` (operation `get-common-chat-list`). */
export const chats = page(chatRow);

/** `GET /common/chats/counters/unread` (operation `unread-chats-count`). */
export const unreadChats = object(() => ({ unread_chats_count: fact(amount) }));

const message = object(() => ({
  id: id<MessageId>(),
  /** SIMPLE, PARTICIPANT_JOINED, PARTICIPANT_LEFT. */
  type: fact(word),
  creation_time: fact(moment),
  last_change_time: fact(z.nullable(moment)),
  can_edit: fact(boolean),
  viewed_by_opponent: fact(boolean),
  sender_display_info: fact(
    z.object({ name: fact(word), role: fact(word), is_current_participant: fact(boolean) }),
  ),
  /** hh gives one of the three and may leave out the others. */
  payload: fact(
    z
      .object({
        text: fact(maybe(sentence)),
        attachments: fact(
          maybe(array(z.object({ title: fact(text), url: word, preview: part({ url: text }) }))),
        ),
        moved_participant: fact(maybe(z.object({ name: word }))),
      })
      .check(z.refine((payload) => Object.values(payload).some((of) => !of.known || of.value !== null))),
  ),
}));
export type WireMessage = z.output<typeof message>;

/** `GET /common/chats/{id}/messages` (operation `get-chat-messages`). */
export const chatMessages = object(() => ({
  id: id<ChatId>(),
  unread_message_count: fact(amount),
  block_reason: fact(z.nullable(word)),
  /** Each is a separate fact, so that an unreadable one keeps its position. */
  messages: array(fact(message)),
  has_more: fact(boolean),
  chat_states: fact(
    z.object({
      write_message_state: fact(z.object({ allowed: fact(boolean), reason: text })),
      send_file_state: fact(z.object({ allowed: fact(boolean) })),
    }),
  ),
}));
export type WireChatMessages = z.output<typeof chatMessages>;

/** `GET /common/chats/{id}/participants` (operation `get-participant-list`). */
export const participants = object(() => ({
  items: array(
    z.object({
      id: key,
      name: fact(word),
      /** APPLICANT, EMPLOYER, BOT. */
      role: fact(z.nullable(word)),
      /** USER, BOT. */
      type: fact(z.nullable(word)),
      /** Only for an applicant. */
      resume_id: maybe(id<ResumeId>()),
    }),
  ),
}));
export type WireParticipants = z.output<typeof participants>;

/** `GET /common/chats/files/conditions` (operation `get-common-chat-files-conditions`). */
export const fileConditions = object(() => ({
  files_upload: maybe(z.object({ max_size: number, mime_type: list(key), type: list(key) })),
}));

const oldMessage = object(() => ({
  id: id<MessageId>(),
  created_at: fact(moment),
  text: fact(z.nullable(sentence)),
  /** `text`, or the applicant's new state. */
  state: fact(z.nullable(stage)),
  author: fact(z.object({ participant_type: word })),
  viewed_by_opponent: fact(boolean),
  /** An applicant's own letter that nobody has read yet; missing in older answers. */
  editable: fact(maybe(boolean)),
  /** Where an invitation asks the applicant to come. */
  address: fact(
    maybe(
      z.object({
        city: text,
        street: text,
        building: text,
        description: text,
        lat: maybe(amount),
        lng: maybe(amount),
        metro_stations: maybe(every(z.object({ station_name: word }))),
      }),
    ),
  ),
  /** Tests that hh attaches to an invitation. */
  assessments: fact(
    maybe(
      every(
        z.object({
          id: key,
          name: word,
          actions: maybe(every(z.object({ id: key, name: word, enabled: boolean, alternate_url: text }))),
        }),
      ),
    ),
  ),
}));
export type WireOldMessage = z.output<typeof oldMessage>;

/**
 * `GET /negotiations/{nid}/messages` (operation `get-negotiation-messages`), including fields that no other
 * call has.
 */
export const oldMessages = page(fact(oldMessage));
export type WireOldMessages = z.output<typeof oldMessages>;

/** hh's maximum of chat messages per request. */
export const messagesAtOnce = 50;

/** hh's maximum of chats per page. */
const chatsAtOnce = 20;

interface ChatsQuery {
  unread?: boolean;
  /** Starts at 0; hh stops at 50. */
  page?: number;
  /** At most 100. */
  vacancyIds?: readonly VacancyId[];
}

/** Where in a chat to read from: a known message (it is returned again), and the direction in time. */
export interface From {
  id: MessageId;
  way: 'older' | 'newer';
}

export type Conversations = ReturnType<typeof createConversations>;

/**
 * Chats, and the old messages of a negotiation without a chat. Reading a chat has no side effect: only `read`
 * tells the other side that something was seen. Reading old messages marks the negotiation as viewed.
 */
export function createConversations(client: Client) {
  const get = getter(client);

  return {
    /** Operation `get-common-chat-list`. */
    list: async (of: ChatsQuery = {}) =>
      get('/common/chats', chats, {
        page: of.page,
        per_page: chatsAtOnce,
        filter_unread: of.unread || null,
        // A single string, including the brackets.
        filter_with_vacancy_ids: of.vacancyIds?.length ? `[${of.vacancyIds.join(',')}]` : null,
      }),

    /** The number of chats with unread messages. Operation `unread-chats-count`. */
    unreadCount: async () =>
      valueOrThrow((await get('/common/chats/counters/unread', unreadChats)).unread_chats_count),

    /** Fifty messages: the newest, or those before or after a known one. Operation `get-chat-messages`. */
    messages: async (chatId: ChatId, from?: From | null) =>
      get(path`/common/chats/${chatId}/messages`, chatMessages, {
        limit: messagesAtOnce,
        start_message_id: from?.id,
        order: from?.way === 'newer' ? 'next' : 'prev',
      }),

    /** Marks the response as viewed, so the button must have said so. Operation `get-negotiation-messages`. */
    oldMessages: async (id: NegotiationId, gesture: Gesture, page = 0) =>
      get(
        path`/negotiations/${id}/messages`,
        oldMessages,
        { page, per_page: 50 },
        { effect: 'marks-viewed', gesture },
      ),

    /** Not idempotent: there is no key. Operation `send-negotiation-message`. */
    sendOldMessage: async (id: NegotiationId, text: string, gesture: Gesture) =>
      client.send({
        method: 'POST',
        url: path`/negotiations/${id}/messages`,
        form: { message: text },
        effect: 'writes',
        gesture,
        read: () => {},
      }),

    /**
     * Sends a text, or an uploaded file, exactly once per `key` (a UUID, stored with the draft). If hh already
     * has the key (409), an earlier attempt arrived: that is a success without an id. Operation
     * `chat-message-post`.
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
          idempotent: true,
          read: (json) => ({ messageId: idIn<MessageId>(json) }),
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
        idempotent: true,
        read: () => {},
      }),
  };
}

/** Calls about chats used only by our own pages. */
export function createChatDetails(client: Client) {
  const get = getter(client);

  return {
    /** Operation `get-participant-list`. */
    participants: async (chatId: ChatId) => get(path`/common/chats/${chatId}/participants`, participants),

    /** Which files a chat accepts. Operation `get-common-chat-files-conditions`. */
    fileConditions: () => get('/common/chats/files/conditions', fileConditions),
  };
}

/** Changes to a conversation, besides sending messages. */
export const conversationChanges = {
  /** Edits one's own message, while hh says `can_edit`. Operation `chat-message-put`. */
  edit: (chatId: ChatId, messageId: MessageId, text: string) =>
    changeOf('chat-message-put', [chatId, messageId], { json: { text } }),

  /** Deletes one's own message for both sides. Operation `chat-message-delete`. */
  remove: (chatId: ChatId, messageId: MessageId) => changeOf('chat-message-delete', [chatId, messageId]),

  /** Operation `put-participant-list`. */
  addManager: (chatId: ChatId, managerId: ManagerId) =>
    changeOf('put-participant-list', [chatId], { json: { id: managerId } }),

  /** Operation `leave-chat`. */
  leave: (chatId: ChatId) => changeOf('leave-chat', [chatId]),

  /** Whether the applicant may write. Operation `set-write-possibility-common`. */
  letApplicantWrite: (chatId: ChatId, may: boolean) =>
    changeOf('set-write-possibility-common', [chatId], {
      query: { applicant_write_possibility: String(may) },
    }),

  /**
   * Gets the chat with a resume's owner that belongs to no vacancy, or begins it with this text: one such chat
   * exists per resume. Operation `get-or-create-chat-without-vacancy-common`.
   */
  withoutVacancy: (resumeId: ResumeId, text: string) =>
    changeOf('get-or-create-chat-without-vacancy-common', [], {
      json: { resume_hash: resumeId, first_message: text },
    }),
};

const link = reader(z.object({ upload_url: word }));
const uploaded = reader(z.object({ upload_id: word }));

/**
 * Uploads a file to hh, so that a message may refer to it; until then it appears in no chat. An upload link is
 * valid for one file and for a limited time, so each attempt requests its own. Operation
 * `get-common-chat-files-upload-links`.
 *
 * @throws {HhError} `files-elsewhere` if the link leads outside hh's API, where the token never goes: nothing
 * was sent there
 */
export async function uploadFile(
  client: Client,
  file: { blob: Blob; name: string },
  gesture: Gesture,
): Promise<string> {
  // Idempotent: an upload that no message refers to is invisible.
  const call = { method: 'POST', effect: 'writes', gesture, idempotent: true } as const;
  const { upload_url: url } = await client.send({
    ...call,
    url: '/common/chats/files/upload_links',
    read: link,
  });
  try {
    return (await client.send({ ...call, url, file, read: uploaded })).upload_id;
  } catch (error) {
    if (!(error instanceof HhError)) throw error;
    const { name, detail } = error.problem;
    if (name === 'foreign-address') throw new HhError('files-elsewhere', 'no');
    if (detail === 'bad_argument/file') throw new HhError('file-refused', 'answered');
    // The link has expired.
    throw detail === 'bad_argument/state' ? new HhError('not-sent', 'answered') : error;
  }
}
