/** The plain name under which we stand on hh's page; hidden from nobody. */
export const hostName = 'otklik-panel';

/** hh's page is put together by then; a node put in earlier can break that. */
const ready = '[data-qa~="lux-container-rendered"]';

/** Where the panel may stand in the page, best first, with when each was seen last. */
const before = '[data-qa~="resume-history-sidebar-container"]'; // 2025
const after = [
  '[data-qa~="resume-main-info__header"]', // 2026-09
  '[data-qa~="resume-personal-name"]', // 2026-03
  '[data-qa~="resume-block-title-position"]', // 2026-08
];
const card = '[class*="card"], [class*="bloko-columns-row"]';

/** Puts the panel into the page's own sidebar; false where none of the anchors is there. */
function putInline(host: HTMLElement): boolean {
  if (!document.querySelector(ready)) return false;
  const sidebar = document.querySelector(before);
  if (sidebar) {
    sidebar.before(host);
    return true;
  }
  for (const selector of after) {
    const anchor = document.querySelector(selector);
    if (!anchor) continue;
    (anchor.closest(card) ?? anchor).after(host);
    return true;
  }
  return false;
}

export type Placed = 'inline' | 'docked';

/** Puts the panel where it should stand, or docks it where the page offers no such place. */
export function place(host: HTMLElement, wanted: Placed): Placed {
  const placed = wanted === 'inline' && putInline(host) ? 'inline' : 'docked';
  if (placed === 'docked' && host.parentElement !== document.body) document.body.append(host);
  host.className = placed;
  return placed;
}

/** hh's page has no switch of its own yet, but its night theme is prepared. */
export const isNightPage = (): boolean => /night-theme/.test(document.body.className);
