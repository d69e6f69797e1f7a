import { browser } from 'wxt/browser';
import type { Protocol } from '../../utils/messages.ts';

/**
 * Speaks to the worker as `utils/messages.ts` does, in its library's own format: the library, made for both ends
 * and for errors that cross as objects, takes 1 kB of the 20 there are.
 */
export async function say<K extends keyof Protocol>(
  type: K,
  ...[data]: Parameters<Protocol[K]>
): Promise<ReturnType<Protocol[K]>> {
  const answer = await browser.runtime.sendMessage({ id: 0, type, data, timestamp: Date.now() });
  if (!answer || answer.err) throw new Error(answer?.err?.message ?? 'No answer');
  return answer.res;
}

type Heard = 'panelChanged' | 'readAgain' | 'whereAreYou' | 'focusPanel';
export type Ears = { [K in Heard]: (...data: Parameters<Protocol[K]>) => ReturnType<Protocol[K]> };

/** Answers at once what the worker says to this tab. */
export function hear(ears: Ears): void {
  browser.runtime.onMessage.addListener((message: { type: Heard; data: never }, _sender, answer) => {
    const ear = ears[message.type];
    if (ear) answer({ res: ear(message.data) });
  });
}
