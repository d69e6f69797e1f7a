import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

/*
 * The parts of a browser that the worker uses: workers that may die at any await, storage, locks, timers, alarms,
 * IndexedDB behind `utils/storage/databases.ts`, and the network. The async context tells which worker makes a call,
 * so that the real modules run unchanged, even in two workers at once.
 */

/** The life of one worker: only what it stored remains afterwards. */
interface Life {
  id: number;
  alive: boolean;
  /** Calls to the browser that have not been answered yet. */
  pending: number;
  lastActive: number;
  /** The worker dies at the call that makes `in` 0; `carriedOut` says whether that call is still carried out. */
  dies: { in: number; carriedOut: boolean } | null;
  timers: Map<number, () => void>;
  began: number;
  onDeath: Set<() => void>;
}

const lives = new AsyncLocalStorage<Life>();

type StorageTrouble = { kind: 'none' } | { kind: 'full' } | { kind: 'fails'; times: number };

interface BrowserOptions {
  clock: Clock;
  random: Random;
  /** Whether alarms follow the wall clock (Chromium) or elapsed time (Firefox). */
  alarmsBy: 'wall' | 'elapsed';
  /** Starts the extension in the life given by the async context; returns its handlers for messages and alarms. */
  start: () => Extension;
  /** hh: receives a request, and returns what the browser sees of the answer. */
  wire: (request: WireRequest) => WireReply;
  /** Called with each value written to `storage.local`; undefined if it was removed. */
  stored: (key: string, value: unknown) => void;
}

/** The handlers that the background script registers. */
export interface Extension {
  onStarted: () => void;
  onAlarm: (name: string) => void;
  onOnline: () => void;
}

export interface WireRequest {
  method: string;
  url: URL;
  headers: Headers;
  body: string | FormData | null;
}
/** `cut` with `repeats`: the browser itself repeats the request once. */
export type WireAnswer =
  | { kind: 'answer'; status: number; body: string; headers?: Record<string, string> }
  | { kind: 'cut'; repeats?: boolean };

/** An answer after a delay, ms. */
export interface WireReply {
  what: WireAnswer;
  after: number;
}

export type SimulatedBrowser = ReturnType<typeof createSimulatedBrowser>;

const never = new Promise<never>(() => {});
const idleMs = 30_000;
const shortestAlarmMs = 30_000;

