import { afterEach, describe, expect, test, vi } from 'vitest';
import type { SimulatedBrowser } from './simulated/browser.ts';
import { startExtension } from './simulated/extension.ts';
import { known } from './simulated/known.ts';
import { mutations } from './simulated/mutations.ts';
import { type Outcome, type Simulated, shrink, simulate, type Violation } from './simulated/simulation.ts';
import {
  applicantKinds,
  everyHow,
  oneWrite,
  type Scenario,
  scenarioFrom,
  writeKinds,
} from './simulated/steps.ts';

/*
 * Random writes: the real worker, client, executors, outbox, account and storage, in a simulated browser, with a
 * simulated hh, in simulated time. The promises are checked against what hh did. See docs/reliability.md.
 */

// For a busy machine; simulated time does not depend on it.
vi.setConfig({ testTimeout: 120_000 });

/** The browser of the current run. */
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
vi.mock('../../utils/storage/databases.ts', () => {
  const valuesOf = (name: string, store: string) => {
    const place = `${name}/${store}`;
    return {
      get: (key: string) => at.now().idb.get(key, place),
      set: (key: string, value: unknown) => at.now().idb.set(key, value, place),
      remove: (key: string) => at.now().idb.del(key, place),
      clear: () => at.now().idb.clear(place),
      update: (key: string, change: (value: unknown) => unknown) => at.now().idb.update(key, change, place),
    };
  };
  return {
    databaseOf: () => async () => null,
    valuesOf,
    files: valuesOf('otklik-files', 'files'),
  };
});
// Parts that only read are not needed here.
vi.mock('../../utils/storage/people-db.ts', () => ({
  peopleDb: { clear: async () => {}, hear: async () => false, find: async () => new Map() },
}));
vi.mock('../../utils/storage/search-db.ts', () => ({
  searchDb: { clear: async () => {}, put: async () => {}, forget: async () => {} },
}));
vi.mock('../../utils/storage/applicant-db.ts', async (original) => ({
  ...(await original<typeof import('../../utils/storage/applicant-db.ts')>()),
  applicantDb: { erase: async () => {} },
}));
vi.mock('../../utils/worker/poll.ts', async (original) => ({
  ...(await original<typeof import('../../utils/worker/poll.ts')>()),
  createSync: () => ({ poll: async () => null, nextDelay: async () => 5, readRows: async () => null }),
}));
vi.mock('../../utils/worker/panels.ts', () => ({
  createPanels: () => ({
    push: () => {},
    renew: async () => {},
    forget: async () => {},
    applicantOf: async () => null,
  }),
  follow: async () => {},
}));
vi.mock('../../utils/worker/applicant.ts', () => ({
  createApplicantService: () => ({ poll: async () => null, arrived: async () => false }),
}));
// The parts that mutations break, to see that the simulator notices.
vi.mock('../../utils/worker/executors.ts', async (original) => {
  const real = await original<typeof import('../../utils/worker/executors.ts')>();
  const { breaking } = await import('./simulated/mutations.ts');
  return { ...real, createExecutors: breaking('executors', real.createExecutors) };
});
vi.mock('../../utils/worker/outbox.ts', async (original) => {
  const real = await original<typeof import('../../utils/worker/outbox.ts')>();
  const { breaking } = await import('./simulated/mutations.ts');
  return { ...real, createOutbox: breaking('outbox', real.createOutbox) };
});
vi.mock('../../utils/worker/outbox-clock.ts', async (original) => {
  const real = await original<typeof import('../../utils/worker/outbox-clock.ts')>();
  const { breaking } = await import('./simulated/mutations.ts');
  return { ...real, createOutboxTimer: breaking('timer', real.createOutboxTimer) };
});
vi.mock('../../utils/storage/drafts.ts', async (original) => {
  const real = await original<typeof import('../../utils/storage/drafts.ts')>();
  const { breaking } = await import('./simulated/mutations.ts');
  return { ...real, takeBackIntoDrafts: breaking('drafts', real.takeBackIntoDrafts) };
});

const real = { Date, performance, crypto, random: Math.random };

/** Simulates time, randomness, the network and the browser for all modules, until `restore`. */
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

/** In a browser, an uncaught error is only a line in the console. */
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

