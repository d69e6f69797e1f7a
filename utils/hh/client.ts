import {
  apiAddress,
  type ChangingId,
  type Effect,
  effectsOf,
  type Gesture,
  normalPath,
  operationAt,
  operations,
} from './effects.ts';
import { HhError, isExpired, isGuardPage, problemOf } from './errors.ts';
import { createRateLimiter } from './rate-limiter.ts';

type Value = string | number | boolean;
/** An array repeats its key; null and undefined are left out. */
export type Values = Record<string, Value | readonly Value[] | null | undefined>;

export interface Call<T> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** A path (`/me`), or an address that hh gave; another origin than `api.hh.ru` is refused. */
  url: string;
  query?: Values;
  /** A form body. */
  form?: Values;
  /** A JSON body. */
  json?: unknown;
  /**
   * A multipart body of texts, for what hh may answer with a redirect to another site: a browser shows of that no
   * more than that it was one, and it is not followed (`direct-vacancy`).
   */
  parts?: Values;
  /** A multipart body of one part, `file`. Its address is hh's own making, and stays as it is. */
  file?: { blob: Blob; name: string };
  /** Its side effects. Those that its address is known to have are added to them. */
  effect: Effect | readonly Effect[];
  gesture?: Gesture;
  /** Of a write: made twice it leaves at hh what it leaves made once. A new token then makes it again at once. */
  idempotent?: boolean;
  /** Left out: JSON. A file is handed to `read` as a `Blob`. */
  answers?: 'file';
  /** Reads the answer; `json` is undefined when a write answered with no JSON. What it throws makes the answer unreadable. */
  read: (json: unknown, answer: { status: number; location: string | null }) => T;
  /** Another work account than the one in use, to try it before it is switched to. */
  accountId?: string;
  /** How long hh may take, in ms; 20 s when left out, 5 min for a file. */
  timeout?: number;
  /** false: without a token. A string: with this token, and no renewal. */
  auth?: boolean | string;
}

export interface Client {
  /** @throws {HhError} and nothing else. */
  send<T>(call: Call<T>): Promise<T>;
  /**
   * What hh's own clock says now, Unix ms, by its last answer: in whole seconds, as hh dates what it stores, never later,
   * and by a few seconds too early. null where that was too long ago to count on. Our own clock may be wrong by days.
   */
  hhTime?(): number | null;
}

export interface ClientOptions {
  fetch: typeof fetch;
  token: () => Promise<string | null>;
  /** Called once per call when hh says that `spent` is expired; null when there is no newer one. */
  renew: (spent: string) => Promise<string | null>;
  /** The site (`hh.ru`, `rabota.by` …), whose names hh then uses. This and the next two are read after `token`. */
  host: string | (() => string);
  /** `RU`, `EN` … */
  locale: string | (() => string);
  /** The work account, for `X-Manager-Account-Id`. */
  accountId: string | null | (() => string | null);
  /** `Otklik/1.0 (contact)`. hh refuses calls without it. */
  userAgent: string;
  /** Unix ms. */
  now?: () => number;
  /** Milliseconds that never jump, and begin anywhere. */
  ticks?: () => number;
  sleep?: (ms: number) => Promise<void>;
  /** 0 to 1. */
  random?: () => number;
}

const timeoutMs = 20_000;
/** hh takes 20 MB. */
const fileTimeoutMs = 300_000;
const maxWaitMs = 5_000;
/** hh's clock is counted on for so long after an answer. */
const timeStands = 120_000;
const retries = 2;

const of = <T extends string | null>(value: T | (() => T)): T =>
  typeof value === 'function' ? value() : value;

function fill<T extends URLSearchParams | FormData>(into: T, values: Values = {}): T {
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined) continue;
    into.delete(name);
    for (const one of [value].flat()) into.append(name, String(one));
  }
  return into;
}

/** `fetch` itself sets the type then, with the boundary in it. */
function partOf({ blob, name }: { blob: Blob; name: string }): FormData {
  const form = new FormData();
  form.append('file', blob, name);
  return form;
}

/** Resolves a path or an address of hh's; the token must never leave for anywhere else. */
function addressOf(text: string): URL {
  const url = apiAddress(text);
  if (!url) throw new HhError('foreign-address', 'no');
  return url;
}

/**
 * The effects of the address itself, which is sent exactly as it was judged. Where a file goes is the one address
 * that no document of hh's names: it must be none of those that do something else.
 */
function judged({ method, file }: Pick<Call<unknown>, 'method' | 'file'>, url: URL): readonly Effect[] {
  if (file && !operationAt(method, url)) return ['writes'];
  const effects = effectsOf(method, url);
  url.pathname = normalPath(url) ?? url.pathname;
  return effects;
}

