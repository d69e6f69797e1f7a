import type { Effect } from '../ids.ts';
import { HhError } from './errors.ts';
import { parseUrl } from './pages.ts';

export type { Effect };

const apiOrigin = 'https://api.hh.ru';

/**
 * Resolves a path, or an address from hh, to an address of hh's API; null for any other: no token and no write
 * goes there.
 */
export function apiAddress(text: string): URL | null {
  const url = parseUrl(text, apiOrigin);
  return url?.origin === apiOrigin && !url.username && !url.password ? url : null;
}

/** A user's click, and the effects that they were told about. `at` is Unix ms. */
export interface Gesture {
  readonly effects: readonly Effect[];
  readonly at: number;
}

/** `gesture('writes', 'spends-contact')`: allows exactly these effects. */
export const gesture = (...effects: Effect[]): Gesture => ({ effects, at: Date.now() });

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Operation {
  method: Method;
  /** hh's path; `{}` stands for one id, `{file}` for a file name. */
  path: string;
  effects: readonly Effect[];
  /** Set if one of our pages may request it directly (a write request of the kind `call`). */
  call?: CallRules;
}

/**
 * What such a call may contain (names of query parameters, form fields and JSON fields; all values are texts),
 * and what a second attempt means.
 */
interface CallRules {
  query?: readonly string[];
  form?: readonly string[];
  json?: readonly string[];
  /** Not idempotent, and nothing readable tells the outcome: an unknown outcome stays unknown. */
  once?: true;
  /**
   * Afterwards the resource is inaccessible to us, as after a DELETE: a repeat that finds nothing confirms
   * success.
   */
  leaves?: true;
}

const request = (method: Method, path: string, ...effects: Effect[]): Operation => ({
  method,
  path,
  effects,
});
const get = (path: string, ...effects: Effect[]) => request('GET', path, ...effects);
const write = (method: Method, path: string, ...effects: Effect[]) =>
  request(method, path, 'writes', ...effects);
/** An operation sent by a write of the kind `call`. */
type Changing = Operation & { method: Exclude<Method, 'GET'>; call: CallRules };
const change = (method: Changing['method'], path: string, call: CallRules = {}): Changing => ({
  method,
  path,
  effects: ['writes'],
  call,
});

/**
 * Every operation of hh's API that we use, by hh's operation id, with its documented effects. Nothing outside
 * this table is ever sent: hh hands out addresses (`actions[].url`, `resume.url`), and none of them may do more
 * than the call that uses it says.
 */
