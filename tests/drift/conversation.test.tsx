// @vitest-environment happy-dom
import { beforeAll, describe, expect, it, vi } from 'vitest';
import '../../components/testing.ts';
import { conversations, otherTruth } from './conversation.tsx';
import { fieldsRead } from './mutations.ts';
import { drift } from './surface.ts';

beforeAll(() => void vi.useFakeTimers());

describe.each(conversations)('$name', (surface) => {
  it('is drawn of answers that hold every field our readers ask for', () => {
    const { talk } = surface.truth;
    const read = surface.readers.talk;
    expect(read && fieldsRead(talk, read).lacking).toEqual([]);
  });

  it.each(['ru', 'en'] as const)(
    'claims nothing that was not read, and hides nothing, in %s',
    async (language) => {
      const { mutations, drawn, faults } = await drift(surface, language);
      console.info(`${surface.name}, ${language}: ${mutations} mutations, ${drawn} of them read differently`);
      expect(mutations).toBeGreaterThan(50);
      expect(faults.filter((fault) => !otherTruth.test(fault))).toEqual([]);
    },
    240_000,
  );
});
