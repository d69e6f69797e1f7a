import * as z from 'zod/mini';
import { fact, flag, key, list, sentence, text } from './wire.ts';

const mailTemplate = z.object({
  id: key,
  name: text,
  /** `EMAIL`, `SMS`. */
  type: text,
  text: fact(sentence),
  editable: flag,
  /** The company's own words; false: hh's. */
  template_modified: flag,
  /** The stage it belongs to, in capitals (`PHONE_INTERVIEW`). */
  employer_state: text,
  /** `[Name]`, `[Vacancy]` … that hh fills in. */
  variables: list(z.object({ id: key, name: text })),
});
export type MailTemplate = z.output<typeof mailTemplate>;

/** `GET /employers/{e}/mail_templates` (operation `get-mail-templates`): a bare array. */
export const mailTemplates = list(mailTemplate);
