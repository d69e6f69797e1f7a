// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { beforeAll, vi } from 'vitest';
import { pages } from './page.tsx';
import { testDrift } from './surface.ts';

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
  // The store of tokens uses setImmediate, which must stay real.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  globalThis.IntersectionObserver ??= class {
    observe() {}
    disconnect() {}
  } as never;
});

testDrift(pages, 20);
