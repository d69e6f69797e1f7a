import { Hono } from 'hono';
import { ApiError, forbidden, notFound, oauthError } from '../errors.ts';
import { isManagerLogin } from '../world/tokens.ts';
import type { World } from '../world/world.ts';
import { addApplicantMessages, addApplicantNegotiations } from './applicant/negotiations.ts';
import { addApplicantResumes } from './applicant/resumes.ts';
import { type Api, Call, type CallContext, type CallVariables, type Handler } from './call.ts';
import { addChatFiles, addChatMessages, uploadPath } from './chat-messages.ts';
import { addChats } from './chats.ts';
import { addCollections } from './collections.ts';
import { addDictionaries } from './dictionaries.ts';
import { addEmployer, addStatistics, addTemplates } from './employer.ts';
import { addMe, addToken } from './me.ts';
import { addNegotiations } from './negotiations.ts';
import { operationOf } from './operations.ts';
import { addComments, addResumes } from './resumes.ts';
import { addVacancies } from './vacancies.ts';

const cors = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE, OPTIONS',
  'Access-Control-Allow-Headers':
    'Authorization, Content-Type, HH-User-Agent, X-Manager-Account-Id, If-None-Match',
  'Access-Control-Expose-Headers': 'Location, ETag, Retry-After',
  'Access-Control-Max-Age': '600',
};

/** api.hh.ru: checks every call as hh does, then passes it to its operation. */
export function createApi(world: World): Hono<{ Variables: CallVariables }> {
  const app = new Hono<{ Variables: CallVariables }>();
  app.use(async (context, next) => {
    if (context.req.method === 'OPTIONS') return context.body(null, 204, cors);
    context.set('requestId', Math.random().toString(36).slice(2, 13));
    checkAgent(context);
    identify(world, context);
    if (world.unpaid.has(operationOf(context.req.method, context.req.path))) {
      throw new ApiError(403, { type: 'api_access_payment', value: 'action_must_be_payed' });
    }
    await next();
    if (world.options.hostInAddresses) {
      const named = await namingHost(context.res, context.req.query('host') ?? 'hh.ru');
      // Without this, Hono would merge the headers of the previous response.
      context.res = undefined;
      context.res = named;
    }
    for (const [name, value] of Object.entries(cors)) context.header(name, value);
  });

  const on = (method: string) => (path: string, handler: Handler) => {
    app.on(method, path, (context) => handler(new Call(world, context)));
  };
  // The applicant's operations come first; a call that does not act as an applicant falls through to the employer's.
  const onApplicant = (method: string) => (path: string, handler: Handler) => {
    app.on(method, path, (context, next) => {
      const call = new Call(world, context);
      if (!speaksAsApplicant(call)) return next();
      if (!world.options.applicantApi) throw forbidden();
      return handler(call);
    });
  };
  const applicants: Api = {
    get: onApplicant('GET'),
    post: onApplicant('POST'),
    put: onApplicant('PUT'),
    delete: onApplicant('DELETE'),
  };
  for (const add of [addApplicantNegotiations, addApplicantMessages, addApplicantResumes]) add(applicants);

  const api: Api = { get: on('GET'), post: on('POST'), put: on('PUT'), delete: on('DELETE') };
  for (const add of [
    addToken,
    addMe,
    addDictionaries,
    addEmployer,
    addVacancies,
    addStatistics,
    addTemplates,
    addCollections,
    addNegotiations,
    addResumes,
    addComments,
    addChatFiles,
    addChats,
    addChatMessages,
  ]) {
    add(api);
  }

  app.notFound((context) => fail(context, notFound()));
  app.onError((error, context) => {
    if (error instanceof ApiError && error.status === 403 && context.req.path === uploadPath)
      return context.html('<html><title>403: Forbidden</title><body>403: Forbidden</body></html>', 403, cors);
    if (error instanceof ApiError) return fail(context, error);
    console.error('sandbox:', error);
    return context.text(`Internal error: ${error.message}`, 500, cors);
  });
  return app;
}

