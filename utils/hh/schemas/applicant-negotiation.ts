import * as z from 'zod/mini';
import { applicantNegotiation } from './applicant-negotiations.ts';
import { date, flag, key, list, named, number, page, part, text } from './readers.ts';

/** A negotiation with what only our own pages show: the worker reads the plainer `applicantNegotiation`. */
export const applicantNegotiationInFull = z.extend(applicantNegotiation, {
  /** NEGOTIATION, PHONE_CALL, CHAT, AUTO_RESPONSE … */
  source: text,
  tags: list(z.object({ id: key })),
  /** Asked before there was a response. */
  applicant_question_state: flag,
  /** Of this vacancy, by hh's own telephone; status by the dictionary `phone_call_status`. */
  phone_calls: part({
    picked_up_phone_by_opponent: flag,
    items: list(
      z.object({
        id: key,
        status: text,
        creation_time: date,
        last_change_time: date,
        duration_seconds: number,
      }),
    ),
  }),
  /** What the person said of looking for work. */
  job_search_status: part(named.shape),
});
export type ApplicantNegotiationInFull = z.output<typeof applicantNegotiationInFull>;

/** `GET /negotiations` (operation `get-negotiations`) and `…/active` (operation `get-active-negotiations`), whole. */
export const applicantPage = page(applicantNegotiationInFull);