export const operations = {
  // Identity
  'get-current-user-info': get('/me'),
  'get-manager-accounts': get('/manager_accounts/mine'),
  authorize: request('POST', '/token'),
  'invalidate-token': request('DELETE', '/token'),
  // hh's dictionaries
  'get-dictionaries': get('/dictionaries'),
  'get-locales': get('/locales'),
  'get-languages': get('/languages'),
  'get-countries': get('/areas/countries'),
  'get-area-leaves-suggests': get('/suggests/area_leaves'),
  'get-educational-institutions-suggests': get('/suggests/educational_institutions'),
  // The company
  'get-employer-managers': get('/employers/{}/managers'),
  'get-employer-manager': get('/employers/{}/managers/{}'),
  'get-manager-settings': get('/employers/{}/managers/{}/settings'),
  'get-employer-manager-limits': get('/employers/{}/managers/{}/limits/resume'),
  'get-payable-api-method-access': get('/employers/{}/managers/{}/method_access'),
  'get-negotiations-statistics-manager': get('/employers/{}/managers/{}/negotiations_statistics'),
  'get-negotiations-statistics-employer': get('/employers/{}/negotiations_statistics'),
  'get-payable-api-actions': get('/employers/{}/services/payable_api_actions/active'),
  'get-employer-addresses': get('/employers/{}/addresses'),
  'get-address': get('/employers/{}/addresses/{}'),
  'get-mail-templates': get('/employers/{}/mail_templates'),
  'put-mail-templates-item': change('PUT', '/employers/{}/mail_templates/{}', { json: ['text'] }),
  // Vacancies
  'get-active-vacancy-list': get('/employers/{}/vacancies/active'),
  'get-archived-vacancies': get('/employers/{}/vacancies/archived'),
  'get-vacancy': get('/vacancies/{}'),
  'get-vacancy-stats': get('/vacancies/{}/stats'),
  'get-vacancy-visitors': get('/vacancies/{}/visitors'),
  'get-resumes-by-status': get('/vacancies/{}/resumes_by_status'),
  'get-pref-negotiations-order': get('/vacancies/{}/preferred_negotiations_order'),
  'put-pref-negotiations-order': change('PUT', '/vacancies/{}/preferred_negotiations_order', {
    form: ['order'],
  }),
  // Resumes
  'get-mine-resumes': get('/resumes/mine'),
  'get-resume': get('/resumes/{}', 'marks-viewed', 'spends-view'),
  /** Not in hh's documented operations: the address comes from a resume's `actions.download`. */
  'download-resume': get('/resumes/{}/download/{file}', 'marks-viewed', 'spends-view'),
  'get-resume-view-history': get('/resumes/{}/views', 'marks-viewed'),
  'get-resume-negotiations-history': get('/resumes/{}/negotiations_history'),
  'get-applicant-comments-list': get('/applicant_comments/{}'),
  'add-applicant-comment': write('POST', '/applicant_comments/{}'),
  'update-applicant-comment': change('PUT', '/applicant_comments/{}/{}', { form: ['text', 'access_type'] }),
  'delete-applicant-comment': change('DELETE', '/applicant_comments/{}/{}'),
  // Negotiations
  'get-negotiations': get('/negotiations'),
  'apply-to-vacancy': write('POST', '/negotiations'),
  'hide-active-response': change('DELETE', '/negotiations/active/{}', { query: ['with_decline_message'] }),
  'post-negotiations-topics-read': request('POST', '/negotiations/read', 'marks-viewed'),
  /** One negotiation (`get-negotiation-item`) or one collection: ids of collections are hh's own words. */
  'get-collection-negotiations-list': get('/negotiations/{}'),
  /** The stage is part of the address, whatever hh calls it. */
  'invite-applicant-to-vacancy': write('POST', '/negotiations/{}', 'spends-contact'),
  'put-negotiations-collection-to-next-state': write('PUT', '/negotiations/{}'),
  'change-negotiation-action': write('PUT', '/negotiations/{}/{}'),
  'get-negotiation-test-results': get('/negotiations/{}/test/solution'),
  'get-negotiation-messages': get('/negotiations/{}/messages', 'marks-viewed'),
  'send-negotiation-message': write('POST', '/negotiations/{}/messages'),
  'edit-negotiation-message': change('PUT', '/negotiations/{}/messages/{}', { form: ['message'] }),
  'get-negotiation-message-templates': get('/message_templates/{}'),
  // Chats
  'get-common-chat-list': get('/common/chats'),
  'unread-chats-count': get('/common/chats/counters/unread'),
  'get-chat-messages': get('/common/chats/{}/messages'),
  'chat-message-post': write('POST', '/common/chats/{}/messages'),
  'chat-message-put': change('PUT', '/common/chats/{}/messages/{}', { json: ['text'] }),
  'chat-message-delete': change('DELETE', '/common/chats/{}/messages/{}'),
  'set-last-viewed-message': request('PUT', '/common/chats/{}/message/{}/read', 'marks-viewed'),
  'get-participant-list': get('/common/chats/{}/participants'),
  'put-participant-list': change('PUT', '/common/chats/{}/participants', { json: ['id'] }),
  'leave-chat': change('PUT', '/common/chats/{}/leave', { leaves: true }),
  'set-write-possibility-common': change('PUT', '/common/chats/{}/write_possibility', {
    query: ['applicant_write_possibility'],
  }),
  'get-or-create-chat-without-vacancy-common': change('POST', '/common/chats/without_vacancy', {
    json: ['resume_hash', 'first_message'],
    // hh does not say whether a repeat sends the first message again.
    once: true,
  }),
  'get-common-chat-files-conditions': get('/common/chats/files/conditions'),
  'get-common-chat-files-upload-links': write('POST', '/common/chats/files/upload_links'),
} satisfies Record<string, Operation>;

/** Operations that our pages may request directly. */
export type ChangingId = {
  [Id in keyof typeof operations]: (typeof operations)[Id] extends Changing ? Id : never;
}[keyof typeof operations];

/** Any other character in an id could change the path. */
function checked(id: string): string {
  if (!/^[\w-]{1,100}$/.test(id)) throw new HhError('bad-argument', 'no');
  return id;
}

/**
 * A path with ids in it: path`/negotiations/${id}`.
 *
 * @throws {HhError} `bad-argument` for an invalid id; nothing was sent.
 */
export const path = (parts: TemplateStringsArray, ...ids: string[]): string =>
  String.raw({ raw: parts }, ...ids.map(checked));

/**
 * An idempotent call that changes something at hh: it goes through the outbox unchanged (a `WriteRequest` of
 * the kind `call`).
 */
