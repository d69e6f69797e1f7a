/** The name of our element on hh's page; we do not hide from hh. */
export const hostName = 'otklik-panel';

/** Present once hh has finished rendering its page; a node inserted earlier can break that. */
const ready = '[data-qa~="lux-container-rendered"]';
export const isReady = (): boolean => document.querySelector(ready) !== null;

/** Where in the page the panel may go, each with the date it was last seen. */
const sidebar = '[data-qa~="resume-history-sidebar-container"]'; // 2025
const names = [
  '[data-qa~="resume-main-info__header"]', // 2026-09
  '[data-qa~="resume-personal-name"]', // 2026-03
  '[data-qa~="resume-block-title-position"]', // 2026-08
].join();
const card = '[class*="card"], [class*="bloko-columns-row"]';

/** Puts the panel into the page's own sidebar, or after the name. Returns false if none of the anchors is present. */
function putInline(host: HTMLElement): boolean {
  if (!isReady()) return false;
  const before = document.querySelector(sidebar);
  const after = document.querySelector(names);
  if (before) before.before(host);
  else (after?.closest(card) ?? after)?.after(host);
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
