import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer, type Server, type ServerOptions } from 'node:https';
import { connect, type Server as NetServer, type Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { createApi } from './api/app.ts';
import { operationOf } from './api/operations.ts';
import { createControl, type Ground } from './control.ts';
import type { Fault } from './faults.ts';
import { guestHost, isHh } from './hosts.ts';
import type { LedgerRequest } from './ledger.ts';
import { addApplicantPages, addVacancyPage } from './site/applicant/pages.ts';
import { addChatPages, addLists } from './site/lists.ts';
import { addOauth } from './site/oauth.ts';
import { addResumePage } from './site/resume.ts';
import { style } from './site/style.ts';
import { isManagerLogin } from './world/tokens.ts';
import type { World } from './world/world.ts';

/** Answers requests to `guestHost`, and may itself send requests to this hh. */
export type Guest = (request: Request, ask: typeof fetch) => Response | Promise<Response>;

/** The TLS server: selects the application by host, applies faults, writes the ledger. */
export function createTlsServer(ground: Ground, tls: ServerOptions, guest?: Guest): Server {
  const { world, ledger, faults } = ground;
  const api = createApi(world);
  const site = createSite(world);
  const control = createControl(ground);

  /** Connections that have already carried a request. */
  const used = new WeakSet<object>();

  async function answer(asked: Request, socket: { destroy(): unknown }): Promise<Response> {
    const keptAlive = used.has(socket);
    used.add(socket);
    // Read the body up front: a late operation runs after the client, and with it the body, has gone.
    const request = isReading(asked.method) ? asked : new Request(asked, { body: await asked.arrayBuffer() });
    const url = new URL(request.url);
    const host = url.hostname;
    if (host === 'sandbox.hh.ru') return control.fetch(request);
    if (guest && host === guestHost)
      return guest(request, (url, init) => answer(new Request(url, init), socket));
    const { method } = request;
    const ofApi = host === 'api.hh.ru';
    const operation = ofApi ? operationOf(method, url.pathname) : pageOf(url.pathname);
    if (!ofApi && !isReading(method)) ledger.effects.siteWrites.push(`${method} ${host}${url.pathname}`);
    const app: Pick<Hono, 'fetch'> = ofApi ? api : site;
    const taken = faults.take({ operation, method, path: url.pathname, host, keptAlive });
    const delay = taken.find((fault) => fault.kind === 'delay');
    const fault = taken.find((other) => other.kind !== 'delay');
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay.ms ?? 1000));

    const enter = (status: number) =>
      ledger.requests.push({
        at: world.now(),
        method,
        host,
        path: url.pathname,
        query: queryOf(url),
        status,
        operation,
        userAgent: request.headers.get('HH-User-Agent'),
        accountId: accountOf(world, request),
        fault: fault?.kind ?? null,
        by: ofApi ? null : askerOf(request),
      });
    if (fault?.kind === 'late') {
      enter(0);
      await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 30_000));
      return app.fetch(request);
    }

    const cut = fault?.kind === 'cut-before' || fault?.kind === 'cut-after';
    const response = fault ? await faultyAnswer(fault, () => app.fetch(request)) : await app.fetch(request);
    enter(cut ? 0 : response.status);
    if (cut) socket.destroy();
    return response;
  }

  const listener = getRequestListener((request, bindings) => answer(request, bindings.incoming.socket));
  const server = createServer(tls, listener);
  // As long as hh's proxies keep connections alive: a browser's reaction to a cut can only be observed on those.
  server.keepAliveTimeout = 60_000;
  return server;
}

