// @vitest-environment happy-dom
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { lists, otherTruths } from './lists.tsx';
import { drift } from './surface.ts';

beforeAll(() => {
  vi.useFakeTimers();
  globalThis.IntersectionObserver ??= class {
    observe() {}
    disconnect() {}
  } as never;
});

describe.each(lists)('$name', (surface) => {
  it.each(['ru', 'en'] as const)(
    'claims nothing that was not read, and hides nothing, in %s',
    async (language) => {
      const { mutations, drawn, faults } = await drift(surface, language);
      console.info(`${surface.name}, ${language}: ${mutations} mutations, ${drawn} of them read differently`);
      expect(mutations).toBeGreaterThan(50);
      expect(faults.filter((fault) => !otherTruths.some((truth) => truth.test(fault)))).toEqual([]);
    },
    240_000,
  );
});
