import { beforeEach } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { getMessage } from './russian.ts';

/** WXT's fake browser has no i18n: the real Russian texts stand in. */
beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(fakeBrowser, { i18n: { getUILanguage: () => 'ru', getMessage } });
});
