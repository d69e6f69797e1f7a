// @vitest-environment happy-dom
import { beforeAll, describe, expect, it, vi } from 'vitest';
import '../../components/testing.ts';
import { conversations, otherTruth } from './conversation.tsx';
import { fieldsRead } from './mutations.ts';
import { testDrift } from './surface.ts';

beforeAll(() => void vi.useFakeTimers());

describe.each(conversations)('$name', (surface) => {
  it('is drawn from answers that contain every field our readers read', () => {
    const { talk } = surface.truth;
    const read = surface.readers.talk;
    expect(read && fieldsRead(talk, read).lacking).toEqual([]);
  });
});

testDrift(conversations, 50, [otherTruth]);
