import * as z from 'zod/mini';
import type { MessageId } from '../../ids.ts';
import { date, flag, id, maybe, named, page, text } from './wire.ts';

const message = z.object({
  id: id<MessageId>(),
  created_at: date,
  text,
  /** `text`, or what the applicant's state became. */
  state: z.nullish(named),
  author: maybe({ participant_type: text }),
  viewed_by_me: flag,
  viewed_by_opponent: flag,
});
export type OldMessage = z.output<typeof message>;

/** `GET /negotiations/{nid}/messages` (operation `get-negotiation-messages`): the talk before there were chats. */
export const oldMessages = page(message);
