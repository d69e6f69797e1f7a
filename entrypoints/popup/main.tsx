import { render } from 'preact';
import { storage } from 'wxt/utils/storage';
import { defineExtensionMessaging } from '@webext-core/messaging';
import { browser } from 'wxt/browser';
const m = defineExtensionMessaging<{ a(x: string): string }>();
const it = storage.defineItem<number>('local:x', { fallback: 0, version: 1 });
it.watch((n) => { render(<b>{n}{browser.i18n.getMessage('extName')}</b>, document.body); m.sendMessage('a', 'b'); });
