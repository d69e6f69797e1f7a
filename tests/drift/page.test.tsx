// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { pages } from './page.tsx';
import { drift } from './surface.ts';

vi.mock('../../utils/messaging/ask-hh.ts', async () => ({
  remoteClient: (await import('./world.ts')).remoteClient,
}));
vi.mock('../../utils/messaging/protocol.ts', async (load) => {
  const { worker } = await import('./world.ts');
  const { toResult } = await import('../../utils/hh/errors.ts');
  const answers: Record<string, (data: never) => unknown> = {
    readNegotiation: (id: never) => toResult(async () => (await worker().read(id)).negotiation),
    readInvitations: (id: never) => toResult(async () => (await worker().invitationsOf(id)).invitations),
  };
  return {
    ...(await load<object>()),
    sendMessage: async (name: string, data: never) => answers[name]?.(data),
  };
});

beforeAll(() => {
  // The store of tokens takes its turns by setImmediate.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  globalThis.IntersectionObserver ??= class {
    observe() {}
    disconnect() {}
  } as never;
});

describe.each(pages)('$name', (surface) => {
  it.each(['ru', 'en'] as const)(
    'claims nothing that was not read, and hides nothing, in %s',
    async (language) => {
      const { mutations, drawn, faults } = await drift(surface, language);
      console.info(`${surface.name}, ${language}: ${mutations} mutations, ${drawn} of them read differently`);
      expect(mutations).toBeGreaterThan(20);
      expect(faults).toEqual([]);
    },
    240_000,
  );
});
