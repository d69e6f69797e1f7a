import type { EntryId, NegotiationId, VacancyId } from '../utils/ids.ts';
import type { Address, Conversation } from '../utils/inbox/negotiation.ts';
import type { Wish } from '../utils/inbox/write.ts';
import type { Answer } from '../utils/problem.ts';

/** Everything the panel may ask for; the entrypoint gives it hands. */
export interface Deeds {
  refresh: () => void;
  close: () => void;
  signIn: () => void;
  openOptions: () => void;
  /** Copies the details of a problem. */
  copy: (details: string) => void;
  write: (wish: Wish) => Promise<Answer<EntryId>>;
  undo: (id: EntryId) => void;
  retry: (id: EntryId) => void;
  dismiss: (id: EntryId) => void;
  flush: () => void;
  saveDraft: (key: string, text: string) => void;
  loadTemplate: (
    negotiationId: NegotiationId,
    actionId: string,
    templateId: string,
  ) => Promise<Answer<string>>;
  loadAddresses: () => Promise<Answer<Address[]>>;
  /** Marks the response as viewed. */
  loadConversation: (negotiationId: NegotiationId) => Promise<Answer<Conversation>>;
  vacancyUrl: (id: VacancyId) => string;
  /** The responses of a vacancy on hh, for what can be done only there. */
  responsesUrl: (id: VacancyId) => string;
  hhUrl: string;
}
