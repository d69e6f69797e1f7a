import { hashInPath, parseUrl, siteOf } from '../../utils/hh/pages.ts';
import { isReady } from './place.ts';

/* Where people stand in hh's lists: the addresses of links first, then hh's attributes, each with when it was seen. */

/** Links to resumes are the anchor that outlives every redesign. */
const link = 'a[href*="/resume/"]'; // 2026-09
/** Cards, by what names their resume: hh's number until January 2026, its hash since. */
const byHash = '[data-resume-hash]'; // 2026-07
const byNumber = '[data-resume-id]'; // 2026-01
const card = [byHash, byNumber, '[data-qa~="resume-serp__resume"]'].join(); // 2026
/** The title of a card, and the text in it where it is no link (hh.kz). */
const title = '[data-qa~="serp-item__title"]'; // 2026
const titleText = '[data-qa~="serp-item__title-text"]'; // 2026-07
/** hh's own content: the chat and what advertises stand outside. */
const content = '.HH-MainContent'; // 2026-05

/** A resume in a list. */
export interface Spot {
  /** What the page names it by: the hash in its address, or hh's number. */
  key: string;
  /** The mark stands after this. */
  anchor: Element;
  /** What the mark must stay within. */
  card: Element;
  /** What the page names it by now: hh's React may have made somebody else of it. */
  now: () => string | null;
}

/** The part of the page with its lists; null before hh has put its page together. */
export const contentOf = (page: Document): Element | null => (isReady() ? page.querySelector(content) : null);

/** The resume that a link leads to; null when it leads elsewhere. */
export function keyOfLink(element: Element): string | null {
  const href = element.getAttribute('href') ?? '';
  // hh's own links are paths, mostly; a whole address is parsed.
  const url = href.startsWith('/') ? null : parseUrl(href, location.href);
  const path = url ? siteOf(url.hostname) && url.pathname : href.split(/[?#]/, 1)[0];
  return (path && hashInPath(path)) || null;
}

const attribute = (element: Element, name: string, form: RegExp): string | null =>
  element.getAttribute(name)?.match(form)?.[0] ?? null;

/**
 * Who stands where, once for each card: cards hold two or three links to one resume. Nothing is written.
 * @param root of the content
 */
export function spotsIn(root: Element): Spot[] {
  const spots = new Map<Element, Map<string, Spot>>();
  const add = (spot: Spot, better: boolean) => {
    const ofCard = spots.get(spot.card) ?? new Map<string, Spot>();
    if (better || !ofCard.has(spot.key)) ofCard.set(spot.key, spot);
    spots.set(spot.card, ofCard);
  };
  for (const anchor of root.querySelectorAll(link)) {
    const key = keyOfLink(anchor);
    // A picture says nothing of where the name stands, unless there is nothing else.
    if (key) {
      const isTitle = anchor.matches(title);
      const of = anchor.closest(card) ?? anchor;
      if (isTitle || anchor.textContent?.trim())
        add({ key, anchor, card: of, now: () => keyOfLink(anchor) }, isTitle);
    }
  }
  // Two questions cost a third of one that asks for both.
  for (const [selector, name, form] of attributes)
    for (const of of root.querySelectorAll(selector)) {
      const key = attribute(of, name, form);
      // A card within a card is one.
      if (!key || spots.has(of) || [...spots.keys()].some((card) => of.contains(card))) continue;
      const anchor = of.querySelector(title) ?? of.querySelector(titleText) ?? of.lastElementChild ?? of;
      add({ key, anchor, card: of, now: () => attribute(of, name, form) }, false);
    }
  return [...spots.values()].flatMap((ofCard) => [...ofCard.values()]);
}

const attributes = [
  [byHash, 'data-resume-hash', /^[0-9a-zA-Z]{16,64}$/],
  [byNumber, 'data-resume-id', /^\d{1,15}$/],
] as const;

/** Attributes by which hh's React tells that a card has become somebody else's. */
export const tellingAttributes = ['href', 'data-resume-hash', 'data-resume-id'];
