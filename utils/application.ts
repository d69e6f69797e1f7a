import { asId, type ExchangeUrl } from './ids.ts';

/** An application at dev.hh.ru with its secret, as entered in the options. */
export interface OwnApplication {
  clientId: string;
  clientSecret: string;
}

/**
 * The application used to sign in. hh requires the client secret even with PKCE: either we have it, or a
 * sign-in service adds it.
 */
export type Application = OwnApplication | { clientId: string; exchangeUrl: ExchangeUrl };

/**
 * The path at which every sign-in service (`sign-in-service/`) exchanges codes. A content security policy can
 * allow one exact path on any host. Because the path is fixed, the policy allows only this path for a service
 * named by a company's policy.
 */
export const exchangePath = '/otklik/token';

/**
 * @param service the origin of a sign-in service
 * @returns null unless `service` is a bare https origin: no credentials, path, query or fragment
 */
export function exchangeUrl(service: unknown): ExchangeUrl | null {
  if (typeof service !== 'string' || !URL.canParse(service)) return null;
  const { protocol, username, password, pathname, search, hash, origin } = new URL(service);
  const isBare = pathname === '/' && [username, password, search, hash].every((part) => part === '');
  return protocol === 'https:' && isBare ? asId<ExchangeUrl>(origin + exchangePath) : null;
}

const isWord = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * Reads the application from one source, the policy or the build. No secret is needed with a sign-in service.
 * Returns null if incomplete.
 */
export function applicationOf(source: Record<string, unknown>): Application | null {
  const { clientId, clientSecret } = source;
  const service = exchangeUrl(source.signInService);
  if (!isWord(clientId)) return null;
  if (service) return { clientId, exchangeUrl: service };
  return isWord(clientSecret) ? { clientId, clientSecret } : null;
}
