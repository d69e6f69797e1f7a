import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import { rateLimiter } from 'hono-rate-limiter';
import * as z from 'zod/mini';

export interface Config {
  /** Id of the application at dev.hh.ru. */
  clientId: string;
  clientSecret: string;
  /** Redirect addresses of the extension, one per browser; only requests that name one of them are served. */
  redirects: string[];
  /** Mail address or page of the service's administrator, which hh requires with each request. */
  contact: string;
  port: number;
  /** Exchanges per minute from one address. */
  perMinute: number;
  /** The service runs behind its operator's own proxy, which names the client's address. */
  behindProxy: boolean;
}

const redirect = z
  .string()
  .check(z.regex(/^https:\/\/[a-z0-9-]+\.(?:chromiumapp\.org|extensions\.allizom\.org)\/$/));
const settings = z.object({
  HH_CLIENT_ID: z.string().check(z.minLength(1)),
  HH_CLIENT_SECRET: z.string().check(z.minLength(1)),
  REDIRECTS: z.pipe(
    z.pipe(
      z.string(),
      z.transform((text) => text.split(/[\s,]+/).filter(Boolean)),
    ),
    z.array(redirect).check(z.minLength(1)),
  ),
  CONTACT: z.string().check(z.minLength(3)),
  PORT: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(65_535)), 8080),
  PER_MINUTE: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(1000)), 20),
  BEHIND_PROXY: z._default(z.enum(['yes', 'no']), 'no'),
});

/**
 * Reads the configuration from the environment.
 * @throws {Error} that names each missing or wrong variable, but never its value
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const read = settings.safeParse(environment);
  if (!read.success) {
    const wrong = new Set(read.error.issues.map(({ path }) => String(path[0])));
    throw new Error(`Missing or wrong: ${[...wrong].join(', ')}. See README.md beside the service.`);
  }
  const of = read.data;
  return {
    clientId: of.HH_CLIENT_ID,
    clientSecret: of.HH_CLIENT_SECRET,
    redirects: of.REDIRECTS,
    contact: of.CONTACT,
    port: of.PORT,
    perMinute: of.PER_MINUTE,
    behindProxy: of.BEHIND_PROXY === 'yes',
  };
}

/** What the extension sends, by RFC 6749 and 7636. The application is ours to name. */
const exchange = z.object({
  code: z.string().check(z.regex(/^[\w.~-]{1,500}$/)),
  redirect_uri: z.string(),
  code_verifier: z.string().check(z.regex(/^[\w.~-]{43,128}$/)),
});

/** The only path that the extension's content security policy allows. */
const exchangePath = '/otklik/token';
const maxBody = 4096;
const hhTimeoutMs = 20_000;
const hhToken = 'https://api.hh.ru/token';

/**
 * Adds the application's secret when a code is exchanged for tokens, and does nothing else: nothing is stored or
 * logged, tokens pass through, and the extension renews them at hh directly. The client must have the code, and the
 * verifier that never left the extension. No page can read the answer, and in Chromium no other extension can.
 * @param addressOf the network address of a request's client
 * @param send `fetch`
 */
export function createService(
  config: Config,
  addressOf: (context: Context) => string,
  send: typeof fetch = fetch,
): Hono {
  const isOurs = (origin: string) => config.redirects.some((redirect) => isOriginOf(redirect, origin));
  const service = new Hono();
  service.use(secureHeaders());
  service.use(
    exchangePath,
    cors({ origin: (origin) => (isOurs(origin) ? origin : null), allowMethods: ['POST'], maxAge: 3600 }),
  );
  service.use(
    exchangePath,
    rateLimiter({
      windowMs: 60_000,
      limit: config.perMinute,
      keyGenerator: addressOf,
      handler: (context) =>
        context.json({ error: 'too_many_requests', error_description: 'too many sign-ins' }, 429),
    }),
  );
  service.use(
    exchangePath,
    bodyLimit({
      maxSize: maxBody,
      onError: (context) =>
        context.json({ error: 'invalid_request', error_description: 'body is too big' }, 413),
    }),
  );

  service.get('/health', (context) => context.json({ status: 'ok' }));

  service.post(exchangePath, async (context) => {
    context.header('Cache-Control', 'no-store');
    const asked = exchange.safeParse(await context.req.parseBody().catch(() => null));
    if (!asked.success || !config.redirects.includes(asked.data.redirect_uri))
      return context.json({ error: 'invalid_request', error_description: 'bad request' }, 400);
    const answer = await send(hhToken, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(hhTimeoutMs),
      headers: { 'HH-User-Agent': `Otklik-sign-in/1.0 (${config.contact})` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: config.clientId,
        client_secret: config.clientSecret,
        ...asked.data,
      }),
    })
      .then(async (response) => ({ status: response.status, json: await response.json() }))
      .catch(() => null);
    // Say no more than this: hh's own words about the application would tell a stranger too much.
    if (namesApplication(answer?.json))
      return context.json({ error: 'application_refused', error_description: 'not known to hh' }, 502);
    if (!answer || answer.status === 429 || answer.status >= 500)
      return context.json({ error: 'server_error', error_description: 'hh did not take the exchange' }, 502);
    return context.json(answer.json, answer.status === 200 ? 200 : 400);
  });

  service.notFound((context) => context.json({ error: 'not_found' }, 404));
  service.onError((_, context) => context.json({ error: 'server_error' }, 500));
  return service;
}

/** Whether the origin is the extension of this redirect. Chromium has one id in both; Firefox, one per profile. */
function isOriginOf(redirect: string, origin: string): boolean {
  const [id, site] = new URL(redirect).host.split(/\.(.*)/);
  return site === 'chromiumapp.org'
    ? origin === `chrome-extension://${id}`
    : /^moz-extension:\/\/[\da-f-]{36}$/.test(origin);
}

const refusal = z.object({ error: z.string(), error_description: z.optional(z.string()) });
/** Whether these are hh's words for an unknown application or a wrong secret. */
const namesApplication = (json: unknown): boolean => {
  const read = refusal.safeParse(json);
  return (
    read.success && (/client/.test(read.data.error) || read.data.error_description === 'account not found')
  );
};
