/** The id of the element that holds the state of a page of hh, whatever element it is and whatever stands before it. */
export const stateId = 'HH-Lux-InitialState';

/** What an older page may put around data so that nobody takes it for markup. */
const wrapped = /^\s*(?:\/\/)?\s*(?:<!--|<?!?\[CDATA\[)([\s\S]*?)(?:\/\/)?\s*(?:-->|\]\](?:>|$))?\s*$/;

/**
 * The first of these texts that is a JSON object, with or without a comment or CDATA around it; null when none is.
 * Runs in the page as well as in the worker. Never throws.
 */
export function firstState(texts: Iterable<string>): object | null {
  for (const text of texts) {
    const json = (wrapped.exec(text)?.[1] ?? text).trim();
    if (!json.startsWith('{')) continue;
    try {
      return JSON.parse(json);
    } catch {
      // Not this one.
    }
  }
  return null;
}

/** The state in a page as it stands open; null when it has none. */
export const stateOf = (page: Document): object | null =>
  firstState(
    [...page.querySelectorAll(`[id="${stateId}"]`)].flatMap((element) => {
      const held = element instanceof HTMLTemplateElement ? element.content : element;
      const comments = [...held.childNodes].filter((node) => node.nodeType === Node.COMMENT_NODE);
      return [held.textContent ?? '', ...comments.map((node) => node.nodeValue ?? '')];
    }),
  );
