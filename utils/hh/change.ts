import type { Effect } from '../effect.ts';

/**
 * A call that changes something at hh, and nothing more when it is made twice: it goes through the outbox as it
 * is (`Wish` of the kind `call`).
 */
export interface Change {
  /** hh's operation id. */
  operation: string;
  method: 'PUT' | 'DELETE' | 'POST';
  url: string;
  form?: Record<string, string>;
  json?: Record<string, unknown>;
  effects: Effect[];
  /** Twice would be more than once: when the outcome is unknown it is not made again. */
  once?: boolean;
  /** Done, the thing is out of our sight, as after a DELETE: that a repeat finds nothing says so. */
  leaves?: boolean;
}
