import type { AddressInfo } from 'node:net';
import { Faults } from './faults.ts';
import { certificate, resolverRules } from './hosts.ts';
import { Ledger } from './ledger.ts';
import { closerOf, createProxy, createTlsServer, type Guest } from './server.ts';
import { DAY, MINUTE } from './time.ts';
import { addApplicants } from './world/applicants.ts';
import { addCompany, addVacancy } from './world/company.ts';
import { addSmallWorld } from './world/small-world.ts';
import { defaultOptions, World, type WorldOptions } from './world/world.ts';

export type { Fault, FaultKind, FaultMatch } from './faults.ts';
export { type DriftKind, driftKinds, driftOf } from './faults.ts';
export type { Effects, LedgerMark, LedgerRequest } from './ledger.ts';
export { applicantEmployers, applicantVacancies } from './world/company.ts';
export { companyHash, ids, vacancyIds } from './world/ids.ts';
export { RUDE_WORD, SPAM_WORD } from './world/moving.ts';
export type { Gate, Spoil, Visitor } from './world/tokens.ts';
export { topicIds } from './world/topics.ts';
export type { Faults, Guest, Ledger, World, WorldOptions };

interface SandboxOptions {
  world?: Partial<WorldOptions>;
  /** The TLS port; any free one by default. */
  port?: number;
  /** The CONNECT proxy's port; any free one by default. */
  proxyPort?: number;
  guest?: Guest;
}

/** A running local hh.ru. */
export interface Sandbox {
  /** TLS; serves every host according to its Host header: api.hh.ru, hh.ru, spb.hh.ru, hh.kz, rabota.by … */
  port: number;
  /** Plain CONNECT proxy that tunnels hh's hosts to the TLS port and refuses the rest; for Firefox. */
  proxyPort: number;
  /** For Chromium's `--host-resolver-rules`. */
  resolverRules: string;
  world: World;
  ledger: Ledger;
  faults: Faults;
  close(): Promise<void>;
}

/** Starts the sandbox on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const ledger = new Ledger();
  const faults = new Faults();
  const world = createWorld(options.world ?? {}, ledger);
  const server = createTlsServer({ world, ledger, faults }, await certificate(), options.guest);
  const closeServer = closerOf(server);
  const port = await listen(server, options.port ?? 0);
  const proxy = createProxy(port);
  const closeProxy = closerOf(proxy);
  const proxyPort = await listen(proxy, options.proxyPort ?? 0);
  return {
    port,
    proxyPort,
    resolverRules: resolverRules(port),
    world,
    ledger,
    faults,
    async close() {
      await Promise.all([closeProxy(), closeServer()]);
    },
  };
}

interface Listening {
  listen(port: number, host: string, done: () => void): unknown;
  once(event: 'error', failed: (error: Error) => void): unknown;
  address(): AddressInfo | string | null;
}

async function listen(server: Listening, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** A world made by options: the hand-made one, or a company with generated vacancies only; both with applicants. */
function createWorld(options: Partial<WorldOptions>, ledger: Ledger): World {
  const world = new World({ ...defaultOptions, ...options }, ledger);
  if (world.options.vacancies > 0) {
    addCompany(world);
    addGeneratedWorld(world);
  } else {
    addSmallWorld(world);
  }
  addApplicants(world);
  return world;
}

/** Many vacancies with many responses, for load tests: the same seed gives the same world. */
function addGeneratedWorld(world: World): void {
  const { vacancies, unreadPerVacancy, readPerVacancy } = world.options;
  const unread = Array.isArray(unreadPerVacancy) ? unreadPerVacancy : [unreadPerVacancy];
  const now = world.now();
  for (let i = 0; i < vacancies; i++) {
    const vacancy = addVacancy(world, {
      id: String(95_000_000 + i),
      name: `Вакансия ${i + 1}`,
      createdAt: now - (1 + (i % 28)) * DAY,
    });
    const fresh = unread[i % unread.length] ?? 0;
    for (let j = 0; j < fresh + readPerVacancy; j++) {
      const viewed = j >= fresh;
      const letter = j % 3 === 0 ? 'Здравствуйте! Буду рад поговорить о вакансии.' : undefined;
      world.addResponse({ vacancyId: vacancy.id, at: now - (i + j * 7) * MINUTE, viewed, letter });
    }
  }
}
