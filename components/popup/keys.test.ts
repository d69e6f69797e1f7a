import { describe, expect, it } from 'vitest';
import { commandOf } from './keys.ts';

const press = (code: string, more: Partial<Parameters<typeof commandOf>[0]> = {}) => ({
  code,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  repeat: false,
  ...more,
});

describe('keys of the popup', () => {
  it('go by their place on the keyboard, so any layout works', () => {
    expect(commandOf(press('KeyJ'), 'list')).toBe('down');
    expect(commandOf(press('KeyR'), 'list')).toBe('reject');
    expect(commandOf(press('Slash'), 'list')).toBe('search');
    expect(commandOf(press('Slash', { shiftKey: true }), 'list')).toBe('help');
    expect(commandOf(press('Digit2'), 'list')).toBe('tab-2');
  });

  it('are silent with a modifier, while composing and for letters we do not use', () => {
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey', 'isComposing'])
      expect(commandOf(press('KeyR', { [modifier]: true }), 'list')).toBeNull();
    expect(commandOf(press('KeyE', { shiftKey: true }), 'list')).toBeNull();
    expect(commandOf(press('KeyQ'), 'list')).toBeNull();
    expect(commandOf(press('constructor'), 'list')).toBeNull();
  });

  it('are silent while typing and inside an opened form, but for Escape', () => {
    for (const place of ['field', 'inner'] as const) {
      expect(commandOf(press('KeyE'), place)).toBeNull();
      expect(commandOf(press('Enter'), place)).toBeNull();
      expect(commandOf(press('Escape'), place)).toBe('close');
    }
  });

  it('leave Enter to the button it is pressed on', () => {
    expect(commandOf(press('Enter'), 'control')).toBeNull();
    expect(commandOf(press('Enter'), 'list')).toBe('open');
    expect(commandOf(press('KeyJ'), 'control')).toBe('down');
  });

  it('walk when held down, but do nothing else twice', () => {
    expect(commandOf(press('KeyJ', { repeat: true }), 'list')).toBe('down');
    expect(commandOf(press('KeyE', { repeat: true }), 'list')).toBeNull();
  });
});
