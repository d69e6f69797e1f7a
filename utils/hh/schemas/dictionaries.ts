import * as z from 'zod/mini';
import { list, named } from './readers.ts';

/** `GET /dictionaries` (operation `get-dictionaries`): of some sixty lists the ones that name what we show. */
export const dictionaries = z.object({
  negotiations_state: list(named),
  messaging_status: list(named),
  applicant_comment_access_type: list(named),
});
export type Dictionaries = z.output<typeof dictionaries>;
