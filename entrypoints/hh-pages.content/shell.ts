import css from './panel.css?inline';
import { hostName, isNightPage, type Placed, place } from './place.ts';

const keyEvents = ['keydown', 'keyup', 'keypress'] as const;

interface Shell {
  /** The element that Preact draws into. */
  view: HTMLElement;
  /**
   * Attaches the shadow root and styles, once it is certain that something will be shown: for most vacancies
   * nothing is.
   */
  furnish: () => void;
  /** Puts the panel in its place and theme, also after hh has redrawn its page. */
  settle: (placement: Placed, theme: 'auto' | 'day' | 'night') => void;
  remove: () => void;
}

/**
 * Creates our one element on hh's page, closed to the page: our styles stay inside, hh's stay outside, and
 * keys typed here do not trigger hh's hotkeys.
 */
export function createShell(signal: AbortSignal): Shell {
  // Left over from a copy of this script that the browser has invalidated.
  for (const old of document.querySelectorAll(hostName)) old.remove();
  const host = document.createElement(hostName);
  const view = document.createElement('div');

  let isFurnished = false;
  function furnish() {
    if (isFurnished) return;
    isFurnished = true;
    const root = host.attachShadow({ mode: 'closed' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    root.append(view);
    for (const type of keyEvents) root.addEventListener(type, (event) => event.stopPropagation(), { signal });
  }

  let placed: Placed | null = null;
  let dropped = 0;
  return {
    view,
    furnish,
    settle(placement, theme) {
      // hh's React may remove a node that it does not know. If that happens twice, the panel is docked instead.
      if (placed === 'inline' && !host.isConnected) dropped += 1;
      const wanted = dropped > 1 ? 'docked' : placement;
      if (!host.isConnected || placed !== wanted) placed = place(host, wanted);
      const night = theme === 'auto' ? isNightPage() : theme === 'night';
      view.className = `look ${placed} ${night ? 'night' : 'day'}`;
    },
    remove: () => host.remove(),
  };
}
