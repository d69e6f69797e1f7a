import type * as z from 'zod/mini';
import { apiAddress, type Effect, effectsOf, type Gesture, normalPath, operationAt } from './effects.ts';
import { HhError, isExpired, isGuardPage, problemOf } from './errors.ts';
import { reader } from './read.ts';

type Value = string | number | boolean;
/** An array repeats its key; null and undefined are left out. */
export type Values = Record<string, Value | readonly Value[] | null | undefined>;

export interface Call<T> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** A path (`/me`), or an address from hh; any origin other than `api.hh.ru` is refused. */
  url: string;
  query?: Values;
  /** A form body. */
  form?: Values;
  /** A JSON body. */
  json?: unknown;
  /**
   * A multipart body of texts, for a call that hh may answer with a redirect to another site. The browser
   * reveals only that there was a redirect, and does not follow it (`direct-vacancy`).
   */
  parts?: Values;
  /** A multipart body of one part, `file`. hh generates its address, which is sent unchanged. */
  file?: { blob: Blob; name: string };
  /** The side effects of the call. The known effects of its address are added. */
  effect: Effect | readonly Effect[];
  gesture?: Gesture;
  /** For a write: repeating it has no further effect at hh. It is then repeated at once with a new token. */
  idempotent?: boolean;
  /** Default JSON. A file is passed to `read` as a `Blob`. */
  answers?: 'file';
  /**
   * Reads the answer; `json` is undefined if a write was answered without JSON. An exception means that the
   * answer is unreadable.
   */
  read: (json: unknown, answer: { status: number; location: string | null }) => T;
  /** A work account other than the current one, to try it before switching. */
  accountId?: string;
  /** Timeout in ms; default 20 s, 5 min for a file. */
  timeout?: number;
  /** false: without a token. A string: with this token, and no renewal. */
  auth?: boolean | string;
}

export interface Client {
  /** @throws {HhError} and nothing else. */
  send<T>(call: Call<T>): Promise<T>;
  /**
   * hh's current time according to its last answer, Unix ms, in whole seconds like hh's own timestamps. Never
   * too late, but up to a few seconds too early. Null if the last answer is too old. Our own clock may be wrong
   * by days.
   */
  hhTime?(): number | null;
}

export interface ClientOptions {
  fetch: typeof fetch;
  token: () => Promise<string | null>;
  /** Called once per call when hh says that `spent` has expired; null if there is no newer token. */
  renew: (spent: string) => Promise<string | null>;
  /**
   * The site (`hh.ru`, `rabota.by` …), for which hh localizes names. This and the next two are read after
   * `token`.
   */
  host: string | (() => string);
  /** `RU`, `EN` … */
  locale: string | (() => string);
  /** The work account, for `X-Manager-Account-Id`. */
  accountId: string | null | (() => string | null);
  /** `Otklik/1.0 (contact)`. hh refuses calls without it. */
  userAgent: string;
  /** Unix ms. */
  now?: () => number;
  /** A monotonic clock in ms, with any origin. */
  ticks?: () => number;
  sleep?: (ms: number) => Promise<void>;
  /** 0 to 1. */
  random?: () => number;
}

const timeoutMs = 20_000;
/** hh accepts files of up to 20 MB. */
const fileTimeoutMs = 300_000;
const maxWaitMs = 5_000;
/** How long hh's time is trusted after an answer, ms. */
const timeStands = 120_000;
const retries = 2;
const perSecond = 3;
const atOnce = 2;

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

/** `fetch` sets the content type itself, including the boundary. */
function partOf({ blob, name }: { blob: Blob; name: string }): FormData {
  const form = new FormData();
  form.append('file', blob, name);
  return form;
}

/** Resolves a path or an address from hh; the token must never be sent anywhere else. */
function addressOf(text: string): URL {
  const url = apiAddress(text);
  if (!url) throw new HhError('foreign-address', 'no');
  return url;
}

/**
 * The effects of the address itself, which is sent exactly as checked. A file's upload address is the only one
 * that hh does not document: it must not be the address of any other operation.
 */
