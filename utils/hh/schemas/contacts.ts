import * as z from 'zod/mini';
import { flag, list, maybe, named, part, text } from './readers.ts';

const file = part({ url: text });

/**
 * Of the resume in a negotiation only the addresses that leave a trace: the worker's reader drops them so that
 * nothing can follow them, here a person chooses to.
 */
export const resumeOffer = z.object({
  resume: z.nullish(
    z.object({
      url: text,
      /** FULL, IPC (only the chat), NONE. */
      contact_view_status: text,
      contacts_open_until_date: text,
      actions: maybe({ get_with_contact: file, download: maybe({ pdf: file, rtf: file }) }),
    }),
  ),
});
export type ResumeOfferWire = z.output<typeof resumeOffer>;

/** `GET` of such an address (operation `get-resume`): how the person can be reached. */
export const contacts = z.object({
  contact: list(
    z.object({
      type: z.nullish(named),
      contact_value: text,
      /** As it was before `contact_value`; of a phone an object. */
      value: z.pipe(
        z.optional(z.unknown()),
        z.transform((value): string | null =>
          typeof value === 'string'
            ? value
            : typeof value === 'object' && value !== null && 'formatted' in value
              ? String(value.formatted)
              : null,
        ),
      ),
      comment: text,
      preferred: flag,
    }),
  ),
  contacts_open_until_date: text,
});
export type ContactsWire = z.output<typeof contacts>;
