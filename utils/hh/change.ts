import type { Effect } from '../effect.ts';

/**
 * A call that changes something at hh, and nothing more when it is made twice: it goes through the outbox as it
 * is (a `WriteRequest` of the kind `call`).
 */
export interface Change {
  /** hh's operation id. */
  operation: string;
  method: 'PUT' | 'DELETE' | 'POST';
  url: string;
  form?: Record<string, string>;
  json?: Record<string, unknown>;
  effects: Effect[];
}
