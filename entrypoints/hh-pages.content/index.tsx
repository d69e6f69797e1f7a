import { render } from 'preact';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { defineExtensionMessaging } from '@webext-core/messaging';
import { browser } from 'wxt/browser';
const m = defineExtensionMessaging<{ a(x: string): string }>();
export default defineContentScript({ matches: ['*://*.hh.ru/*'], main(ctx) {
  ctx.addEventListener(window, 'wxt:locationchange', () => { m.sendMessage('a', 'b'); render(<b>{browser.i18n.getMessage('extName')}</b>, document.body); });
} });
