import css from './panel.css?inline';
import { hostName, isNightPage, type Placed, place } from './place.ts';

const keyEvents = ['keydown', 'keyup', 'keypress'] as const;

interface Shell {
  /** Where Preact draws. */
  view: HTMLElement;
  /** Makes what it needs to stand, once it surely will: most vacancies are nobody's. */
  furnish: () => void;
  /** Puts the panel in its place and theme, also after hh has redrawn its page. */
  settle: (placement: Placed, theme: 'auto' | 'day' | 'night') => void;
  remove: () => void;
}

/**
 * One element on hh's page, closed to it: our styles stay in, hh's stay out, and what is typed here is no
 * hotkey of hh's.
 */
export function createShell(signal: AbortSignal): Shell {
  // Left by a copy of this script that the browser has cut off.
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
      // hh's React may drop a node it does not know. Once is bad luck, twice means: not there.
      if (placed === 'inline' && !host.isConnected) dropped += 1;
      const wanted = dropped > 1 ? 'docked' : placement;
      if (!host.isConnected || placed !== wanted) placed = place(host, wanted);
      const night = theme === 'auto' ? isNightPage() : theme === 'night';
      view.className = `look ${placed} ${night ? 'night' : 'day'}`;
    },
    remove: () => host.remove(),
  };
}