function judged({ method, file }: Pick<Call<unknown>, 'method' | 'file'>, url: URL): readonly Effect[] {
  if (file && !operationAt(method, url)) return ['writes'];
  const effects = effectsOf(method, url);
  url.pathname = normalPath(url) ?? url.pathname;
  return effects;
}

/**
 * The rate limiter: lets requests through in order, at most three a second and two at a time. hh publishes no
 * limit, and answers too many requests with captchas.
 *
 * @returns a function that waits for its turn and resolves to a function that ends the turn.
 */
export function createRateLimiter({ now, sleep }: Required<Pick<ClientOptions, 'now' | 'sleep'>>) {
  let queue: Promise<unknown> = Promise.resolve();
  let inside = 0;
  let wake = () => {};
  let starts: number[] = [];

  const leave = () => {
    inside--;
    wake();
  };

  async function turn(): Promise<() => void> {
    if (inside >= atOnce)
      await new Promise<void>((free) => {
        wake = free;
      });
    const third = starts.length < perSecond ? undefined : starts[0];
    // A clock may be set back; no request waits longer than one second.
    if (third !== undefined) {
      const wait = third + 1000 - now();
      if (wait > 0) await sleep(Math.min(wait, 1000));
    }
    starts = [...starts, now()].slice(-perSecond);
    inside++;
    return leave;
  }

  return (): Promise<() => void> => {
    const mine = queue.then(turn);
    queue = mine.catch(() => {});
    return mine;
  };
}

/**
 * Sends one request to hh's API as hh requires (documents, "general"): agent, site and locale on every call, at
 * most three requests a second and two at a time. Reads are retried, writes never (but see `idempotent`).
 */
export function createClient(options: ClientOptions): Client {
  const { fetch, now = Date.now, ticks = () => performance.now(), random = Math.random } = options;
  const { sleep = (ms) => new Promise<void>((done) => setTimeout(done, ms)) } = options;
  const turn = createRateLimiter({ now, sleep });
  /** hh's time in its last answer, with both of our clocks at that moment. */
  let time: { hh: number; wall: number; ticks: number } | null = null;

  function hhTime(): number | null {
    if (!time) return null;
    const passed = ticks() - time.ticks;
    // After the computer has slept, the two clocks disagree.
    const differs = Math.abs(now() - time.wall - passed) > 1_000;
    return passed > timeStands || differs ? null : Math.floor((time.hh + passed) / 1_000) * 1_000;
  }

  /** One HTTP exchange: status, headers and text, or the requested file, or an HhError. */
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
      // An HTML page instead of the file is hh's guard page or an error.
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
    // The guard is in front of hh: a write that it refused was not done, but after a 2xx that is unknown.
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
      // hh answers a write with 201, 204, or 200 and JSON; a gateway's page instead does not tell the outcome.
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
        // 429: waits as long as hh's `Retry-After` says (`retryAt`), unless that is too long.
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
      // Chromium repeats a request whose connection broke, and shows only the second answer: hh may have done
      // the first.
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

/** Reads an answer by its schema, without side effects unless `more` names some. */
export const getter =
  (client: Client) =>
  <S extends z.ZodMiniType>(
    url: string,
    schema: S,
    query?: Values,
    more?: Partial<Pick<Call<unknown>, 'effect' | 'gesture' | 'accountId'>>,
  ): Promise<z.output<S>> =>
    client.send({ method: 'GET', url, query, effect: 'none', read: reader(schema), ...more });

/** hh rejected the token as expired before it looked at the call. */
class Expired extends Error {}

/** If getting the token fails in any way (e.g. an interrupted refresh), the call itself was not sent. */
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

/** hh's largest answers and resume files are a tenth of that. */
const maxBytes = 5_000_000;

/**
 * Reads a body up to the limit.
 *
 * @throws {HhError} `answer-too-big` past 5 MB; or whatever interrupts the stream.
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

/**
 * A body as text.
 * @throws like `partsOf`
 */
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

/** undefined if it is not JSON: gateways answer with pages, and writes with nothing. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
