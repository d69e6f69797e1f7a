import * as z from 'zod/mini';
import type { ChatId, EmployerId, NegotiationId, ResumeId } from '../../ids.ts';
import { date, flag, id, maybe, named, number, page, part, text } from './readers.ts';
import { vacancyForApplicant } from './vacancies.ts';

/**
 * A response or an invitation, as the applicant sees it. The addresses of its talk and of the resume are left out:
 * reading them leaves a trace.
 */
export const applicantNegotiation = z.object({
  id: id<NegotiationId>(),
  created_at: date,
  updated_at: date,
  state: z.nullish(named),
  /** There is something unread in it. */
  has_updates: flag,
  viewed_by_opponent: flag,
  counters: maybe({ messages: number, unread_messages: number }),
  messaging_status: text,
  chat_id: z.nullish(id<ChatId>()),
  hidden: flag,
  /** May be hidden together with a polite refusal. */
  decline_allowed: flag,
  /** null when it is deleted. */
  resume: part({ id: id<ResumeId>(), title: text }),
  /** An anonymous employer has a name and no id. */
  vacancy: part({ ...vacancyForApplicant, employer: part({ id: z.nullish(id<EmployerId>()), name: text }) }),
});
export type WireApplicantNegotiation = z.output<typeof applicantNegotiation>;

/** `GET /negotiations` by an applicant (operation `get-negotiations`). */
export const applicantNegotiations = page(applicantNegotiation);
