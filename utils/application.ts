import { asId, type ExchangeUrl } from './ids.ts';

/** An application at dev.hh.ru whose secret is at hand, as the options take it. */
export interface OwnApplication {
  clientId: string;
  clientSecret: string;
}

/** What one signs in with. hh wants the application's secret even beside PKCE: we have it, or a sign-in service adds it. */
export type Application = OwnApplication | { clientId: string; exchangeUrl: ExchangeUrl };

/**
 * Where every sign-in service (`sign-in-service/`) exchanges codes. A content security policy can name a path on any host, but
 * only a whole one: fixed, it opens this place alone for a service that only a company's policy names.
 */
export const exchangePath = '/otklik/token';

/** @param service the origin of a sign-in service; null for what is none: not https, with a name, a path or anything else */
export function exchangeUrl(service: unknown): ExchangeUrl | null {
  if (typeof service !== 'string' || !URL.canParse(service)) return null;
  const { protocol, username, password, pathname, search, hash, origin } = new URL(service);
  const isBare = pathname === '/' && [username, password, search, hash].every((part) => part === '');
  return protocol === 'https:' && isBare ? asId<ExchangeUrl>(origin + exchangePath) : null;
}

const isWord = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Out of one source, policy or build; with a service no secret is needed. Null where it is not whole. */
export function applicationOf(source: Record<string, unknown>): Application | null {
  const { clientId, clientSecret } = source;
  const service = exchangeUrl(source.signInService);
  if (!isWord(clientId)) return null;
  if (service) return { clientId, exchangeUrl: service };
  return isWord(clientSecret) ? { clientId, clientSecret } : null;
}
