import { browser } from 'wxt/browser';
import { toResult } from '../hh/errors.ts';
import { pageOf } from '../hh/pages.ts';
import { onMessage, type Protocol } from '../messaging/protocol.ts';
import type { Result } from '../problem.ts';
import {
  type Asked,
  type Data,
  type Facts,
  mayAsk,
  permissions,
  refusalOf,
  type Sender,
} from './permissions.ts';

/**
 * Identifies the sender. In both browsers `sender.url` is where the document was loaded: after an in-app navigation
 * only the tab's own address is true.
 * @returns null for anybody else: another extension, a frame, a site that is not hh's, a page of hh without us
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
    case 'list':
      return { is: 'page', ...from, page };
    case 'chat':
    case 'other':
      return null;
  }
}

/**
 * Registers handlers of protocol messages. Before each call the sender is checked, the data is parsed, and
 * `permissions.ts` must allow it. Register synchronously: the browser wakes the worker only for listeners added in
 * its first turn.
 */
export const createReceiver =
  (facts: Facts) =>
  <K extends Asked>(
    type: K,
    handle: (data: Data<K>, sender: Sender) => ReturnType<Protocol[K]> | Promise<ReturnType<Protocol[K]>>,
  ): void => {
    onMessage(type, async (message) => {
      const sender = senderOf(message.sender);
      if (!sender || !mayAsk(type, sender)) throw new Error(`${type}: not for this sender`);
      const data = permissions[type].data().parse(message.data);
      const problem = await refusalOf(type, data, sender, facts);
      if (!problem) return handle(data, sender);
      const { refused } = permissions[type];
      if (!refused) throw new Error(`${type}: not for this sender`);
      return refused(problem);
    });
  };

/** A handler whose errors are returned as data. */
export const asResult =
  <Asked, T>(handle: (data: Asked, sender: Sender) => Promise<T>) =>
  (data: Asked, sender: Sender): Promise<Result<T>> =>
    toResult(() => handle(data, sender));
