// @vitest-environment happy-dom
import { h, render } from 'preact';
import { describe, expect, it, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import { commandOf, isOfOne, KeysTable, type Place, placeOf, type Surface } from './keymap.tsx';

const press = (
  surface: Surface,
  code: string,
  more: Partial<Parameters<typeof commandOf>[1]> = {},
  place: Place = 'list',
) =>
  commandOf(
    surface,
    {
      code,
      shiftKey: false,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      isComposing: false,
      repeat: false,
      ...more,
    },
    place,
  );

describe('keys of all lists', () => {
  const surfaces: Surface[] = ['popup', 'applicant-popup', 'inbox', 'applicant-inbox'];

  it.each(surfaces)(
    'work by their place on the keyboard in the %s, so that any layout will do',
    (surface) => {
      expect(press(surface, 'KeyJ')).toBe('down');
      expect(press(surface, 'Slash')).toBe('search');
      expect(press(surface, 'Slash', { shiftKey: true })).toBe('help');
      expect(press(surface, 'NumpadEnter')).toBe('open');
      expect(press(surface, 'KeyQ')).toBeNull();
      expect(press(surface, 'constructor')).toBeNull();
    },
  );

  it.each(surfaces)('do nothing in the %s while typing, composing, or with a modifier', (surface) => {
    for (const place of ['field', 'inner'] as const) {
      expect(press(surface, 'KeyJ', {}, place)).toBeNull();
      expect(press(surface, 'Enter', {}, place)).toBeNull();
      expect(press(surface, 'Escape', {}, place)).toBe('close');
    }
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey', 'isComposing'])
      expect(press(surface, 'KeyJ', { [modifier]: true })).toBeNull();
  });

  it.each(surfaces)('leave Enter in the %s to the focused button', (surface) => {
    expect(press(surface, 'Enter', {}, 'control')).toBeNull();
    expect(press(surface, 'Enter')).toBe('open');
    expect(press(surface, 'KeyJ', {}, 'control')).toBe('down');
  });

  it.each(surfaces)('are listed only once each in the help of the %s', (surface) => {
    render(h(KeysTable, { surface }), document.body);
    const does = [...document.querySelectorAll('dd')].map((one) => one.textContent);
    expect(does.length).toBeGreaterThan(5);
    expect(does).toEqual([...new Set(does)]);
  });

  it.each([...surfaces, 'back', 'panel', 'vacancy'] as const)('are all in the help of the %s', (surface) => {
    render(h(KeysTable, { surface }), document.body);
    const listed = new Set([...document.querySelectorAll('kbd')].map((one) => one.textContent));
    const signs: Record<string, string> = {
      ArrowUp: '↑',
      ArrowDown: '↓',
      PageUp: 'PgUp',
      PageDown: 'PgDn',
      Home: 'Home',
      End: 'End',
      Enter: '↵',
      Slash: '/',
      BracketLeft: '[',
      BracketRight: ']',
      Escape: 'Esc',
      ...Object.fromEntries([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((one) => [`Key${one}`, one])),
      ...Object.fromEntries([...'123456789'].map((one) => [`Digit${one}`, one])),
    };
    for (const [code, sign] of Object.entries(signs)) {
      if (press(surface, code)) expect(listed, code).toContain(sign);
      if (code.startsWith('Bracket') && press(surface, code, { shiftKey: true }))
        expect(listed).toContain(`Shift ${sign}`);
    }
  });

  it('repeat a move while held down, but no other command', () => {
    expect(press('popup', 'KeyJ', { repeat: true })).toBe('down');
    expect(press('popup', 'KeyE', { repeat: true })).toBeNull();
    expect(press('inbox', 'KeyX', { repeat: true })).toBeNull();
  });
});

describe('keys of one surface', () => {
  it('act on the current row of the popup, and switch its tabs', () => {
    expect(press('popup', 'KeyR')).toBe('reject');
    expect(press('popup', 'KeyE', { shiftKey: true })).toBeNull();
    expect(press('popup', 'Digit2')).toBe('tab-2');
    expect(press('popup', 'Numpad3')).toBe('tab-3');
    expect(press('popup', 'Digit5')).toBeNull();
    expect(press('applicant-popup', 'Digit5')).toBe('tab-5');
    for (const surface of ['popup', 'applicant-popup', 'inbox', 'back', 'applicant-inbox', 'panel'] as const)
      expect(press(surface, 'KeyB')).toBe('later');
    expect(press('applicant-popup', 'KeyR')).toBeNull();
  });

  it('have further commands with shift on the inbox page', () => {
    expect(press('inbox', 'KeyJ', { shiftKey: true })).toBe('down');
    expect(press('inbox', 'BracketRight')).toBe('next-collection');
    expect(press('inbox', 'BracketRight', { shiftKey: true })).toBe('next-vacancy');
    expect(press('inbox', 'KeyX', { shiftKey: true })).toBeNull();
  });

  it('mean the same for one person in the popup and on the inbox page', () => {
    for (const code of ['KeyI', 'KeyR', 'KeyH', 'KeyM', 'KeyE', 'KeyC']) {
      const command = press('inbox', code);
      expect(command && isOfOne(command), code).toBe(true);
      expect(press('popup', code)).toBe(command);
    }
    expect(press('inbox', 'KeyV')).toBe('resume');
  });

  it('leave out in «Вернуться» what it lacks, in use and in the help, and give E one meaning', () => {
    for (const code of ['Slash', 'KeyF', 'KeyN', 'KeyX', 'KeyA', 'BracketRight'])
      expect(press('back', code), code).toBeNull();
    render(h(KeysTable, { surface: 'back' }), document.body);
    const lines = [...document.querySelectorAll('dl > div')].map((one) => one.textContent);
    expect(lines.filter((one) => /^[E/F]/.test(one))).toEqual(['Eубрать напоминание', 'Escзакрыть открытое']);
  });

  it('leave digits on the inbox page to the tabs and forms of the open negotiation', () => {
    expect(press('inbox', 'Digit1')).toBeNull();
  });
});

it('takes the checkbox of a row for a part of the list, and another checkbox for a field', () => {
  document.body.innerHTML = '<input type="checkbox" class="box"><input type="checkbox" id="other">';
  expect(placeOf(document.querySelector('.box'))).toBe('list');
  expect(placeOf(document.querySelector('#other'))).toBe('field');
});
