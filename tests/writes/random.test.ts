import { afterEach, expect, test, vi } from 'vitest';
import type { SimulatedBrowser } from './simulated/browser.ts';
import { startExtension } from './simulated/extension.ts';
import { type Outcome, type Simulated, shrink, simulate } from './simulated/simulation.ts';
import { type Scenario, scenarioFrom } from './simulated/steps.ts';

/** The browser of the run that is under way. */
const at = vi.hoisted(() => ({
  browser: null as SimulatedBrowser | null,
  now(): SimulatedBrowser {
    if (!this.browser) throw new Error('no run is under way');
    return this.browser;
  },
}));

vi.mock('wxt/browser', () => {
  const browser = new Proxy({}, { get: (_, part: string) => Reflect.get(at.now().api, part) });
  return { browser };
});
vi.mock('idb-keyval', () => ({
  createStore: (name: string, store: string) => `${name}/${store}`,
  get: (key: string, store: string) => at.now().idb.get(key, store),
  set: (key: string, value: unknown, store: string) => at.now().idb.set(key, value, store),
  del: (key: string, store: string) => at.now().idb.del(key, store),
  clear: (store: string) => at.now().idb.clear(store),
}));
// What only reads has no part in this.
vi.mock('../../utils/sync.ts', () => ({
  createSync: () => ({ poll: async () => null, nextDelay: async () => 5, readRows: async () => null }),
}));
vi.mock('../../utils/panels.ts', () => ({
  createPanels: () => ({
    push: () => {},
    renew: async () => {},
    forget: async () => {},
    applicantOf: async () => null,
  }),
  follow: async () => {},
}));
vi.mock('../../utils/applicant.ts', () => ({
  createApplicantDesk: () => ({ poll: async () => null, arrived: async () => false }),
}));

const real = {
  setTimeout,
  clearTimeout,
  fetch,
  Date,
  navigator,
  performance,
  crypto,
  random: Math.random,
};

/** Time, chance, wire and browser, simulated for all modules until `restore`. */
function install(browser: SimulatedBrowser, random: () => number): void {
  at.browser = browser;
  class SimulatedDate extends real.Date {
    constructor(of: string | number | Date = browser.wallNow()) {
      super(of);
    }
    static override now = () => browser.wallNow();
  }
  let lastId = 0;
  vi.stubGlobal('Date', SimulatedDate);
  vi.stubGlobal('setTimeout', browser.setTimer);
  vi.stubGlobal('clearTimeout', browser.clearTimer);
  vi.stubGlobal('fetch', browser.fetch);
  vi.stubGlobal('performance', { now: browser.elapsed });
  vi.stubGlobal('navigator', {
    locks: browser.locks,
    get onLine() {
      return browser.isOnline();
    },
  });
  vi.stubGlobal('crypto', {
    subtle: real.crypto.subtle,
    getRandomValues: (bytes: Uint8Array) => bytes.map(() => Math.floor(random() * 256)),
    randomUUID: () => `id-${String(++lastId).padStart(5, '0')}`,
  });
  Math.random = random;
}
function restore(): void {
  vi.unstubAllGlobals();
  Math.random = real.random;
  at.browser = null;
}
afterEach(restore);

/** In a browser an error that nobody catches is a line in the console. */
async function quietly<T>(run: () => Promise<T>): Promise<T> {
  const listeners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', () => {});
  try {
    return await run();
  } finally {
    process.removeAllListeners('unhandledRejection');
    for (const listener of listeners) process.on('unhandledRejection', listener);
  }
}

const simulated: Simulated = { extension: startExtension, install };
async function run(scenario: Scenario): Promise<Outcome> {
  try {
    return await quietly(() => simulate(scenario, simulated));
  } finally {
    restore();
  }
}

const runs = Number(process.env.FUZZ_RUNS ?? 300);
const first = Number(process.env.FUZZ_SEED ?? 1);
/** How many failures are made short and printed, and of which promise alone. */
const most = Number(process.env.FUZZ_SHOW ?? 3);
const only = process.env.FUZZ_RULE;
const shards = Number(process.env.FUZZ_SHARDS ?? 1);
const shard = Number(process.env.FUZZ_SHARD ?? 0);

test(`${runs} random runs from seed ${first}: nothing lost, nothing twice, nothing false`, {
  timeout: 0,
}, async () => {
  const failures: string[] = [];
  const began = real.performance.now();
  const totals = {
    asked: 0,
    committed: 0,
    failed: 0,
    ends: {} as Record<string, number>,
    rules: {} as Record<string, number>,
  };
  const busiest = { writes: 0, requests: 0, timers: 0 };
  for (let seed = first + shard; seed < first + runs; seed += shards) {
    const scenario = scenarioFrom(seed);
    const outcome = await run(scenario);
    totals.asked += outcome.asked;
    totals.committed += outcome.committed;
    for (const [end, count] of Object.entries(outcome.ends))
      totals.ends[end] = (totals.ends[end] ?? 0) + count;
    for (const name of ['writes', 'requests', 'timers'] as const)
      busiest[name] = Math.max(busiest[name], outcome.busiest[name]);
    if (outcome.violations.length === 0) continue;
    totals.failed++;
    for (const { rule } of outcome.violations) totals.rules[rule] = (totals.rules[rule] ?? 0) + 1;
    const shown = outcome.violations.find(({ rule }) =>
      only ? rule === only : (totals.rules[rule] ?? 0) <= 2,
    );
    if (shown && failures.length < most) failures.push(await report(scenario, shown.rule));
  }
  const seconds = (real.performance.now() - began) / 1000;
  console.log(JSON.stringify({ shard, runs, seconds: Number(seconds.toFixed(1)), ...totals, busiest }));
  expect(failures.join('\n\n'), `${totals.failed} runs failed`).toBe('');
  expect(totals.failed).toBe(0);
});

/** A failed run, made short, as it can be pasted among the known ones. */
async function report(scenario: Scenario, rule: string): Promise<string> {
  const short = await shrink(scenario, async (shorter) =>
    (await run(shorter)).violations.some((one) => one.rule === rule),
  );
  const { violations, log } = await run(short);
  const text = violations.map((one) => `${one.rule}: ${one.text}`).join('\n');
  return `${text}\n${JSON.stringify(short, null, 1)}\n${process.env.FUZZ_LOG ? log.join('\n') : ''}`;
}
