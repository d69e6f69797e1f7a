import { browser } from 'wxt/browser';
import type { Protocol } from './messages.ts';

/**
 * The protocol of `messages.ts`, in the format of the library that our own pages speak it with. The library, made
 * for both ends and for errors that cross as objects, takes 1 kB of the content script's 20 and of the worker's 30.
 */
const letter = (type: keyof Protocol, data: unknown) => ({ id: 0, type, data, timestamp: Date.now() });

/** What came of it. @throws when it was refused, or when nobody was there to answer. */
async function opened<K extends keyof Protocol>(
  _type: K,
  asked: Promise<{ res: ReturnType<Protocol[K]>; err?: { message: string } } | undefined>,
): Promise<ReturnType<Protocol[K]>> {
  const answer = await asked;
  if (!answer || answer.err) throw new Error(answer?.err?.message ?? 'No answer');
  return answer.res;
}

type Data<K extends keyof Protocol> = Parameters<Protocol[K]>;

/** To the worker. */
export const say = <K extends keyof Protocol>(type: K, ...[data]: Data<K>) =>
  opened(type, browser.runtime.sendMessage(letter(type, data)));

/** To the panel of a tab. */
export const tell = <K extends Heard>(tabId: number, type: K, ...[data]: Data<K>) =>
  opened(type, browser.tabs.sendMessage(tabId, letter(type, data)));

type Heard = 'panelChanged' | 'readAgain' | 'whereAreYou' | 'focusPanel';
export type Ears = { [K in Heard]: (...data: Data<K>) => ReturnType<Protocol[K]> };

/** In a tab: answers at once what the worker says to it. */
export function hear(ears: Ears): void {
  browser.runtime.onMessage.addListener((message: { type: Heard; data: never }, _sender, answer) => {
    const ear = ears[message.type];
    if (ear) answer({ res: ear(message.data) });
  });
}
