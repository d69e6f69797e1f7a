import * as z from 'zod/mini';
import { array, boolean, fact, key, list, sentence, spare, text, word } from './readers.ts';

const mailTemplate = z.object({
  id: key,
  name: fact(word),
  /** `EMAIL`, `SMS`. */
  type: fact(word),
  text: fact(sentence),
  editable: fact(boolean),
  /** The company's own words; false: hh's. */
  template_modified: fact(boolean),
  /** `[Name]`, `[Vacancy]` … that hh fills in. */
  variables: list(z.object({ id: key, name: spare(text) })),
});
export type MailTemplate = z.output<typeof mailTemplate>;

/** `GET /employers/{e}/mail_templates` (operation `get-mail-templates`): a bare array. */
export const mailTemplates = array(mailTemplate);
