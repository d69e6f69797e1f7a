import * as z from 'zod/mini';
import type { ApplicantId, ChatId, NegotiationId } from '../../ids.ts';
import { action } from './actions.ts';
import { shortResume } from './short-resume.ts';
import { vacancyShort } from './vacancies.ts';
import { date, flag, id, list, maybe, named, number, page, part, text } from './wire.ts';

/** The short resume inside a negotiation, with what the employer has had with it. */
const resume = z.object({
  ...shortResume,
  owner: maybe({
    id: id<ApplicantId>(),
    comments: part({ counters: part({ total: number }) }),
  }),
  viewed: flag,
  contact_view_status: text,
});
export type WireResume = z.output<typeof resume>;

/**
 * A response or an invitation. `employer_state` is the stage of the employer's pipeline, `state` what the
 * applicant sees; `resume` is null when it is deleted or hidden.
 */
export const negotiation = z.object({
  id: id<NegotiationId>(),
  created_at: date,
  updated_at: date,
  state: z.nullish(named),
  employer_state: z.nullish(named),
  has_updates: flag,
  viewed_by_opponent: flag,
  counters: maybe({ messages: number, unread_messages: number }),
  messaging_status: text,
  chat_id: z.nullish(id<ChatId>()),
  source: text,
  actions: list(action),
  test_result: part({ score: number, mark: text }),
  chat_bot: part({ auto_survey: part({ text }) }),
  resume: z.nullish(resume),
  /** Only in the single item. */
  vacancy: maybe(vacancyShort),
});
export type WireNegotiation = z.output<typeof negotiation>;

/** `GET /negotiations/{collection}` (operation `get-collection-negotiations-list`). */
export const negotiations = page(negotiation);
