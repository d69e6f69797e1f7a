import type { Contact, ContactsOffer } from '../domain/negotiation.ts';
import { apiAddress, effectsOf } from '../hh/effects.ts';
import type { ContactsWire, ResumeOfferWire } from '../hh/resumes.ts';

/** Where the contacts are, and what hh is known to spend at that address. */
export function contactsOfferOf({ resume }: ResumeOfferWire, viewsLeft: number | null): ContactsOffer {
  const url = resume?.actions?.get_with_contact?.url ?? resume?.url ?? null;
  const address = url ? apiAddress(url) : null;
  return {
    url: address ? url : null,
    effects: address ? [...effectsOf('GET', address)] : [],
    status: resume?.contact_view_status ?? null,
    openUntil: resume?.contacts_open_until_date ?? null,
    viewsLeft,
    hasFile: Boolean(resume?.actions?.download?.pdf ?? resume?.actions?.download?.rtf),
  };
}

/** Contacts without a value are left out. */
export const contactsOf = ({ contact }: ContactsWire): Contact[] =>
  contact.items.flatMap(({ type, contact_value, value, comment, preferred }) => {
    const said = contact_value ?? value;
    return said
      ? [
          {
            kind: type?.name ?? type?.id ?? '',
            value: said,
            comment: comment ?? null,
            preferred: preferred ?? false,
          },
        ]
      : [];
  });