export function createSimulatedBrowser({ clock, random, alarmsBy, start, wire, stored }: BrowserOptions) {
  let life: { life: Life; extension: Extension } | null = null;
  /** Earlier workers that are still alive. */
  let older: Life[] = [];
  let lastId = 0;
  let open = true;
  let isOnline = true;
  let trouble: StorageTrouble = { kind: 'none' };
  const counts = { writes: 0, requests: 0, timers: 0, starts: 0 };
  /** The times when workers started. */
  const starts: number[] = [];

  const current = (): Life | null => lives.getStore() ?? null;

  function die(one: Life): void {
    if (!one.alive) return;
    one.alive = false;
    for (const cancel of one.timers.values()) cancel();
    one.timers.clear();
    older = older.filter((other) => other !== one);
    if (life?.life === one) life = null;
    locks.release(one);
    for (const told of [...one.onDeath]) told();
  }

  /**
   * A call to the browser: carried out after `ms`, and answered if the worker is still alive then. Workers die only
   * here: between two such calls nobody could tell.
   */
  function call<T>(ms: number, perform: () => T): Promise<T> {
    const one = current();
    // The test itself is reading.
    if (!one) return Promise.resolve().then(perform);
    if (!one.alive) return never;
    one.lastActive = clock.now;
    if (one.dies && --one.dies.in <= 0) {
      if (one.dies.carriedOut) clock.after(ms, () => attempt(perform));
      die(one);
      return never;
    }
    one.pending++;
    return new Promise((resolve, reject) => {
      clock.after(ms, () => {
        one.pending--;
        one.lastActive = clock.now;
        const result = attempt(perform);
        if (!one.alive) return;
        if (result.ok) resolve(result.value);
        else reject(result.error);
      });
    });
  }

  // Storage

  function area(watched: boolean) {
    const data = new Map<string, string>();
    const listeners = new Map<(changes: Record<string, { newValue?: unknown }>) => void, Life | null>();
    const told = (key: string) => {
      const text = data.get(key);
      const newValue = text === undefined ? undefined : JSON.parse(text);
      if (watched) stored(key, newValue);
      for (const [listener, owner] of listeners)
        if (owner?.alive) lives.run(owner, () => listener({ [key]: { newValue } }));
    };
    const put = (perform: () => string[]) =>
      call(random.int(1, 4), () => {
        if (watched) counts.writes++;
        if (watched && trouble.kind === 'full') throw new Error('Resource::kQuotaBytes quota exceeded');
        if (watched && trouble.kind === 'fails') {
          trouble = trouble.times > 1 ? { kind: 'fails', times: trouble.times - 1 } : { kind: 'none' };
          throw new Error('IO error: no space left on device');
        }
        for (const key of perform()) told(key);
      });
    return {
      get: (keys?: string | string[] | null) =>
        call(random.int(1, 3), () => {
          const asked = keys === undefined || keys === null ? [...data.keys()] : [keys].flat();
          return Object.fromEntries(
            asked.flatMap((key) => {
              const text = data.get(key);
              return text === undefined ? [] : [[key, JSON.parse(text)]];
            }),
          );
        }),
      set: (values: Record<string, unknown>) => {
        const texts = Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)] as const);
        return put(() => {
          for (const [key, text] of texts) data.set(key, text);
          return texts.map(([key]) => key);
        });
      },
      remove: (keys: string | string[]) => {
        const gone = [keys].flat();
        // Removing needs no space.
        return call(random.int(1, 4), () => {
          for (const key of gone) {
            if (!data.delete(key)) continue;
            if (watched) counts.writes++;
            told(key);
          }
        });
      },
      clear: () =>
        call(random.int(1, 4), () => {
          for (const key of [...data.keys()]) {
            data.delete(key);
            told(key);
          }
        }),
      getBytesInUse: () => call(1, () => 0),
      onChanged: {
        addListener: (listener: (changes: Record<string, { newValue?: unknown }>) => void) =>
          void listeners.set(listener, current()),
        removeListener: (listener: (changes: Record<string, { newValue?: unknown }>) => void) =>
          void listeners.delete(listener),
      },
      /** Only for tests. */
      empty: () => data.clear(),
      peek: (key: string): unknown => JSON.parse(data.get(key) ?? 'null'),
    };
  }
  const local = area(true);
  const session = area(false);

  /** IndexedDB, as one map for each store. */
  const databases = new Map<string, Map<string, unknown>>();
  const database = (name: string) => {
    const found = databases.get(name) ?? new Map<string, unknown>();
    databases.set(name, found);
    return found;
  };
  const idb = {
    get: (key: string, store: string) => call(2, () => database(store).get(key)),
    set: (key: string, value: unknown, store: string) =>
      call(2, () => {
        if (trouble.kind === 'full') throw new Error('QuotaExceededError: no space left on device');
        database(store).set(key, value);
      }),
    update: (key: string, change: (value: unknown) => unknown, store: string) =>
      call(2, () => void database(store).set(key, change(database(store).get(key)))),
    del: (key: string, store: string) => call(2, () => void database(store).delete(key)),
    clear: (store: string) => call(2, () => database(store).clear()),
    keys: (store: string) => call(2, () => [...database(store).keys()]),
  };

  const locks = createLocks(call, lives);

  // Timers

  let lastTimer = 0;
  const setTimer = (run: (...values: unknown[]) => void, ms = 0, ...values: unknown[]): number => {
    const one = current();
    const id = ++lastTimer;
    if (!one?.alive) return id;
    counts.timers++;
    const cancel = clock.after(ms > 2 ** 31 - 1 ? 1 : Math.max(1, ms || 0), () => {
      one.timers.delete(id);
      if (!one.alive) return;
      one.lastActive = clock.now;
      lives.run(one, run, ...values);
    });
    one.timers.set(id, cancel);
    return id;
  };
  const clearTimer = (id: number | undefined): void => {
    const one = current();
    if (!one || id === undefined) return;
    one.timers.get(id)?.();
    one.timers.delete(id);
  };

  // Alarms

  interface Alarm {
    name: string;
    /** By the clock that alarms follow. */
    at: number;
    period: number | null;
    cancel: () => void;
  }
  const alarms = new Map<string, Alarm>();
  const alarmClock = () => (alarmsBy === 'wall' ? clock.wall : clock.now);
  const wind = (alarm: Alarm) => {
    alarm.cancel();
    alarm.cancel = clock.after(alarm.at - alarmClock(), () => {
      if (alarms.get(alarm.name) !== alarm) return;
      if (alarm.period === null) alarms.delete(alarm.name);
      else {
        alarm.at = alarmClock() + alarm.period;
        wind(alarm);
      }
      if (open) wake((extension) => extension.onAlarm(alarm.name));
    });
  };
  if (alarmsBy === 'wall')
    clock.onSet(() => {
      for (const alarm of alarms.values()) wind(alarm);
    });
  const alarmsApi = {
    create: (name: string, of: { when?: number; delayInMinutes?: number; periodInMinutes?: number }) =>
      call(1, () => {
        const wait = of.when === undefined ? (of.delayInMinutes ?? 0) * 60_000 : of.when - clock.wall;
        alarms.get(name)?.cancel();
        const alarm: Alarm = {
          name,
          at: alarmClock() + Math.max(shortestAlarmMs, wait),
          period: of.periodInMinutes ? Math.max(shortestAlarmMs, of.periodInMinutes * 60_000) : null,
          cancel: () => {},
        };
        alarms.set(name, alarm);
        wind(alarm);
      }),
    get: (name: string) => call(1, () => (alarms.has(name) ? { name } : undefined)),
    clear: (name: string) =>
      call(1, () => {
        alarms.get(name)?.cancel();
        return alarms.delete(name);
      }),
  };

  // The network

  const fetchSimulated = (input: string | URL | Request, init: RequestInit = {}) => {
    const one = current();
    counts.requests++;
    const request: WireRequest = {
      method: init.method ?? 'GET',
      url: new URL(String(input)),
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' || init.body instanceof FormData ? init.body : null,
    };
    // If the worker dies meanwhile, its request is either sent already or lost with it.
    const survives = random.chance(0.7);
    const sending = call(random.int(10, 80), () => {
      if (!isOnline) return null;
      return one?.alive || survives ? request : null;
    });
    return sending.then(
      (sent) =>
        new Promise<ReturnType<typeof responseOf>>((resolve, reject) => {
          let over = false;
          const end = (run: () => void) => {
            if (over) return;
            over = true;
            if (one) one.pending--;
            if (one) one.lastActive = clock.now;
            if (!one || one.alive) run();
          };
          if (one) one.pending++;
          init.signal?.addEventListener('abort', () =>
            end(() => reject(new DOMException('The operation was aborted.', 'AbortError'))),
          );
          if (!sent) {
            clock.after(5, () => end(() => reject(new TypeError('Failed to fetch'))));
            return;
          }
          const send = (again: boolean): void => {
            const { what, after } = wire(sent);
            if (what.kind === 'cut' && what.repeats && !again) {
              send(true);
              return;
            }
            clock.after(after + random.int(10, 80), () =>
              end(() => {
                if (what.kind === 'cut') reject(new TypeError('Failed to fetch'));
                else resolve(responseOf(what));
              }),
            );
          };
          send(false);
        }),
    );
  };

  // Workers

  function begin(): { life: Life; extension: Extension } {
    const one: Life = {
      id: ++lastId,
      alive: true,
      pending: 0,
      lastActive: clock.now,
      dies: null,
      timers: new Map(),
      began: clock.now,
      onDeath: new Set(),
    };
    counts.starts++;
    starts.push(clock.now);
    const extension = lives.run(one, start);
    watchIdle(one);
    return { life: one, extension };
  }
  function watchIdle(one: Life): void {
    if (!one.alive) return;
    const idle = clock.now - one.lastActive;
    if (one.pending === 0 && idle >= idleMs) die(one);
    else clock.after(Math.max(1_000, idleMs - idle), () => watchIdle(one));
  }
  function wake(event: (extension: Extension) => void): void {
    life ??= begin();
    const { life: one, extension } = life;
    one.lastActive = clock.now;
    lives.run(one, () => event(extension));
  }

  return {
    counts,
    starts,
    local,
    session,
    idb,
    locks,
    isOpen: () => open,
    isOnline: () => isOnline,
    wallNow: () => clock.wall,
    /** ms since the worker started, like `performance.now()`. */
    elapsed: () => clock.now - (current()?.began ?? 0),
    api: {
      storage: { local, session, managed: { get: () => call(1, () => ({})) } },
      alarms: alarmsApi,
      action: anything(call),
      runtime: {
        id: 'otklik',
        getManifest: () => ({ version: '1.0.0' }),
        sendMessage: () => call(1, () => undefined),
        getURL: (path: string) => `chrome-extension://otklik${path}`,
      },
      tabs: { query: () => call(1, () => []), sendMessage: () => call(1, () => undefined) },
      notifications: anything(call),
      permissions: { contains: () => call(1, () => false) },
      i18n: { getMessage: (key: string) => key, getUILanguage: () => 'ru' },
      identity: { getRedirectURL: () => 'https://otklik.example/' },
    },
    fetch: fetchSimulated,
    setTimer,
    clearTimer,

    /**
     * Sends a question from one of our pages to the worker, which is started if necessary.
     * @returns the answer; `no-answer` if the worker died before
     */
    ask<T>(question: (extension: Extension) => Promise<T>): Promise<T | 'no-answer'> {
      return new Promise((resolve) => {
        wake((extension) => {
          const one = current();
          const gone = () => resolve('no-answer');
          one?.onDeath.add(gone);
          question(extension).then(
            (value) => {
              one?.onDeath.delete(gone);
              resolve(value);
            },
            () => resolve('no-answer'),
          );
        });
      });
    },
    /** Makes the worker die at its `calls`-th call to the browser from now. */
    killIn(calls: number, carriedOut: boolean): void {
      life ??= begin();
      life.life.dies = { in: calls, carriedOut };
    },
    kill(): void {
      if (life) die(life.life);
    },
    /** Starts another worker while the previous one is still alive. */
    startSecond(): void {
      if (life) older.push(life.life);
      life = begin();
      life.extension.onStarted();
    },
    close(): void {
      open = false;
      if (life) die(life.life);
      for (const one of [...older]) die(one);
      session.empty();
      if (random.chance(0.3)) {
        for (const alarm of alarms.values()) alarm.cancel();
        alarms.clear();
      }
    },
    open(): void {
      if (open) return;
      open = true;
      wake((extension) => extension.onStarted());
    },
    setOnline(next: boolean): void {
      isOnline = next;
      if (next && life) wake((extension) => extension.onOnline());
    },
    setTrouble(next: StorageTrouble): void {
      trouble = next;
    },
    /** The number of living workers. */
    alive: () => older.length + (life ? 1 : 0),
  };
}

