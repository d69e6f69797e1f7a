// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { commandOf, placeOf } from './keys.ts';

const press = (code: string, more: Partial<KeyboardEventInit> = {}) => ({
  code,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  repeat: false,
  ...more,
});

describe('keys of the inbox page', () => {
  it('go by their place, with a second row under shift', () => {
    expect(commandOf(press('KeyJ'), 'list')).toBe('down');
    expect(commandOf(press('KeyJ', { shiftKey: true }), 'list')).toBe('down');
    expect(commandOf(press('BracketRight'), 'list')).toBe('next-collection');
    expect(commandOf(press('BracketRight', { shiftKey: true }), 'list')).toBe('next-vacancy');
    expect(commandOf(press('Slash', { shiftKey: true }), 'list')).toBe('help');
    expect(commandOf(press('KeyX', { shiftKey: true }), 'list')).toBeNull();
  });

  it('leave the others to the bar and to the open negotiation', () => {
    for (const code of ['KeyI', 'KeyR', 'KeyH', 'KeyM', 'KeyE', 'KeyC', 'Digit1'])
      expect(commandOf(press(code), 'list')).toBeNull();
  });

  it('are silent in fields, with the browser’s own keys, and held down', () => {
    expect(commandOf(press('KeyX'), 'field')).toBeNull();
    expect(commandOf(press('Escape'), 'inner')).toBe('close');
    expect(commandOf(press('KeyF', { ctrlKey: true }), 'list')).toBeNull();
    expect(commandOf(press('KeyX', { repeat: true }), 'list')).toBeNull();
    expect(commandOf(press('KeyJ', { repeat: true }), 'list')).toBe('down');
    expect(commandOf(press('Enter'), 'control')).toBeNull();
  });

  it('work on the box of a row as on the row', () => {
    document.body.innerHTML = '<input type="checkbox" class="box"><input type="checkbox" id="other">';
    expect(placeOf(document.querySelector('.box'))).toBe('list');
    expect(placeOf(document.querySelector('#other'))).toBe('field');
  });
});
