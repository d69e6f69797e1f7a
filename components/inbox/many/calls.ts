import type { EntryId, NegotiationId } from '../../../utils/ids.ts';
import type { Address } from '../../../utils/domain/negotiation.ts';
import type { Wish } from '../../../utils/domain/write-request.ts';
import type { TemplateOf } from '../../../utils/messaging/protocol.ts';
import type { Answer } from '../../../utils/problem.ts';

/** What the bar for many asks of the worker. */
export interface ManyCalls {
  readTemplate: (of: TemplateOf) => Promise<Answer<string>>;
  readAddresses: () => Promise<Answer<Address[]>>;
  /** What hh offers this one now: read before a call of its own is planned. */
  readNegotiation: (id: NegotiationId) => Promise<Answer<unknown>>;
  /** Answers with the id of the group. */
  writeMany: (wishes: Wish[]) => Promise<Answer<string>>;
  /** Takes back what of a group has not gone out. */
  stop: (group: string) => Promise<unknown>;
  retry: (id: EntryId) => Promise<unknown>;
  dismiss: (id: EntryId) => Promise<unknown>;
  saveDraft: (draft: { key: string; text: string }) => Promise<unknown>;
  flush: () => Promise<unknown>;
}
