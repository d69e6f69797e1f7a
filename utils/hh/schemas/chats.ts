import * as z from 'zod/mini';
import type { ChatId, MessageId, VacancyId } from '../../ids.ts';
import { date, flag, id, list, maybe, number, page, part, text } from './wire.ts';

const message = z.object({
  id: id<MessageId>(),
  /** SIMPLE, PARTICIPANT_JOINED, PARTICIPANT_LEFT; absent in a list's `last_message`. */
  type: text,
  creation_time: date,
  viewed_by_opponent: flag,
  sender_display_info: maybe({ name: text, role: text, is_current_participant: flag }),
  payload: maybe({
    text,
    attachments: list(z.object({ title: text, url: text })),
    moved_participant: part({ name: text }),
  }),
});
export type ChatMessage = z.output<typeof message>;

const chat = {
  id: id<ChatId>(),
  /** NEGOTIATION, SUPPORT, BOT, COMMON. */
  type: text,
  creation_time: date,
  unread_message_count: number,
  block_reason: text,
  display: part({ title: text }),
  vacancy_id: z.nullish(id<VacancyId>()),
};

const chatRow = z.object({ ...chat, last_message: z.nullish(message) });
export type WireChat = z.output<typeof chatRow>;

/** `GET /common/chats` (operation `get-common-chat-list`). */
export const chats = page(chatRow);

const allowed = maybe({ allowed: flag, reason: text });

/** `GET /common/chats/{id}/messages` (operation `get-chat-messages`). */
export const chatMessages = z.object({
  ...chat,
  messages: list(message),
  has_more: flag,
  chat_states: maybe({ write_message_state: allowed }),
});
export type ChatMessages = z.output<typeof chatMessages>;

/** `GET /common/chats/counters/unread` (operation `unread-chats-count`). */
export const unreadChats = z.object({ unread_chats_count: number });
