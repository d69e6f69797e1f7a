import { asId, type NegotiationId } from '../ids.ts';

/** The negotiation of an address (`https://api.hh.ru/negotiations/123`), as `Location` names a new one; or null. */
export function negotiationIn(url: string | null | undefined): NegotiationId | null {
  const id = url?.match(/\/negotiations\/(\d+)\/?$/)?.[1];
  return id ? asId<NegotiationId>(id) : null;
}
