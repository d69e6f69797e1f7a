import { hashInPath, parseUrl, siteOf } from '../../utils/hh/pages.ts';
import { isReady } from './place.ts';

/*
 * Where people are in hh's lists: by the addresses of links first, then by hh's attributes, each with the
 * date it was last seen.
 */

/** Links to resumes: the anchor that survives every redesign. */
const link = 'a[href*="/resume/"]'; // 2026-09
/** Cards, by the attribute that names their resume: hh's number until January 2026, the hash since. */
const byHash = '[data-resume-hash]'; // 2026-07
const byNumber = '[data-resume-id]'; // 2026-01
const card = [byHash, byNumber, '[data-qa~="resume-serp__resume"]'].join(); // 2026
/** The title of a card, and the text in it where the title is no link (hh.kz). */
const title = '[data-qa~="serp-item__title"]'; // 2026
const titleText = '[data-qa~="serp-item__title-text"]'; // 2026-07
/** hh's own content; the chat and advertisements are outside it. */
const content = '.HH-MainContent'; // 2026-05

/** A resume in a list. */
export interface Spot {
  /** How the page names the resume: the hash in its address, or hh's number. */
  key: string;
  /** The mark is inserted after this element. */
  anchor: Element;
  /** The mark must stay within this element. */
  card: Element;
  /** How the page names the resume now: hh's React may have reused the card for somebody else. */
  now: () => string | null;
}

/** The part of the page that holds its lists; null until hh has finished rendering the page. */
export const contentOf = (page: Document): Element | null => (isReady() ? page.querySelector(content) : null);

/** The resume that a link leads to; null when the link leads elsewhere. */
export function keyOfLink(element: Element): string | null {
  const href = element.getAttribute('href') ?? '';
  // hh's own links are mostly paths; only an absolute address is parsed.
  const url = href.startsWith('/') ? null : parseUrl(href, location.href);
  const path = url ? siteOf(url.hostname) && url.pathname : href.split(/[?#]/, 1)[0];
  return (path && hashInPath(path)) || null;
}

const attribute = (element: Element, name: string, form: RegExp): string | null =>
  element.getAttribute(name)?.match(form)?.[0] ?? null;

/**
 * The resumes in the lists, one spot for each card and resume: a card holds two or three links to one resume.
 * Only reads the page.
 * @param root the content, or a part of it
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
    // A link without text, such as a picture, does not show where the name is; it is skipped.
    if (key) {
      const isTitle = anchor.matches(title);
      const of = anchor.closest(card) ?? anchor;
      if (isTitle || anchor.textContent?.trim())
        add({ key, anchor, card: of, now: () => keyOfLink(anchor) }, isTitle);
    }
  }
  // Two queries take a third of the time of one combined query.
  for (const [selector, name, form] of attributes)
    for (const of of root.querySelectorAll(selector)) {
      const key = attribute(of, name, form);
      // A card nested in another card counts once.
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

/** The attributes whose change shows that hh's React has reused a card for somebody else. */
export const tellingAttributes = ['href', 'data-resume-hash', 'data-resume-id'];
