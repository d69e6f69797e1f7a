import type { ChatId, ManagerId, MessageId, NegotiationId, ResumeId } from '../ids.ts';
import type { Change } from './change.ts';
import { type Client, getter } from './client.ts';
import type { Gesture } from './effects.ts';
import { path } from './path.ts';
import { reader } from './schemas/readers.ts';
import { fileConditions, oldTalk, participants, talk } from './schemas/talk.ts';

/** Where in a chat to read from: a message that is known (it comes again), and which way in time. */
export interface From {
  id: MessageId;
  way: 'older' | 'newer';
}

/** A talk in full, for our own pages. Reading a chat leaves no trace; reading old messages does. */
export function createConversations(client: Client) {
  const get = getter(client);

  return {
    /** Fifty messages: the newest, or those before or after a known one. Operation `get-chat-messages`. */
    messages: async (chatId: ChatId, from?: From | null) =>
      get(path`/common/chats/${chatId}/messages`, reader(talk), {
        limit: 50,
        start_message_id: from?.id,
        order: from?.way === 'newer' ? 'next' : 'prev',
      }),

    /** Marks the response as viewed, which the click must have said. Operation `get-negotiation-messages`. */
    oldMessages: async (id: NegotiationId, gesture: Gesture, page = 0) =>
      get(
        path`/negotiations/${id}/messages`,
        reader(oldTalk),
        { page, per_page: 50 },
        { effect: 'marks-viewed', gesture },
      ),

    /** Operation `get-participant-list`. */
    participants: async (chatId: ChatId) =>
      get(path`/common/chats/${chatId}/participants`, reader(participants)),

    /** What files a chat takes. Operation `get-common-chat-files-conditions`. */
    fileConditions: () => get('/common/chats/files/conditions', reader(fileConditions)),
  };
}

/** What can be changed of a talk, beside sending into it. */
export const talkChanges = {
  /** One's own message, while hh says `can_edit`. Operation `chat-message-put`. */
  edit: (chatId: ChatId, messageId: MessageId, text: string): Change => ({
    operation: 'chat-message-put',
    method: 'PUT',
    url: path`/common/chats/${chatId}/messages/${messageId}`,
    json: { text },
    effects: ['writes'],
  }),

  /** Takes one's own message back, for both sides. Operation `chat-message-delete`. */
  remove: (chatId: ChatId, messageId: MessageId): Change => ({
    operation: 'chat-message-delete',
    method: 'DELETE',
    url: path`/common/chats/${chatId}/messages/${messageId}`,
    effects: ['writes'],
  }),

  /** Operation `put-participant-list`. */
  addManager: (chatId: ChatId, managerId: ManagerId): Change => ({
    operation: 'put-participant-list',
    method: 'PUT',
    url: path`/common/chats/${chatId}/participants`,
    json: { id: managerId },
    effects: ['writes'],
  }),

  /** Operation `leave-chat`. */
  leave: (chatId: ChatId): Change => ({
    operation: 'leave-chat',
    method: 'PUT',
    url: path`/common/chats/${chatId}/leave`,
    effects: ['writes'],
  }),

  /** Whether the applicant may write. Operation `set-write-possibility-common`. */
  letApplicantWrite: (chatId: ChatId, may: boolean): Change => ({
    operation: 'set-write-possibility-common',
    method: 'PUT',
    url: `${path`/common/chats/${chatId}/write_possibility`}?applicant_write_possibility=${may}`,
    effects: ['writes'],
  }),

  /**
   * Gets the chat with the owner of a resume that hangs on no vacancy, or begins it with this text: one such
   * chat exists per resume. Operation `get-or-create-chat-without-vacancy-common`.
   */
  withoutVacancy: (resumeId: ResumeId, text: string): Change => ({
    operation: 'get-or-create-chat-without-vacancy-common',
    method: 'POST',
    url: '/common/chats/without_vacancy',
    json: { resume_hash: resumeId, first_message: text },
    effects: ['writes'],
  }),
};
