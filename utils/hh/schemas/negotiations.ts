import * as z from 'zod/mini';
import type { ApplicantId, ChatId, NegotiationId } from '../../ids.ts';
import { action } from './actions.ts';
import {
  amount,
  array,
  boolean,
  fact,
  id,
  moment,
  number,
  page,
  part,
  spare,
  stage,
  text,
  word,
} from './readers.ts';
import { shortResume } from './short-resume.ts';
import { vacancyShort } from './vacancies.ts';

/** The short resume inside a negotiation, with what the employer has had with it. */
const resume = z.object({
  ...shortResume,
  owner: fact(z.object({ id: id<ApplicantId>(), comments: part({ counters: part({ total: number }) }) })),
});
export type WireResume = z.output<typeof resume>;

const vacancy = z.object({ ...vacancyShort, archived: fact(boolean) });

/**
 * A response or an invitation. `employer_state` is the stage of the employer's pipeline, `state` what the
 * applicant sees: neither stands in for the other. `resume` is null when it is deleted or hidden.
 */
export const negotiation = z.object({
  id: id<NegotiationId>(),
  created_at: fact(moment),
  updated_at: fact(moment),
  state: fact(stage),
  employer_state: fact(stage),
  has_updates: fact(boolean),
  viewed_by_opponent: fact(boolean),
  counters: fact(z.object({ messages: fact(amount), unread_messages: fact(amount) })),
  messaging_status: fact(word),
  /** Without one there are old messages only. */
  chat_id: fact(z.nullish(id<ChatId>())),
  source: spare(text),
  actions: fact(array(action)),
  test_result: fact(z.nullish(z.object({ score: amount, mark: text }))),
  chat_bot: fact(z.nullish(z.object({ auto_survey: z.nullish(z.object({ text })) }))),
  resume: fact(z.nullable(resume)),
  /** Only in the single item; null when it is hidden from us. */
  vacancy: fact(z.nullish(vacancy)),
});
export type WireNegotiation = z.output<typeof negotiation>;

/** `GET /negotiations/{collection}` (operation `get-collection-negotiations-list`). */
export const negotiations = page(negotiation);
