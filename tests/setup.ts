import { beforeEach } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import messages from '../public/_locales/ru/messages.json' with { type: 'json' };

/** WXT's fake browser has no i18n: the real Russian texts stand in, placeholders filled as the browser does. */
beforeEach(() => {
  fakeBrowser.reset();
  const texts: Record<string, { message: string }> = messages;
  Object.assign(fakeBrowser, {
    i18n: {
      getUILanguage: () => 'ru',
      getMessage: (key: string, values: string[] = []) =>
        (texts[key]?.message ?? '').replace(/\$(\d)/g, (_, index: string) => values[Number(index) - 1] ?? ''),
    },
  });
});
