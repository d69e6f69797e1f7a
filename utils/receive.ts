import { browser } from 'wxt/browser';
import { type Page, pageOf } from './hh/pages.ts';
import { onMessage, type Protocol } from './messages.ts';
import { type Asked, type Data, shapes } from './shapes.ts';

/** Who sent a message: one of our own pages, or the content script of a page of hh. */
export type Sender = { is: 'own' } | { is: 'panel'; tabId: number; page: Page };

/**
 * `sender.url` is where the document was loaded, in both browsers: after an in-app move only the tab's own
 * address is true.
 *
 * @returns null for anybody else: another extension, a frame, a site that is not hh's.
 */
export function senderOf(sender: chrome.runtime.MessageSender): Sender | null {
  if (sender.id !== browser.runtime.id) return null;
  const url = sender.url ?? '';
  if (url.startsWith(browser.runtime.getURL('/'))) return { is: 'own' };
  const page = pageOf(url) && pageOf(sender.tab?.url ?? url);
  if (!page || sender.tab?.id === undefined || sender.frameId !== 0) return null;
  return { is: 'panel', tabId: sender.tab.id, page };
}

/**
 * Handles one message of the protocol, after its sender was checked and its data was parsed.
 * Registers synchronously: the browser wakes the worker only for listeners of its first turn.
 */
export function receive<K extends Asked>(
  type: K,
  from: readonly Sender['is'][],
  handle: (data: Data<K>, sender: Sender) => ReturnType<Protocol[K]> | Promise<ReturnType<Protocol[K]>>,
): void {
  onMessage(type, (message) => {
    const sender = senderOf(message.sender);
    if (!sender || !from.includes(sender.is)) throw new Error(`${type}: not for this sender`);
    return handle(shapes[type].parse(message.data), sender);
  });
}
