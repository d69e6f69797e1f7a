import * as z from 'zod/mini';
import type { MessageId } from '../../ids.ts';
import { date, id, maybe, page, text } from './readers.ts';

/** As much of a letter as an executor looks for; `talk.ts` reads the whole. */
const message = z.object({
  id: id<MessageId>(),
  created_at: date,
  text,
  author: maybe({ participant_type: text }),
});

/** `GET /negotiations/{nid}/messages` (operation `get-negotiation-messages`): what was written before there were chats. */
export const oldMessages = page(message);
