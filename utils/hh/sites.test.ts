import { expect, test } from 'vitest';
import { sites } from './pages.ts';
import { machineGlobs, machinePatterns, pagePatterns } from './sites.ts';

test('the content script stands on every site of hh’s group, and on encrypted pages alone', () => {
  expect(pagePatterns).toEqual(sites.map((site) => `https://*.${site}/*`));
});

test('it does not stand on hh’s machine hosts', () => {
  expect(machinePatterns).toContain('https://chatik.hh.ru/*');
  expect(machinePatterns).toContain('https://api.rabota.by/*');
  expect(machineGlobs).toContain('https://*-front.hh.kz/*');
});