/** Most faulty answers do not run the operation; those of `cut-after` and `drift` do. */
async function faultyAnswer(fault: Fault, run: () => Response | Promise<Response>): Promise<Response> {
  const cors = { 'Access-Control-Allow-Origin': '*' };
  const json = (body: unknown, status: number, more: Record<string, string> = {}) =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json', ...cors, ...more },
    });
  const status = fault.status ?? 200;
  switch (fault.kind) {
    case 'cut-before':
      return json({}, 200);
    case 'cut-after':
      return run();
    case 'status':
      return json(
        fault.body ?? { errors: [{ type: 'sandbox' }], request_id: 'sandbox' },
        fault.status ?? 500,
        fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) },
      );
    case 'malformed':
      return json('{"items": [{"id": "1", ', status);
    case 'html':
      return new Response('<!doctype html><title>Ошибка</title><h1>Сервис временно недоступен</h1>', {
        status,
        headers: { 'Content-Type': 'text/html; charset=utf-8', ...cors },
      });
    case 'guard':
      return new Response(guardPage, {
        status: fault.status ?? 403,
        headers: { 'Content-Type': 'text/html; charset=utf-8', Server: 'ddos-guard', ...cors },
      });
    case 'huge':
      return json({ items: [], filler: 'x'.repeat(20_000_000) }, status);
    case 'captcha':
      return json(
        {
          errors: [
            {
              type: 'captcha_required',
              value: 'captcha_required',
              captcha_url: 'https://hh.ru/account/captcha?state=sandbox',
              fallback_url: 'https://hh.ru/auth/employer?captcha=true',
            },
          ],
          request_id: 'sandbox',
        },
        403,
      );
    case 'drift': {
      const response = await run();
      const body: unknown = await response.json();
      return json(fault.drift ? fault.drift(body) : body, response.status);
    }
    case 'delay':
    case 'late':
      throw new Error(`${fault.kind} is no answer`);
  }
}

const guardPage =
  '<!DOCTYPE html><html><head><title>DDOS-GUARD</title><meta charset="utf-8"></head><body><h1 id="title">Checking your browser</h1></body></html>';

const isReading = (method: string) => ['GET', 'HEAD', 'OPTIONS'].includes(method);

function queryOf(url: URL): Record<string, string[]> {
  const query: Record<string, string[]> = {};
  for (const name of new Set(url.searchParams.keys())) query[name] = url.searchParams.getAll(name);
  return query;
}

/** The account that acted, for the ledger. Read after the answer; a token that was just revoked is still known. */
function accountOf(world: World, request: Request): string | null {
  const token = world.tokens.find(request.headers.get('Authorization')?.replace(/^Bearer /i, '') ?? '');
  if (!token || !isManagerLogin(token.login)) return null;
  return request.headers.get('X-Manager-Account-Id') ?? world.primaryAccount(token.login);
}

/**
 * Returns a function that closes a server at once: it stops listening and destroys open connections. Browsers open
 * some ahead of any request, and Node's own `closeAllConnections` leaves these open for a minute and more.
 */
export function closerOf(server: NetServer): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
}

/**
 * A CONNECT proxy for Firefox, which has no resolver rules: tunnels hh's and the guest's hosts, and refuses the rest.
 */
export function createProxy(tlsPort: number): HttpServer {
  const server = createHttpServer((_request, response) => {
    response.writeHead(502).end('The sandbox tunnels hh only\n');
  });
  server.on('connect', (request, client: Socket, head: Buffer) => {
    const [host = '', port] = (request.url ?? '').split(':');
    client.on('error', () => client.destroy());
    if (!(isHh(host) || host === guestHost) || port !== '443') {
      client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const upstream = connect(tlsPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client);
      client.pipe(upstream);
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    upstream.on('error', () => client.destroy());
  });
  return server;
}

/** hh.ru and its sister sites: the same pages on every host of the group. */
function createSite(world: World): Hono {
  const app = new Hono();
  addOauth(app, world);
  addResumePage(app, world);
  addLists(app, world);
  addChatPages(app, world);
  addApplicantPages(app, world);
  addVacancyPage(app, world);
  app.get('/static/hh.css', (context) =>
    context.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  );
  app.get('/favicon.ico', (context) => context.body(null, 204));
  app.notFound((context) =>
    context.html('<!doctype html><html lang="ru"><title>404</title><h1>Страница не найдена</h1>', 404),
  );
  return app;
}

/** The name of a page in the ledger: the applicant's pages have names of their own, all others are `page`. */
export function pageOf(path: string): string {
  const known: [RegExp, string][] = [
    [/^\/applicant\/negotiations$/, 'page:applicant-negotiations'],
    [/^\/applicant\/my_resumes$/, 'page:applicant-resumes'],
    [/^\/account\/login$/, 'page:login'],
    [/^\/vacancy\/\d+$/, 'page:vacancy'],
  ];
  return known.find(([pattern]) => pattern.test(path))?.[1] ?? 'page';
}

/** What asked for a page: browsers say whether a tab is loading, and hh's own script on our pages names itself. */
function askerOf(request: Request): LedgerRequest['by'] {
  if (request.headers.has('X-Sandbox-Front')) return 'front';
  return request.headers.get('Sec-Fetch-Dest') === 'document' ? 'load' : 'fetch';
}
