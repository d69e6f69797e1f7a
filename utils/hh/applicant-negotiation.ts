import type { MessageId, NegotiationId } from '../ids.ts';
import { type ApplicantQuery, asApplicant, asked } from './applicant.ts';
import type { Change } from './change.ts';
import { type Client, getter } from './client.ts';
import { createConversations } from './conversations.ts';
import { path } from './path.ts';
import { applicantNegotiationInFull, applicantPage } from './schemas/applicant-negotiation.ts';
import { reader } from './schemas/readers.ts';

/** An applicant's negotiations in full, for our own pages. */
export function createApplicantNegotiation(from: Client) {
  const client = asApplicant(from);
  const get = getter(client);

  return {
    /** One page of the list, by every filter, with telephone calls. Operation `get-negotiations`. */
    list: (of: ApplicantQuery = {}) =>
      get('/negotiations', reader(applicantPage), { ...asked(of), with_job_search_status: true }),

    /** The older twin of `status=active`. Operation `get-active-negotiations`. */
    active: (of: Omit<ApplicantQuery, 'status'> = {}) =>
      get('/negotiations/active', reader(applicantPage), asked(of)),

    /** Operation `get-negotiation-item`. */
    negotiation: async (id: NegotiationId) =>
      get(path`/negotiations/${id}`, reader(applicantNegotiationInFull)),

    /** Marks as seen what was new, which the click must have said. Operation `get-negotiation-messages`. */
    messages: createConversations(client).oldMessages,
  };
}

/** What an applicant can change of a negotiation, beside writing into it (operation `send-negotiation-message`). */
export const applicantChanges = {
  /** One's own covering letter, while hh says `editable`. Operation `edit-negotiation-message`. */
  editLetter: (id: NegotiationId, messageId: MessageId, message: string): Change => ({
    operation: 'edit-negotiation-message',
    method: 'PUT',
    url: path`/negotiations/${id}/messages/${messageId}`,
    form: { message },
    effects: ['writes'],
  }),

  /**
   * Puts a negotiation out of one's sight; `decline`: and says a polite no to the employer, where hh says
   * `decline_allowed`. Operation `hide-active-response`.
   */
  hide: (id: NegotiationId, decline: boolean): Change => ({
    operation: 'hide-active-response',
    method: 'DELETE',
    url: `${path`/negotiations/active/${id}`}?with_decline_message=${decline}`,
    effects: ['writes'],
  }),
};
