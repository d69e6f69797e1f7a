import * as z from 'zod/mini';
import { boolean, every, flag, key, list, named, spare, text, word } from './readers.ts';

/** A text hh has ready; `url` gives it filled in (operation `get-negotiation-message-templates`). */
export const templateLink = z.object({ id: key, name: text, url: text, quick: flag });

const argument = z.object({
  id: key,
  required: boolean,
  required_arguments: every(z.object({ id: key })),
});

/**
 * What can be done with a negotiation or a resume: `method` to `url` with the arguments as a form. Ids are
 * hh's and differ per vacancy; older answers have no `hidden`. What decides what a click causes must be there: an
 * action whose arguments could not be read would be offered as a silent one.
 */
export const action = z.object({
  id: key,
  name: word,
  enabled: boolean,
  hidden: z.optional(boolean),
  method: word,
  url: word,
  arguments: every(argument),
  /** null: hh names none. */
  resulting_employer_state: spare(z.nullish(named)),
  templates: list(templateLink),
  sub_actions: z.optional(every(z.object({ id: key, name: word, method: text, url: word }))),
});
export type WireAction = z.output<typeof action>;
