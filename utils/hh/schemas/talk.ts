import * as z from 'zod/mini';
import type { ChatId, MessageId, ResumeId } from '../../ids.ts';
import {
  amount,
  array,
  boolean,
  every,
  fact,
  id,
  key,
  list,
  maybe,
  moment,
  number,
  page,
  part,
  sentence,
  stage,
  text,
  word,
} from './readers.ts';

/* A conversation in full; what the executors look for in one is in `chats.ts` and `messages.ts`. */

const message = z.object({
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
  payload: fact(
    z.object({
      text: fact(z.nullable(sentence)),
      attachments: fact(
        z.nullable(array(z.object({ title: fact(text), url: word, preview: part({ url: text }) }))),
      ),
      moved_participant: fact(z.nullable(z.object({ name: word }))),
    }),
  ),
});
export type TalkMessageWire = z.output<typeof message>;

/** `GET /common/chats/{id}/messages` (operation `get-chat-messages`). */
export const talk = z.object({
  id: id<ChatId>(),
  unread_message_count: fact(amount),
  block_reason: fact(z.nullable(word)),
  /** Each a fact of its own, so that one that cannot be read keeps its place. */
  messages: array(fact(message)),
  has_more: fact(boolean),
  chat_states: fact(
    z.object({
      write_message_state: fact(z.object({ allowed: fact(boolean), reason: text })),
      send_file_state: fact(z.object({ allowed: fact(boolean) })),
    }),
  ),
});
export type TalkWire = z.output<typeof talk>;

/** `GET /common/chats/{id}/participants` (operation `get-participant-list`). */
export const participants = z.object({
  items: array(
    z.object({
      id: key,
      name: fact(word),
      /** APPLICANT, EMPLOYER, BOT. */
      role: fact(z.nullable(word)),
      /** USER, BOT. */
      type: fact(z.nullable(word)),
      /** Only of an applicant. */
      resume_id: z.nullish(id<ResumeId>()),
    }),
  ),
});
export type ParticipantsWire = z.output<typeof participants>;

/** `GET /common/chats/files/conditions` (operation `get-common-chat-files-conditions`). */
export const fileConditions = z.object({
  files_upload: maybe({ max_size: number, mime_type: list(key), type: list(key) }),
});

const oldMessage = z.object({
  id: id<MessageId>(),
  created_at: fact(moment),
  text: fact(z.nullable(sentence)),
  /** `text`, or what the applicant's state became. */
  state: fact(z.nullable(stage)),
  author: fact(z.object({ participant_type: word })),
  viewed_by_opponent: fact(boolean),
  /** An applicant's own letter while nobody has read it; older answers lack it. */
  editable: fact(z.nullish(boolean)),
  /** Where an invitation asks to come to. */
  address: fact(
    z.nullish(
      z.object({
        city: text,
        street: text,
        building: text,
        description: text,
        lat: z.nullish(amount),
        lng: z.nullish(amount),
        metro_stations: z.nullish(every(z.object({ station_name: word }))),
      }),
    ),
  ),
  /** Tests that hh offers with an invitation. */
  assessments: fact(
    z.nullish(
      every(
        z.object({
          id: key,
          name: word,
          actions: z.nullish(every(z.object({ id: key, name: word, enabled: boolean, alternate_url: text }))),
        }),
      ),
    ),
  ),
});
export type OldMessageWire = z.output<typeof oldMessage>;

/** `GET /negotiations/{nid}/messages` (operation `get-negotiation-messages`), with what only it tells. */
export const oldTalk = page(fact(oldMessage));
export type OldTalkWire = z.output<typeof oldTalk>;
