import { browser } from 'wxt/browser';
import { wordsOf } from './answer.ts';
import { type Page, pageOf } from './hh/pages.ts';
import type { Protocol } from './messages.ts';
import { type Asked, type Data, shapes } from './shapes.ts';

/** Who sent a message: one of our own pages, or the content script of a page of hh. */
export type Sender = { is: 'own' } | { is: 'panel'; tabId: number; url: string; page: Page };

/**
 * `sender.url` is where the document was loaded, in both browsers: after an in-app move only the tab's own
 * address is true.
 *
 * @returns null for anybody else: another extension, a frame, a site that is not hh's.
 */
export function senderOf(sender: chrome.runtime.MessageSender): Sender | null {
  if (sender.id !== browser.runtime.id) return null;
  const from = sender.url ?? '';
  if (from.startsWith(browser.runtime.getURL('/'))) return { is: 'own' };
  const url = sender.tab?.url ?? from;
  const page = pageOf(from) && pageOf(url);
  if (!page || sender.tab?.id === undefined || sender.frameId !== 0) return null;
  return { is: 'panel', tabId: sender.tab.id, url, page };
}

type Handle = (data: unknown, from: chrome.runtime.MessageSender) => Promise<unknown>;
const handles = new Map<string, Handle>();

/**
 * Handles one message of the protocol, after its sender was checked and its data was parsed. Errors cross as the
 * library of `messages.ts` takes them.
 * Registers synchronously: the browser wakes the worker only for listeners of its first turn.
 */
export function receive<K extends Asked>(
  type: K,
  from: readonly Sender['is'][],
  handle: (data: Data<K>, sender: Sender) => ReturnType<Protocol[K]> | Promise<ReturnType<Protocol[K]>>,
): void {
  if (!handles.size) browser.runtime.onMessage.addListener(answerTo);
  handles.set(type, async (data, by) => {
    const sender = senderOf(by);
    if (!sender || !from.includes(sender.is)) throw new Error(`${type}: not for this sender`);
    return handle(shapes[type].parse(data), sender);
  });
}

/** @returns true: the answer comes later. Nothing, when the message is not for the worker. */
function answerTo(
  message: { type: string; data: unknown } | null,
  from: chrome.runtime.MessageSender,
  answer: (answer: { res: unknown } | { err: Pick<Error, 'name' | 'message' | 'stack'> }) => void,
): true | undefined {
  const asked = handles.get(message?.type ?? '')?.(message?.data, from);
  asked?.then(
    (res) => answer({ res }),
    (error) => answer({ err: { name: 'Error', message: wordsOf(error), stack: '' } }),
  );
  return asked && true;
}