/**
 * One request to hh's API, the way hh wants it (documents, "general"): agent, site and locale on
 * every call, at most three a second and two at a time; reads are tried again, writes never (but see `idempotent`).
 */
export function createClient(options: ClientOptions): Client {
  const { fetch, now = Date.now, ticks = () => performance.now(), random = Math.random } = options;
  const { sleep = (ms) => new Promise<void>((done) => setTimeout(done, ms)) } = options;
  const turn = createRateLimiter({ now, sleep });
  /** hh's clock in its last answer, beside both of ours. */
  let time: { hh: number; wall: number; ticks: number } | null = null;

  function hhTime(): number | null {
    if (!time) return null;
    const passed = ticks() - time.ticks;
    // A computer that slept shows it by the one clock or by the other.
    const differs = Math.abs(now() - time.wall - passed) > 1_000;
    return passed > timeStands || differs ? null : Math.floor((time.hh + passed) / 1_000) * 1_000;
  }

  /** One exchange over the wire: status, headers and text, or the file that was asked for, or an HhError. */
  async function exchange(url: URL, init: RequestInit, patience: number, answers?: 'file') {
    const leave = await turn();
    const abort = new AbortController();
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      abort.abort();
    }, patience);
    try {
      const response = await fetch(url.href, { ...init, signal: abort.signal });
      const date = Date.parse(response.headers.get('Date') ?? '');
      if (!Number.isNaN(date)) time = { hh: date, wall: now(), ticks: ticks() };
      // A page in place of the file is one of hh's guard, or says what is wrong.
      const isFile =
        answers === 'file' && response.ok && !/^text|json/.test(response.headers.get('Content-Type') ?? '');
      return isFile
        ? { response, text: '', file: await fileOf(response) }
        : { response, text: await textOf(response), file: undefined };
    } catch (cause) {
      if (cause instanceof HhError) throw cause;
      throw new HhError(timedOut ? 'timeout' : 'no-connection', 'maybe', cause);
    } finally {
      clearTimeout(timer);
      leave();
    }
  }

  async function attempt<T>(call: Call<T>, url: URL, token: string | null): Promise<T> {
    const account = token && (call.accountId ?? of(options.accountId));
    const { file, parts } = call;
    if (!file) fill(url.searchParams, { host: of(options.host), locale: of(options.locale) });
    const headers: Record<string, string> = {
      Accept: call.answers ? '*/*' : 'application/json',
      'HH-User-Agent': options.userAgent,
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(account && { 'X-Manager-Account-Id': account }),
      ...(call.form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
      ...(call.json !== undefined && { 'Content-Type': 'application/json' }),
    };
    const body = file
      ? partOf(file)
      : parts
        ? fill(new FormData(), parts)
        : call.form
          ? fill(new URLSearchParams(), call.form).toString()
          : JSON.stringify(call.json);
    const init: RequestInit = {
      method: call.method,
      headers,
      body,
      redirect: parts ? 'manual' : 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    };
    const patience = call.timeout ?? (file ? fileTimeoutMs : timeoutMs);
    const { response, text, file: given } = await exchange(url, init, patience, call.answers);
    if (given) return readBy(call, given, response);
    const json = jsonOf(text);
    const { status } = response;
    // It stands before hh: a write that it refused was not done, and under a 2xx that is not known.
    if (json === undefined && isGuardPage(text))
      throw new HhError({ name: 'guard', status }, response.ok || status > 499 ? 'maybe' : 'answered');
    if (!response.ok) {
      if (status === 403 && call.auth === undefined && token && isExpired(json)) throw new Expired();
      throw new HhError(
        problemOf(status, json, response.headers, now()),
        status < 500 ? 'answered' : 'maybe',
      );
    }
    return readBy(call, json, response);
  }

  function readBy<T>(call: Call<T>, json: unknown, response: Response): T {
    const { status } = response;
    try {
      // hh ends a write with 201, 204, or 200 and JSON; a gateway's page in place of that says nothing of it.
      if (json === undefined && (call.method === 'GET' || status === 200)) throw new SyntaxError('no JSON');
      return call.read(json, { status, location: response.headers.get('Location') });
    } catch (cause) {
      throw new HhError({ name: 'unreadable-answer', status }, 'maybe', cause);
    }
  }

  async function persist<T>(call: Call<T>, url: URL, token: string | null): Promise<T> {
    for (let round = 0; ; round++) {
      try {
        return await attempt(call, url, token);
      } catch (error) {
        if (!(error instanceof HhError) || call.method !== 'GET') throw error;
        // 429: waits as long as hh's `Retry-After` says (`retryAt`), if that is not too long.
        const { name, retryAt } = error.problem;
        const passing = name === 'no-connection' || name === 'server-error' || name === 'too-many-requests';
        if (!passing) throw error;
        const wait =
          retryAt === undefined ? 500 * 2 ** round * (0.5 + random()) : Math.max(0, retryAt - now());
        if (wait > maxWaitMs) throw new HhError({ ...error.problem, name: 'too-many-requests' }, error.sent);
        if (round >= retries) throw error;
        await sleep(wait);
      }
    }
  }

  async function send<T>(call: Call<T>): Promise<T> {
    const url = addressOf(call.url);
    fill(url.searchParams, call.query);
    const allowed = call.gesture?.effects ?? [];
    const effects = [call.effect, judged(call, url)].flat();
    const refused = effects.find((effect) => effect !== 'none' && !allowed.includes(effect));
    if (refused)
      throw new HhError({ name: 'trace-refused', detail: `${refused} ${call.method} ${url.pathname}` }, 'no');

    const { auth } = call;
    if (auth === false) return persist(call, url, null);
    const token = typeof auth === 'string' ? auth : await tokenFrom(options.token);
    try {
      return await persist(call, url, token);
    } catch (error) {
      if (!(error instanceof Expired)) throw error;
      const renewing = tokenFrom(() => options.renew(token));
      const again = (fresh: string) => persist({ ...call, auth: fresh }, url, fresh);
      if (call.method === 'GET') return again(await renewing);
      // Chromium repeats a request whose connection broke and shows that answer only: hh may have done the first try.
      const fresh = await renewing.catch(() => null);
      if (!call.idempotent || fresh === null)
        throw new HhError({ name: 'signed-out', status: 403 }, 'maybe', error);
      return again(fresh).catch((cause: unknown) => {
        throw cause instanceof HhError && cause.sent === 'no'
          ? new HhError(cause.problem, 'maybe', cause)
          : cause;
      });
    }
  }

  return { send, hhTime };
}

