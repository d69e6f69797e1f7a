/** The name of our element on hh's page; we do not hide from hh. */
export const hostName = 'otklik-panel';

/** hh's page is put together by then; a node put in earlier can break that. */
const ready = '[data-qa~="lux-container-rendered"]';
export const isReady = (): boolean => document.querySelector(ready) !== null;

/** Where the panel may stand in the page, with when each was seen last. */
const sidebar = '[data-qa~="resume-history-sidebar-container"]'; // 2025
const names = [
  '[data-qa~="resume-main-info__header"]', // 2026-09
  '[data-qa~="resume-personal-name"]', // 2026-03
  '[data-qa~="resume-block-title-position"]', // 2026-08
].join();
const card = '[class*="card"], [class*="bloko-columns-row"]';

/** Puts the panel into the page's own sidebar; false where none of the anchors is there. */
function putInline(host: HTMLElement): boolean {
  if (!isReady()) return false;
  const before = document.querySelector(sidebar);
  const after = document.querySelector(names);
  if (before) before.before(host);
  else (after?.closest(card) ?? after)?.after(host);
  return Boolean(before ?? after);
}

export type Placed = 'inline' | 'docked';

/** Puts the panel where it should stand, or docks it where the page offers no such place. */
export function place(host: HTMLElement, wanted: Placed): Placed {
  const placed = wanted === 'inline' && putInline(host) ? 'inline' : 'docked';
  if (placed === 'docked' && host.parentElement !== document.body) document.body.append(host);
  host.className = placed;
  return placed;
}

/** The open panel with its distance from the edge, in px. */
const panelPx = 388;
/** hh's content is 1132 px wide and centred: from here on the panel has room beside it, where nothing tells more. */
const roomyPx = 1132 + 2 * panelPx;
/** Where hh's own actions stand. */
const actions = `[data-qa~="resume-sidebar"], ${sidebar}`;

/** Whether the open panel would cover nothing that one acts with on hh's page. */
export function hasRoom(placement: Placed): boolean {
  if (placement === 'inline') return true;
  const box = document.querySelector(actions)?.getBoundingClientRect();
  return box?.width ? box.right <= innerWidth - panelPx : innerWidth >= roomyPx;
}

/** hh's page has no switch of its own yet, but its night theme is prepared. */
export const isNightPage = (): boolean => /night-theme/.test(document.body.className);
