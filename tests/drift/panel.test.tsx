// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { fieldsRead } from './mutations.ts';
import { panels } from './panel.tsx';
import { testDrift } from './surface.ts';

describe.each(panels)('$name', (surface) => {
  it('is drawn from answers that contain every field our readers read', () => {
    const lacking = Object.entries(surface.truth).flatMap(([name, json]) => {
      const read = surface.readers[name];
      return read ? fieldsRead(json, read).lacking.map((at) => `${name}.${at}`) : [];
    });
    expect(lacking).toEqual([]);
  });
});

testDrift(panels, 50);
