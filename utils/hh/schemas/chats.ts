import * as z from 'zod/mini';
import type { ChatId, MessageId, VacancyId } from '../../ids.ts';
import {
  amount,
  array,
  boolean,
  date,
  fact,
  flag,
  id,
  list,
  maybe,
  moment,
  number,
  page,
  part,
  sentence,
  text,
  word,
} from './wire.ts';

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

/** What a list says of the newest message; `payload` is there even when its text is null. */
const lastMessage = z.object({
  id: id<MessageId>(),
  creation_time: fact(moment),
  sender_display_info: fact(z.object({ is_current_participant: boolean })),
  payload: fact(z.object({ text: z.nullable(sentence) })),
});

const chatRow = z.object({
  id: chat.id,
  unread_message_count: fact(amount),
  block_reason: fact(text),
  display: fact(z.object({ title: word })),
  vacancy_id: fact(chat.vacancy_id),
  /** hh's schema lets it be absent; then nothing is known of it. */
  last_message: fact(z.nullable(lastMessage)),
});
export type WireChat = z.output<typeof chatRow>;

/** `GET /common/chats` (operation `get-common-chat-list`). */
export const chats = page(chatRow);

const allowed = maybe({ allowed: flag, reason: text });

/** `GET /common/chats/{id}/messages` (operation `get-chat-messages`). */
export const chatMessages = z.object({
  ...chat,
  /** Without its list an answer says nothing of what was written. */
  messages: array(message),
  has_more: flag,
  chat_states: maybe({ write_message_state: allowed }),
});
export type ChatMessages = z.output<typeof chatMessages>;

/** `GET /common/chats/counters/unread` (operation `unread-chats-count`). */
export const unreadChats = z.object({ unread_chats_count: fact(amount) });
