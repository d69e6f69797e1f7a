import { describe, expect, it } from 'vitest';
import { bareToken, intervalBounds, tokenFault, undoBounds, wholeNumber } from './check.ts';

describe('a number of the settings', () => {
  it('is whole and within its bounds, both ends included', () => {
    expect(wholeNumber(' 5 ', intervalBounds)).toBe(5);
    expect(wholeNumber('1', intervalBounds)).toBe(1);
    expect(wholeNumber('60', intervalBounds)).toBe(60);
    expect(wholeNumber('0', undoBounds)).toBe(0);
  });

  it.each(['0', '61', '-1', '1.5', '1,5', '2e1', 'пять', '', '٣'])('%j is no interval', (text) => {
    expect(wholeNumber(text, intervalBounds)).toBeNull();
  });
});

describe('a pasted token', () => {
  it('may come with its header name and stray spaces around it', () => {
    expect(tokenFault('  Bearer APPLABC123 ')).toBeNull();
    expect(bareToken('  Bearer APPLABC123 ')).toBe('APPLABC123');
  });

  it('is neither empty nor two words', () => {
    expect(tokenFault('  ')).toBe('missing');
    expect(tokenFault('Bearer ')).toBe('missing');
    expect(tokenFault('APPL ABC')).toBe('spaces');
  });
});
