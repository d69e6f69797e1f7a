import type { Address } from '../../../utils/domain/negotiation.ts';
import type { WriteRequest } from '../../../utils/domain/write-request.ts';
import type { EntryId, NegotiationId } from '../../../utils/ids.ts';
import type { TemplateOf } from '../../../utils/messaging/protocol.ts';
import type { Result } from '../../../utils/problem.ts';

/** What the bar for many asks of the worker. */
export interface ManyCalls {
  readTemplate: (of: TemplateOf) => Promise<Result<string>>;
  readAddresses: () => Promise<Result<Address[]>>;
  /** What hh offers this one now: read before a call of its own is planned. */
  readNegotiation: (id: NegotiationId) => Promise<Result<unknown>>;
  /** Answers with the id of the group. */
  writeMany: (requests: WriteRequest[]) => Promise<Result<string>>;
  /** Takes back what of a group has not gone out. */
  stop: (group: string) => Promise<unknown>;
  retry: (id: EntryId) => Promise<unknown>;
  dismiss: (id: EntryId) => Promise<unknown>;
  saveDraft: (draft: { key: string; text: string }) => Promise<unknown>;
  flush: () => Promise<unknown>;
}
