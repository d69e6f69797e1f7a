import { asId, type NegotiationId } from '../ids.ts';
import { parseUrl } from './pages.ts';

/**
 * The negotiation of an address, as `Location` and `negotiations_url` name one: whole or without its origin, and
 * with a query where hh adds one (`https://api.hh.ru/negotiations/123?host=hh.ru`); or null.
 */
export function negotiationIn(address: string | null | undefined): NegotiationId | null {
  const url = address ? parseUrl(address, 'https://api.hh.ru') : null;
  const id = url?.pathname.match(/^\/negotiations\/(\d+)\/?$/)?.[1];
  return id ? asId<NegotiationId>(id) : null;
}

/**
 * The address of an action for many: that of its collection, which stands before the one negotiation
 * (`…/negotiations/discard_by_employer/123?host=hh.ru` → `…/negotiations/discard_by_employer?host=hh.ru`).
 */
export const withoutNegotiation = (address: string): string => address.replace(/\/\d+\/?(?=\?|$)/, '');
