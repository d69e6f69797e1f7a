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
  maybe,
  moment,
  page,
  sentence,
  text,
  word,
} from './readers.ts';

/** As much of a message as an executor looks for; `talk.ts` reads the whole. */
const message = z.object({
  id: id<MessageId>(),
  creation_time: date,
  sender_display_info: maybe({ is_current_participant: flag }),
  payload: maybe({ text }),
});

/** What a list says of the newest message; `payload` is there even when its text is null. */
const lastMessage = z.object({
  id: id<MessageId>(),
  creation_time: fact(moment),
  sender_display_info: fact(z.object({ is_current_participant: boolean })),
  payload: fact(z.object({ text: z.nullable(sentence) })),
});

const chatRow = z.object({
  id: id<ChatId>(),
  unread_message_count: fact(amount),
  block_reason: fact(text),
  display: fact(z.object({ title: word })),
  vacancy_id: fact(z.nullish(id<VacancyId>())),
  /** hh's schema lets it be absent; then nothing is known of it. */
  last_message: fact(z.nullable(lastMessage)),
});
export type WireChat = z.output<typeof chatRow>;

/** `GET /common/chats` (operation `get-common-chat-list`). */
export const chats = page(chatRow);

/** `GET /common/chats/{id}/messages` (operation `get-chat-messages`). */
export const chatMessages = z.object({
  id: id<ChatId>(),
  /** Without its list an answer says nothing of what was written. */
  messages: array(message),
});

/** `GET /common/chats/counters/unread` (operation `unread-chats-count`). */
export const unreadChats = z.object({ unread_chats_count: fact(amount) });
