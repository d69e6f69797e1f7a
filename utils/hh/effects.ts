import type { Effect } from '../effect.ts';

export type { Effect };

/** A person's click, and what they were told it would do. `at` is Unix ms. */
export interface Gesture {
  readonly effects: readonly Effect[];
  readonly at: number;
}

/** `gesture('writes', 'spends-contact')`: allows exactly these traces. */
export const gesture = (...effects: Effect[]): Gesture => ({ effects, at: Date.now() });

/** First match decides; a method that is not GET and not listed writes. Source: the documents, api.md §1.8. */
const traces: [method: string, address: RegExp, effects: Effect[]][] = [
  ['GET', /^\/negotiations\/[^/]+\/messages\b/, ['marks-viewed']],
  [
    'GET',
    /[?&](with_contact|get_with_contact)=|_with_contact\b/,
    ['marks-viewed', 'spends-view', 'spends-contact'],
  ],
  // `mine` is the list of one's own.
  ['GET', /^\/resumes\/(?!mine\/?(\?|$))[^/?]+(\?|\/download\b|\/?$)/, ['marks-viewed', 'spends-view']],
  ['GET', /^\/resumes\/[^/?]+\/views\b/, ['marks-viewed']],
  ['GET', /./, []],
  ['POST', /^\/negotiations\/read\b/, ['marks-viewed']],
  ['PUT', /^\/common\/chats\/[^/]+\/message\/[^/]+\/read\b/, ['marks-viewed']],
  // Inviting: POST to the address of a stage, whatever hh calls it. Answering a message is one level deeper.
  ['POST', /^\/negotiations\/[^/?]+\/?(\?|$)/, ['writes', 'spends-contact']],
  ['POST', /^\/token$/, []],
  ['DELETE', /^\/token$/, []],
];

/**
 * What a request leaves behind, judged by its address alone: hh hands out addresses (`actions[].url`,
 * `resume.url`), and none of them may do more than the call that uses it says.
 */
export function tracesOf(method: string, url: URL): readonly Effect[] {
  const address = url.pathname + url.search;
  return traces.find(([verb, pattern]) => verb === method && pattern.test(address))?.[2] ?? ['writes'];
}
