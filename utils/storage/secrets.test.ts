import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { findApplication, secrets } from './secrets.ts';

const own = { clientId: 'own', clientSecret: 'mine' };
const at = (host: string) => `https://${host}/otklik/token`;

describe('the application used to sign in', () => {
  beforeEach(async () => {
    fakeBrowser.reset();
    await secrets.remove('application');
    vi.stubEnv('WXT_HH_CLIENT_ID', 'build');
    vi.stubEnv('WXT_SIGN_IN_SERVICE', 'https://of-build.example');
  });

  it('is the build’s if there is no other', async () => {
    expect(await findApplication()).toEqual({ clientId: 'build', exchangeUrl: at('of-build.example') });
  });

  it('is the policy’s before any other', async () => {
    await secrets.set('application', own);
    await fakeBrowser.storage.managed.set({ clientId: 'c', signInService: 'https://of-policy.example' });
    expect(await findApplication()).toEqual({ clientId: 'c', exchangeUrl: at('of-policy.example') });
  });

  it.each(['http://of-policy.example', 'javascript:1', 'https://a:b@of-policy.example', 7])(
    'is the build’s where the policy names %j',
    async (signInService) => {
      await fakeBrowser.storage.managed.set({ clientId: 'c', signInService });
      expect(await findApplication()).toEqual({ clientId: 'build', exchangeUrl: at('of-build.example') });
    },
  );

  it('set by the person has a secret and never a service, whatever is in the store', async () => {
    await secrets.set('application', own);
    expect(await findApplication()).toEqual(own);
    const foreign = {
      clientId: 'own',
      clientSecret: '',
      signInService: 'https://evil.example',
      exchangeUrl: at('evil.example'),
    };
    await secrets.set('application', foreign);
    expect(await findApplication()).toEqual({ clientId: 'build', exchangeUrl: at('of-build.example') });
    await fakeBrowser.storage.local.set({ signInService: 'https://evil.example', clientId: 'c' });
    expect(await findApplication()).toEqual({ clientId: 'build', exchangeUrl: at('of-build.example') });
  });
});
