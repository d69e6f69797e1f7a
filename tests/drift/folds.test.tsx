// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { beforeAll, vi } from 'vitest';
import { folds } from './folds.tsx';
import { testDrift } from './surface.ts';

vi.mock('../../utils/messaging/ask-hh.ts', async (load) => ({
  ...(await load<object>()),
  remoteClient: (await import('./world.ts')).remoteClient,
  // Here every answer differs, so none is cached.
  once: <T,>(read: () => Promise<T>) => read,
}));

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
});

testDrift(folds, 10);
