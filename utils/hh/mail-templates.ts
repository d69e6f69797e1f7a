import type { EmployerId } from '../ids.ts';
import type { Change } from './change.ts';
import { type Client, getter } from './client.ts';
import { path } from './path.ts';
import { mailTemplates } from './schemas/mail-templates.ts';
import { reader } from './schemas/readers.ts';

/** The letters and text messages that hh has ready, in the words of the company. */
export function createMailTemplates(client: Client) {
  const get = getter(client);

  return {
    /** All of the company's, with the variables each may hold. Operation `get-mail-templates`. */
    mailTemplates: async (employerId: EmployerId) =>
      get(path`/employers/${employerId}/mail_templates`, reader(mailTemplates)),
  };
}

/**
 * The call that gives a template another text, for the whole company: set twice it is as set once, so it may go
 * through the outbox as it is. Operation `put-mail-templates-item`.
 *
 * @throws {HhError} `bad-argument` for an id that would make it another path
 */
export const mailTemplateChange = (of: {
  employerId: EmployerId;
  templateId: string;
  text: string;
}): Change => ({
  operation: 'put-mail-templates-item',
  method: 'PUT',
  url: path`/employers/${of.employerId}/mail_templates/${of.templateId}`,
  json: { text: of.text },
  effects: ['writes'],
});
