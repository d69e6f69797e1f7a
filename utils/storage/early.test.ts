import { expect, it, vi } from 'vitest';
import { createTheme } from './early.ts';

it('follows the system only if told to, and remembers a chosen theme for the first frame', () => {
  let night = false;
  let follow = () => {};
  const system = {
    matches: true,
    addEventListener: (_: string, changed: () => void) => {
      follow = changed;
    },
  };
  const toggle = (_: string, on: boolean) => {
    night = on;
  };
  const setItem = vi.fn();
  const removeItem = vi.fn();
  const theme = createTheme({ classList: { toggle } }, system, { setItem, removeItem });
  theme('auto');
  expect(night).toBe(true);
  system.matches = false;
  follow();
  expect(night).toBe(false);
  theme('night');
  expect(night).toBe(true);
  theme('day');
  system.matches = true;
  follow();
  expect(night).toBe(false);
  // The default is not remembered.
  expect(removeItem.mock.calls).toEqual([['theme']]);
  expect(setItem.mock.calls).toEqual([
    ['theme', 'night'],
    ['theme', 'day'],
  ]);
});
