import { browser } from 'wxt/browser';
import { type PlaceOnHh, pageOf } from './hh/pages.ts';
import { onMessage, type Protocol } from './messages.ts';
import { type Asked, type Data, shapes } from './shapes.ts';

/**
 * Who sent a message: one of our own pages, the panel on a page of a resume, or the content script on another page
 * of hh where it has something to do. From all other pages of hh nothing is to be asked.
 */
export type Sender =
  | { is: 'own' }
  | { is: 'panel'; tabId: number; url: string; page: Extract<PlaceOnHh, { page: 'resume' }> }
  | { is: 'page'; tabId: number; url: string; page: Exclude<PlaceOnHh, { page: 'resume' }> };

/**
 * `sender.url` is where the document was loaded, in both browsers: after an in-app move only the tab's own
 * address is true.
 *
 * @returns null for anybody else: another extension, a frame, a site that is not hh's, a page of hh's without us.
 */
export function senderOf(sender: chrome.runtime.MessageSender): Sender | null {
  if (sender.id !== browser.runtime.id) return null;
  const loaded = sender.url ?? '';
  if (loaded.startsWith(browser.runtime.getURL('/'))) return { is: 'own' };
  const url = sender.tab?.url ?? loaded;
  const page = pageOf(loaded) && pageOf(url);
  if (!page || sender.tab?.id === undefined || sender.frameId !== 0) return null;
  const from = { tabId: sender.tab.id, url };
  switch (page.page) {
    case 'resume':
      return { is: 'panel', ...from, page };
    case 'vacancy':
    case 'applicant-negotiations':
      return { is: 'page', ...from, page };
    case 'chat':
    case 'responses':
    case 'other':
      return null;
  }
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
