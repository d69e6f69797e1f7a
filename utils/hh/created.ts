import { asId, type NegotiationId } from '../ids.ts';

/** The negotiation that hh names in `Location`, or null: it is there, whether or not it was named. */
export function createdAt(location: string | null): NegotiationId | null {
  const id = location?.match(/\/negotiations\/(\d+)\/?$/)?.[1];
  return id ? asId<NegotiationId>(id) : null;
}
