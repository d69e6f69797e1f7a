import type { AddressInfo } from 'node:net';
import { Faults } from './faults.ts';
import { certificate, resolverRules } from './hosts.ts';
import { Ledger } from './ledger.ts';
import { createProxy } from './proxy.ts';
import { closerOf, createTlsServer } from './server.ts';
import { createWorld } from './world/create.ts';
import type { WorldOptions } from './world/options.ts';
import type { World } from './world/world.ts';

export { type DriftKind, driftKinds, driftOf } from './drift.ts';
export type { Fault, FaultKind, FaultMatch } from './faults.ts';
export type { Effects, LedgerMark, LedgerRequest } from './ledger.ts';
export { applicantEmployers, applicantVacancies } from './world/applicant-companies.ts';
export { companyHash, ids, vacancyIds } from './world/ids.ts';
export type { Gate, Spoil, Visitor } from './world/session.ts';
export { topicIds } from './world/topics.ts';
export { RUDE_WORD, SPAM_WORD } from './world/writing.ts';
export type { Faults, Ledger, World, WorldOptions };

export interface SandboxOptions {
  world?: Partial<WorldOptions>;
  /** The TLS port; any free one by default. */
  port?: number;
  /** The CONNECT proxy's port; any free one by default. */
  proxyPort?: number;
}

/** A running local hh.ru. */
export interface Sandbox {
  /** TLS; every host by its Host header: api.hh.ru, hh.ru, spb.hh.ru, hh.kz, rabota.by … */
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
  const server = createTlsServer({ world, ledger, faults }, await certificate());
  const closeServer = closerOf(server);
  const port = await listen(server, options.port ?? 0);
  const proxy = createProxy(port);
  const closeProxy = closerOf(proxy.server);
  const proxyPort = await listen(proxy.server, options.proxyPort ?? 0);
  return {
    port,
    proxyPort,
    resolverRules: resolverRules(port),
    world,
    ledger,
    faults,
    async close() {
      proxy.closeTunnels();
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