/** Reads without side effects, unless `more` names some. */
export const getter =
  (client: Client) =>
  <T>(url: string, read: (json: unknown) => T, query?: Values, more?: Partial<Call<T>>) =>
    client.send({ method: 'GET', url, query, effect: 'none', read, ...more });

/** hh found the token too old before it looked at the call. */
class Expired extends Error {}

/** Whatever goes wrong on the way to a token (a refresh cut short), the call itself was not sent. */
async function tokenFrom(source: () => Promise<string | null>): Promise<string> {
  let token: string | null;
  try {
    token = await source();
  } catch (error) {
    throw new HhError(error instanceof HhError ? error.problem : 'unknown', 'no', error);
  }
  if (!token) throw new HhError('signed-out', 'no');
  return token;
}

/** Any other character in an id could turn the path into another one. */
function checked(id: string): string {
  if (!/^[\w-]{1,100}$/.test(id)) throw new HhError('bad-argument', 'no');
  return id;
}

/**
 * A path with ids in it: path`/negotiations/${id}`.
 *
 * @throws {HhError} `bad-argument` for what is no id; nothing was sent.
 */
export const path = (parts: TemplateStringsArray, ...ids: string[]): string =>
  String.raw({ raw: parts }, ...ids.map(checked));

/**
 * A call that changes something at hh, and nothing more when it is made twice: it goes through the outbox as it
 * is (a `WriteRequest` of the kind `call`).
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
 * Such a call, by the table of operations.
 *
 * @param ids of its path, in order
 * @throws {HhError} `bad-argument` for what is no id; nothing was sent.
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

/** hh's largest answers are a tenth of that; its files of resumes are, too. */
const maxBytes = 5_000_000;

/**
 * Reads a body, but no more of it than fits.
 *
 * @throws {HhError} `answer-too-big` past 5 MB; whatever cuts the stream.
 */
async function* partsOf(response: Response) {
  const stream = response.body?.getReader();
  let size = 0;
  while (stream) {
    const { done, value } = await stream.read();
    if (done) return;
    size += value.byteLength;
    if (size > maxBytes) {
      void stream.cancel().catch(() => {});
      throw new HhError('answer-too-big', 'maybe');
    }
    yield value;
  }
}

/** A body as text. @throws as `partsOf` */
export async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of partsOf(response)) text += decoder.decode(part, { stream: true });
  return text + decoder.decode();
}

async function fileOf(response: Response): Promise<Blob> {
  const parts: BlobPart[] = [];
  for await (const part of partsOf(response)) parts.push(part);
  return new Blob(parts, { type: response.headers.get('Content-Type') ?? '' });
}

/** undefined when it is none: gateways answer with pages, and writes with nothing. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
