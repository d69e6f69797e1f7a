import * as z from 'zod/mini';
import { flag, key, list, named, text, word } from './wire.ts';

/** A text hh has ready; `url` gives it filled in (operation `get-negotiation-message-templates`). */
export const templateLink = z.object({ id: key, name: text, url: text, quick: flag });

/**
 * What can be done with a negotiation or a resume: `method` to `url` with the arguments as a form. Ids are
 * hh's and differ per vacancy; older answers have no `hidden`.
 */
export const action = z.object({
  id: key,
  name: text,
  enabled: flag,
  hidden: flag,
  method: text,
  url: word,
  arguments: list(z.object({ id: key, required: flag, required_arguments: list(z.object({ id: key })) })),
  resulting_employer_state: z.nullish(named),
  templates: list(templateLink),
  sub_actions: list(z.object({ id: key, name: text, method: text, url: word })),
});
export type WireAction = z.output<typeof action>;
