// @vitest-environment happy-dom
import { beforeAll, vi } from 'vitest';
import { lists, otherTruths } from './lists.tsx';
import { testDrift } from './surface.ts';

beforeAll(() => {
  vi.useFakeTimers();
  globalThis.IntersectionObserver ??= class {
    observe() {}
    disconnect() {}
  } as never;
});

testDrift(lists, 50, otherTruths);