export interface Change {
  /** hh's operation id. */
  operation: ChangingId;
  method: 'PUT' | 'DELETE' | 'POST';
  url: string;
  form?: Record<string, string>;
  json?: Record<string, unknown>;
  effects: Effect[];
}

/**
 * Builds such a call from the table of operations.
 *
 * @param ids the ids in its path, in order
 * @throws {HhError} `bad-argument` for an invalid id; nothing was sent.
 */
export function changeOf(
  operation: ChangingId,
  ids: readonly string[],
  { query, ...body }: { query?: Record<string, string> } & Pick<Change, 'form' | 'json'> = {},
): Change {
  const { method, path, effects } = operations[operation];
  const url = ids.reduce((url, id) => url.replace('{}', checked(id)), path);
  return {
    operation,
    method,
    url: query ? `${url}?${new URLSearchParams(query)}` : url,
    ...body,
    effects: [...effects],
  };
}

interface Address {
  id: string;
  operation: Operation;
  pattern: RegExp;
}

const placeholders = ({ operation }: Address) => operation.path.split('{').length;

let inOrder: readonly Address[] | undefined;
/** Addresses with the fewest placeholders first: `/resumes/mine` is not the resume `mine`. */
const addresses = (): readonly Address[] => {
  inOrder ??= Object.entries<Operation>(operations)
    .map(([id, operation]) => ({
      id,
      operation,
      pattern: new RegExp(
        `^${operation.path.replaceAll('{}', '[\\w-]{1,100}').replace('{file}', '[^/]{1,300}')}$`,
        'i',
      ),
    }))
    .sort((a, b) => placeholders(a) - placeholders(b));
  return inOrder;
};

/**
 * The path as a server may interpret it: percent-decoded once, without doubled slashes and a trailing slash.
 * Null if it is ambiguous (encoded twice, or decoding reveals dots or slashes).
 */
export function normalPath(url: URL): string | null {
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  const parts = path.split('/').filter((part) => part !== '');
  const slashes = /%2f|%5c/i.test(url.pathname);
  if (slashes || parts.some((part) => /[%\\]|^\.+$/.test(part))) return null;
  return `/${parts.join('/')}`;
}

/** The operation of a request, by its method and normalised path alone; null if we do not use it. */
export function operationAt(method: string, url: URL): { id: string; operation: Operation } | null {
  const path = normalPath(url);
  return (
    addresses().find(
      ({ operation, pattern }) => operation.method === method && path !== null && pattern.test(path),
    ) ?? null
  );
}

/** hh's query parameter `with_contact`, on any address, spends a contact. */
const asksForContact = (url: URL): boolean =>
  [...url.searchParams.keys()].some((name) => name.toLowerCase().includes('contact'));
const contact: readonly Effect[] = ['marks-viewed', 'spends-view', 'spends-contact'];
const anything: readonly Effect[] = ['writes', ...contact];

/** The effects of a request. An address that matches no operation may do anything. */
export function effectsOf(method: string, url: URL): readonly Effect[] {
  const known = operationAt(method, url);
  if (!known) return anything;
  const { effects } = known.operation;
  return asksForContact(url) ? [...new Set([...effects, ...contact])] : effects;
}

/** The rules of a free-form call by hh's operation id; null if it is not allowed. */
export const callRules = (operation: string): CallRules | null =>
  Object.entries<Operation>(operations).find(([id]) => id === operation)?.[1].call ?? null;

/** A free-form write, as received in a message. */
interface FreeCall {
  operation: string;
  method: string;
  url: string;
  form?: Record<string, unknown>;
  json?: Record<string, unknown>;
  effects: readonly Effect[];
}

/**
 * Whether a free-form write is what it claims to be: an allowed operation at its own address, with no
 * additional fields or effects.
 */
export function isAllowedCall({ operation, method, url, form = {}, json = {}, effects }: FreeCall): boolean {
  // Not every text that begins with a slash is a path: `/\host` and `/<tab>/host` name a host as `//host` does.
  const address = url.startsWith('/') ? apiAddress(url) : null;
  const found = address && operationAt(method, address);
  const rules = found?.operation.call;
  if (!address || !rules || found.id !== operation) return false;
  const within = (names: Iterable<string>, allowed: readonly string[] = []) =>
    [...names].every((name) => allowed.includes(name));
  return (
    within(address.searchParams.keys(), rules.query) &&
    within(Object.keys(form), rules.form) &&
    within(Object.keys(json), rules.json) &&
    [...Object.values(form), ...Object.values(json)].every((value) => typeof value === 'string') &&
    effects.every((effect) => found.operation.effects.includes(effect))
  );
}
