import * as z from 'zod/mini';
import { boolean, fact, key, moment, page, stage, text, word } from './readers.ts';

const comment = z.object({
  id: key,
  text: fact(word),
  created_at: fact(moment),
  /** Without a name it is somebody whom hh does not name. */
  author: fact(z.object({ full_name: text })),
  is_mine: fact(boolean),
  /** `coworkers`, or `owner`: only its author sees it. */
  access_type: fact(stage),
});
export type WireComment = z.output<typeof comment>;

/** `GET /applicant_comments/{applicant_id}` (operation `get-applicant-comments-list`). */
export const comments = page(comment);
