import * as z from 'zod/mini';
import type { ChatId, MessageId, ResumeId, VacancyId } from '../../ids.ts';
import { date, flag, id, key, list, maybe, named, number, page, part, text } from './wire.ts';

/* A talk in full, for our own pages; the worker's readers in `chats.ts` and `messages.ts` know less of it. */

const message = z.object({
  id: id<MessageId>(),
  type: text,
  creation_time: date,
  last_change_time: date,
  can_edit: flag,
  viewed_by_opponent: flag,
  sender_display_info: maybe({ name: text, role: text, is_current_participant: flag }),
  payload: maybe({
    text,
    attachments: list(z.object({ title: text, url: text, content_type: text, preview: part({ url: text }) })),
    moved_participant: part({ name: text }),
  }),
});
export type TalkMessageWire = z.output<typeof message>;

const allowed = part({ allowed: flag, reason: text });

/** `GET /common/chats/{id}/messages` (operation `get-chat-messages`). */
export const talk = z.object({
  id: id<ChatId>(),
  type: text,
  unread_message_count: number,
  block_reason: text,
  display: part({ title: text }),
  vacancy_id: z.nullish(id<VacancyId>()),
  messages: list(message),
  has_more: flag,
  chat_states: part({ write_message_state: allowed, send_file_state: allowed }),
});
export type TalkWire = z.output<typeof talk>;

/** `GET /common/chats/{id}/participants` (operation `get-participant-list`). */
export const participants = z.object({
  items: list(
    z.object({
      id: key,
      name: text,
      /** APPLICANT, EMPLOYER, BOT. */
      role: text,
      /** USER, BOT. */
      type: text,
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

const station = z.object({ line_name: text, station_name: text });

const oldMessage = z.object({
  id: id<MessageId>(),
  created_at: date,
  text,
  state: z.nullish(named),
  author: maybe({ participant_type: text }),
  viewed_by_me: flag,
  viewed_by_opponent: flag,
  /** An applicant's own letter while nobody has read it. */
  editable: flag,
  /** Where an invitation asks to come to. */
  address: part({
    city: text,
    street: text,
    building: text,
    description: text,
    lat: number,
    lng: number,
    metro_stations: list(station),
  }),
  /** Tests that hh offers with an invitation. */
  assessments: list(
    z.object({
      id: key,
      name: text,
      actions: list(z.object({ id: key, name: text, enabled: flag, alternate_url: text })),
    }),
  ),
});
export type OldMessageWire = z.output<typeof oldMessage>;

/** `GET /negotiations/{nid}/messages` (operation `get-negotiation-messages`), with what only it tells. */
export const oldTalk = page(oldMessage);
export type OldTalkWire = z.output<typeof oldTalk>;