type Call = <T>(ms: number, perform: () => T) => Promise<T>;
type Attempt<T> = { ok: true; value: T } | { ok: false; error: unknown };

function attempt<T>(perform: () => T): Attempt<T> {
  try {
    return { ok: true, value: perform() };
  } catch (error) {
    return { ok: false, error };
  }
}

/** A part of the browser whose calls only take time. */
const anything = (call: Call) =>
  new Proxy<Record<string, () => Promise<void>>>({}, { get: () => () => call(1, () => {}) });

/** As much of a `Response` as the client reads. */
function responseOf({ status, body, headers }: Extract<WireAnswer, { kind: 'answer' }>) {
  const bytes = new TextEncoder().encode(body);
  let read = false;
  const reader = {
    read: async () => {
      if (read || bytes.length === 0) return { done: true, value: undefined };
      read = true;
      return { done: false, value: bytes };
    },
    cancel: async () => {},
  };
  return {
    ok: status >= 200 && status < 300,
    status,
    headers: new Headers(headers),
    body: { getReader: () => reader },
  };
}

/** Web Locks for all workers; a lock held by a dead worker is released. */
function createLocks(call: Call, lives: AsyncLocalStorage<Life>) {
  interface Holder {
    life: Life | null;
    grant: () => void;
  }
  const held = new Map<string, Holder>();
  const queues = new Map<string, Holder[]>();

  function next(name: string): void {
    held.delete(name);
    const queue = queues.get(name) ?? [];
    for (let waiting = queue.shift(); waiting; waiting = queue.shift()) {
      if (waiting.life && !waiting.life.alive) continue;
      held.set(name, waiting);
      waiting.grant();
      return;
    }
  }

  type Run<T> = (lock: { name: string } | null) => T | Promise<T>;
  function request<T>(name: string, ...of: [Run<T>] | [{ ifAvailable?: boolean }, Run<T>]): Promise<T> {
    const [options, run] = of.length === 1 ? [{ ifAvailable: false }, of[0]] : of;
    const life = lives.getStore() ?? null;
    const inLife = <R>(todo: () => R): R => (life ? lives.run(life, todo) : todo());
    return call(0, () => null).then(
      () =>
        new Promise<T>((resolve, reject) => {
          if (held.has(name) && options.ifAvailable) {
            void inLife(async () => run(null)).then(resolve, reject);
            return;
          }
          const holder: Holder = {
            life,
            grant: () =>
              void inLife(async () => run({ name }))
                .then(resolve, reject)
                .finally(() => {
                  if (held.get(name) === holder) next(name);
                }),
          };
          if (held.has(name)) queues.set(name, [...(queues.get(name) ?? []), holder]);
          else {
            held.set(name, holder);
            holder.grant();
          }
        }),
    );
  }
  return {
    request,
    release(life: Life): void {
      for (const [name, holder] of [...held]) if (holder.life === life) next(name);
    },
  };
}
