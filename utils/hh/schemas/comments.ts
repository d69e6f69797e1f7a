import * as z from 'zod/mini';
import { date, flag, key, named, page, part, text } from './wire.ts';

const comment = z.object({
  id: key,
  text,
  created_at: date,
  author: part({ full_name: text }),
  is_mine: flag,
  /** `coworkers`, or `owner`: only its author sees it. */
  access_type: z.nullish(named),
});
export type WireComment = z.output<typeof comment>;

/** `GET /applicant_comments/{applicant_id}` (operation `get-applicant-comments-list`). */
export const comments = page(comment);
