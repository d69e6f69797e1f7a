import { hashInPath, parseUrl, siteOf } from '../../utils/hh/pages.ts';

/* Where our elements go on hh's pages. Each anchor has the date when it was last seen there. */

/** The name of our element on hh's page; we do not hide from hh. */
export const hostName = 'otklik-panel';

/** Present once hh has finished rendering its page; a node inserted earlier can break that. */
const ready = '[data-qa~="lux-container-rendered"]';
export const isReady = (): boolean => document.querySelector(ready) !== null;

/** Where in the page the panel may go. */
const sidebar = '[data-qa~="resume-history-sidebar-container"]'; // 2025
const names = [
  '[data-qa~="resume-main-info__header"]', // 2026-09
  '[data-qa~="resume-personal-name"]', // 2026-03
  '[data-qa~="resume-block-title-position"]', // 2026-08
].join();
const block = '[class*="card"], [class*="bloko-columns-row"]';

/** Puts the panel into the page's own sidebar, or after the name. Returns false if none of the anchors is present. */
function putInline(host: HTMLElement): boolean {
  if (!isReady()) return false;
  const before = document.querySelector(sidebar);
  const after = document.querySelector(names);
  if (before) before.before(host);
  else (after?.closest(block) ?? after)?.after(host);
  return Boolean(before ?? after);
}

export type Placed = 'inline' | 'docked';

/** Puts the panel where it is wanted, or docks it if the page offers no such place. */
export function place(host: HTMLElement, wanted: Placed): Placed {
  const placed = wanted === 'inline' && putInline(host) ? 'inline' : 'docked';
  if (placed === 'docked' && host.parentElement !== document.body) document.body.append(host);
  host.className = placed;
  return placed;
}

/** Width of the open panel and its distance from the edge, px. */
const panelPx = 388;
/**
 * hh's content is 1132 px wide and centred. From this window width on, the panel fits beside it; used if
 * nothing on the page tells more precisely.
 */
const roomyPx = 1132 + 2 * panelPx;
/** The elements that hold hh's own actions. */
const actions = `[data-qa~="resume-sidebar"], ${sidebar}`;

/** Whether the open panel would leave all of hh's own actions uncovered. */
export function hasRoom(placement: Placed): boolean {
  if (placement === 'inline') return true;
  const box = document.querySelector(actions)?.getBoundingClientRect();
  return box?.width ? box.right <= innerWidth - panelPx : innerWidth >= roomyPx;
}

/** Whether the page is dark. hh has no switch for it yet, but its night theme is prepared. */
export const isNightPage = (): boolean => /night-theme/.test(document.body.className);

/** An element of ours, with a class and a text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  look = '',
  text = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (look) made.className = look;
  if (text) made.textContent = text;
  return made;
}

/* Where people are in hh's lists: by the addresses of links first, then by hh's attributes. */

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
export const contentOf = (): Element | null => (isReady() ? document.querySelector(content) : null);

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
