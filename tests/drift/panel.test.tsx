// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { fieldsRead } from './mutations.ts';
import { panels } from './panel.tsx';
import { drift } from './surface.ts';

describe.each(panels)('$name', (surface) => {
  it('is drawn of answers that hold every field our readers ask for', () => {
    const lacking = Object.entries(surface.truth).flatMap(([name, json]) => {
      const read = surface.readers[name];
      return read ? fieldsRead(json, read).lacking.map((at) => `${name}.${at}`) : [];
    });
    expect(lacking).toEqual([]);
  });

  it.each(['ru', 'en'] as const)(
    'claims nothing that was not read, and hides nothing, in %s',
    async (language) => {
      const { mutations, drawn, faults } = await drift(surface, language);
      console.info(`${surface.name}, ${language}: ${mutations} mutations, ${drawn} of them read differently`);
      expect(mutations).toBeGreaterThan(50);
      expect(faults).toEqual([]);
    },
    240_000,
  );
});
