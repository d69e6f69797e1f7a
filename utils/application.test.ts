import { describe, expect, it } from 'vitest';
import { applicationOf, exchangeUrl } from './application.ts';

describe('the origin of a sign-in service', () => {
  it.each([
    ['https://login.example.org', 'https://login.example.org/otklik/token'],
    ['https://login.example.org/', 'https://login.example.org/otklik/token'],
    ['https://LOGIN.example.org:443', 'https://login.example.org/otklik/token'],
    ['https://вход.example.org:8443', 'https://xn--b1ae3a1a.example.org:8443/otklik/token'],
  ])('%s exchanges codes at %s', (service, address) => {
    expect(exchangeUrl(service)).toBe(address);
  });

  it.each([
    'http://login.example.org',
    'javascript:alert(1)',
    'data:text/html,x',
    'wss://login.example.org',
    'file:///etc/passwd',
    'chrome-extension://gjecoepgpcepiahddfphomajmiapcmib',
    'https://name:word@login.example.org',
    'https://name@login.example.org',
    'https://login.example.org/other',
    'https://login.example.org/otklik/token',
    'https://login.example.org?to=x',
    'https://login.example.org#x',
    'login.example.org',
    'https://',
    '',
    1,
    null,
    undefined,
    ['https://login.example.org'],
    { href: 'https://login.example.org' },
  ])('%j is refused', (service) => {
    expect(exchangeUrl(service)).toBeNull();
  });
});

describe('reading an application', () => {
  const signInService = 'https://login.example.org';
  const byService = { clientId: 'a', exchangeUrl: 'https://login.example.org/otklik/token' };
  it.each([
    [
      { clientId: 'a', clientSecret: 'b' },
      { clientId: 'a', clientSecret: 'b' },
    ],
    [{ clientId: 'a', signInService }, byService],
    [{ clientId: 'a', clientSecret: 'b', signInService }, byService],
    [
      { clientId: 'a', clientSecret: 'b', signInService: 'http://x' },
      { clientId: 'a', clientSecret: 'b' },
    ],
    [{ clientId: 'a', signInService: 'http://x' }, null],
    [{ clientSecret: 'b', signInService }, null],
    [{ clientId: 1, clientSecret: 'b' }, null],
    [{ clientId: 'a', exchangeUrl: 'https://evil.example/otklik/token' }, null],
    [{}, null],
  ])('%j becomes %j', (source, application) => {
    expect(applicationOf(source)).toEqual(application);
  });
});
