import type { NegotiationId } from '../ids.ts';
import { type Client, getter } from './client.ts';
import type { Gesture } from './effects.ts';
import { path } from './path.ts';
import { contacts, resumeOffer } from './schemas/contacts.ts';
import { reader } from './schemas/readers.ts';

/** How a person can be reached. What it costs to look is known before, without a trace. */
export function createContacts(client: Client) {
  const get = getter(client);

  return {
    /** Where the contacts are, and whether they are open. Operation `get-negotiation-item`. */
    offer: async (id: NegotiationId) => get(path`/negotiations/${id}`, reader(resumeOffer)),

    /**
     * Opens the resume with its contacts; `url` is of the offer. Operation `get-resume`, traces `marks-viewed`,
     * `spends-view` and, where they were closed, `spends-contact`.
     */
    open: async (url: string, gesture: Gesture) =>
      get(url, reader(contacts), {}, { effect: ['marks-viewed', 'spends-view'], gesture }),
  };
}
