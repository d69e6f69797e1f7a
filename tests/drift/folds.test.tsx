// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { folds } from './folds.tsx';
import { drift } from './surface.ts';

vi.mock('../../utils/messaging/ask-hh.ts', async (load) => ({
  ...(await load<object>()),
  remoteClient: (await import('./world.ts')).remoteClient,
  // Each answer is another one here.
  once: <T,>(read: () => Promise<T>) => read,
}));

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
});

describe.each(folds)('$name', (surface) => {
  it.each(['ru', 'en'] as const)(
    'claims nothing that was not read, and hides nothing, in %s',
    async (language) => {
      const { mutations, drawn, faults } = await drift(surface, language);
      console.info(`${surface.name}, ${language}: ${mutations} mutations, ${drawn} of them read differently`);
      expect(mutations).toBeGreaterThan(10);
      expect(faults).toEqual([]);
    },
    120_000,
  );
});