/**
 * Whether a call acts as an applicant. A person with both roles is an employer if the call names an employer's
 * object.
 */
function speaksAsApplicant(call: Call): boolean {
  if (!call.applicant) return false;
  if (call.login !== 'both') return true;
  const negotiationId = call.param('nid');
  if (negotiationId) return call.topic(negotiationId) !== undefined;
  const vacancyId = call.param('v') || call.query('vacancy_id');
  return call.world.vacancies.get(vacancyId ?? '')?.employerId !== call.account.employerId;
}

function fail(context: CallContext, error: ApiError): Response {
  return context.json(error.body(context.get('requestId') ?? ''), error.status, cors);
}

/** A call must name its application: in `HH-User-Agent`, or in a `User-Agent` that is not a browser's own. */
function checkAgent(context: CallContext): void {
  const agent = context.req.header('HH-User-Agent') ?? context.req.header('User-Agent') ?? '';
  if (agent === '' || agent.startsWith('Mozilla/'))
    throw new ApiError(400, { type: 'bad_user_agent', value: 'unset' });
  if (agent.includes('blacklisted'))
    throw new ApiError(400, { type: 'bad_user_agent', value: 'blacklisted' });
}

const isPublic = (path: string) =>
  ['/dictionaries', '/locales', '/languages', '/areas/countries'].includes(path) ||
  path.startsWith('/suggests/');

/** Finds the token and the acting account; public calls need neither. */
function identify(world: World, context: CallContext): void {
  context.set('token', null);
  context.set('account', null);
  const { path, method } = context.req;
  if ((path === '/token' && method === 'POST') || isPublic(path)) return;
  const bearer = /^Bearer (.+)$/i.exec(context.req.header('Authorization') ?? '')?.[1];
  const token = bearer === undefined ? undefined : world.tokens.find(bearer);
  if (!token) throw oauthError('bad_authorization', 'bad-auth-type');
  if (token.revoked) throw oauthError('token_revoked', 'token-revoked');
  if (token.expiresAt <= world.now()) throw oauthError('token_expired', 'token-expired');
  context.set('token', token);
  if (!isManagerLogin(token.login)) return;

  const chosen = context.req.header('X-Manager-Account-Id') ?? world.primaryAccount(token.login);
  const account = world.accountsOf(token.login).find((own) => own.id === chosen);
  if (!account)
    throw new ApiError(403, { type: 'manager_extra_accounts', value: 'manager_extra_account_not_found' });
  if (account.blocked) {
    const allowed = world.accountsOf(token.login).filter((own) => !own.blocked);
    throw new ApiError(403, {
      type: 'manager_accounts',
      value: 'used_manager_account_forbidden',
      allowed_accounts: allowed.map((own) => ({
        id: own.id,
        employer: { id: own.employerId, name: world.employers.get(own.employerId)?.name ?? '' },
      })),
    });
  }
  context.set('account', account);
}

/** Addresses of the API in a JSON text. An upload link is signed, and stays unchanged. */
const addresses = /"(https:\/\/api\.hh\.ru\/(?!common\/chats\/files\/)[^"\\?]*)(\?[^"\\]*)?"/g;

const add = (address: string, query: string | undefined, host: string) =>
  `${address}${query ? `${query}&` : '?'}host=${host}`;

/**
 * hh returns addresses (`negotiations_url`, `actions[].url`, `Location` …) for the site that was asked for, and names
 * this site in their query.
 */
async function namingHost(answer: Response, host: string): Promise<Response> {
  const headers = new Headers(answer.headers);
  const location = headers.get('Location');
  if (location?.startsWith('https://api.hh.ru/')) headers.set('Location', add(location, undefined, host));
  const isJson = headers.get('Content-Type')?.includes('json') ?? false;
  if (!isJson && !location) return answer;
  const text = await answer.text();
  const named = text.replace(
    addresses,
    (_, address: string, query?: string) => `"${add(address, query, host)}"`,
  );
  headers.delete('Content-Length');
  return new Response(named, { status: answer.status, headers });
}
