import * as z from 'zod/mini';
import { negotiation } from './negotiations.ts';
import { amount, fact, key, list, named, page, part } from './readers.ts';

/** A row of a collection with what only the inbox page shows: the worker reads the plainer `negotiation`. */
const row = z.extend(negotiation, { tags: list(z.object({ id: key })) });
export type WireRow = z.output<typeof row>;

/** `GET /negotiations/{collection}` (operation `get-collection-negotiations-list`), whole. */
export const collectionPage = z.extend(page(row), {
  /** Responses whose resumes are hidden from us: counted, not listed. */
  hidden_count: fact(amount),
  ordered_by: part(named.shape),
});
export type CollectionPage = z.output<typeof collectionPage>;