/** Shortens a failed run, and prints it in the form needed for `simulated/known.ts`. */
async function report(scenario: Scenario, rule: Violation['rule']): Promise<string> {
  const short = await shrink(scenario, async (shorter) =>
    (await run(shorter)).violations.some((one) => one.rule === rule),
  );
  const { violations, log } = await run(short);
  const text = violations.map((one) => `${one.rule}: ${one.text}`).join('\n');
  return `${text}\n${JSON.stringify(short, null, 1)}\n${process.env.FUZZ_LOG ? log.join('\n') : ''}`;
}

/** Set by `npm run fuzz`, see scripts/fuzz.ts. */
const runs = Number(process.env.FUZZ_RUNS ?? 250);
const first = Number(process.env.FUZZ_SEED ?? 1);
const shards = Number(process.env.FUZZ_SHARDS ?? 1);
const shard = Number(process.env.FUZZ_SHARD ?? 0);
/** How many failures are shortened and printed, and for which promise only. */
const most = Number(process.env.FUZZ_SHOW ?? 3);
const only = process.env.FUZZ_RULE;
const alone = process.env.FUZZ_RUNS !== undefined;

test(`${runs} random runs from seed ${first}: nothing lost, nothing twice, nothing false`, {
  timeout: alone ? 0 : 120_000,
}, async () => {
  const failures: string[] = [];
  const seeds: number[] = [];
  const began = real.performance.now();
  const ends: Record<string, number> = {};
  const rules: Record<string, number> = {};
  const totals = { runs: 0, asked: 0, committed: 0, failed: 0 };
  const busiest = { writes: 0, requests: 0, timers: 0 };
  for (let seed = first + shard; seed < first + runs; seed += shards) {
    const scenario = scenarioFrom(seed);
    const outcome = await run(scenario);
    totals.runs++;
    totals.asked += outcome.asked;
    totals.committed += outcome.committed;
    for (const [end, count] of Object.entries(outcome.ends)) ends[end] = (ends[end] ?? 0) + count;
    for (const name of ['writes', 'requests', 'timers'] as const)
      busiest[name] = Math.max(busiest[name], outcome.busiest[name]);
    if (outcome.violations.length === 0) continue;
    totals.failed++;
    seeds.push(seed);
    for (const { rule } of outcome.violations) rules[rule] = (rules[rule] ?? 0) + 1;
    const shown = outcome.violations.find(({ rule }) => (only ? rule === only : (rules[rule] ?? 0) <= 2));
    if (shown && failures.length < most) failures.push(await report(scenario, shown.rule));
  }
  if (alone) {
    const seconds = Math.round(real.performance.now() - began) / 1000;
    console.log(`fuzz: ${JSON.stringify({ ...totals, seconds, seeds, rules, ends, busiest })}`);
  }
  expect(failures.join('\n\n'), `${totals.failed} runs failed`).toBe('');
  expect(totals.failed).toBe(0);
});

describe.skipIf(alone)('one write', () => {
  const kinds = [...writeKinds, ...applicantKinds];
  test.each(kinds)('%s: keeps all promises with each fault, on the write and on its lookup', async (kind) => {
    for (const [index, how] of everyHow.entries()) {
      const isRefusal =
        (how.kind === 'status' && !how.done) ||
        (how.kind === 'repeat' && how.again && how.again !== 'expired');
      // There are many refusals, with similar meanings: each kind gets a quarter of them.
      if (isRefusal && index % 4 !== kinds.indexOf(kind) % 4) continue;
      for (const readsToo of isRefusal ? [index % 8 < 4] : [false, true]) {
        const { violations } = await run(oneWrite(kind, how, readsToo, index));
        expect(violations, JSON.stringify({ how, readsToo })).toEqual([]);
      }
    }
  });
});

describe.skipIf(alone)('scenarios that failed once', () => {
  test.each(known)('$name', async ({ scenario }) => {
    expect((await run(scenario)).violations).toEqual([]);
  });
});

describe.skipIf(alone)('the simulator', () => {
  test.each(mutations)('notices $name', async ({ rule, breaks, scenario }) => {
    const end = breaks();
    try {
      for (let seed = 1; seed <= 150; seed++) {
        const { violations } = await run(scenario ?? scenarioFrom(seed));
        if (violations.some((one) => one.rule === rule)) return;
      }
    } finally {
      end();
    }
    expect.unreachable('nothing was found in 150 runs');
  });

  test('does the same twice with the same seed', async () => {
    const [one, two] = [await run(scenarioFrom(7)), await run(scenarioFrom(7))];
    expect(two.log).toEqual(one.log);
  });
});
