import { beforeEach } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { getMessage } from './russian.ts';

/** WXT's fake browser has no i18n, so the real Russian texts are used. */
beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(fakeBrowser, { i18n: { getUILanguage: () => 'ru', getMessage } });
});
