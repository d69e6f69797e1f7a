import type { TabLine } from '../../components/negotiation/verdict.tsx';
import { logo } from '../../components/ui/logo.ts';
import type { PanelLook } from '../../utils/domain/panel.ts';
import { t } from '../../utils/i18n.ts';
import { element, hostName, isNightPage, type Placed, place } from './anchors.ts';
import css from './panel.css?inline';

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
  settle: (placement: Placed, theme: PanelLook['theme']) => void;
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

/**
 * The closed panel: a tab at the edge that gives the verdict in two words. On most pages nothing else of ours
 * is seen, so it is drawn without the library that draws the panel.
 */
export function createTab(onOpen: () => void) {
  const tab = element('button');
  tab.type = 'button';
  tab.setAttribute('aria-expanded', 'false');
  tab.addEventListener('click', onOpen);
  const word = element('span', 'b ell');
  const when = element('span', 'ell');
  tab.append(
    drawn('svg', { width: '20', height: '20', viewBox: '0 0 20 20', 'aria-hidden': 'true' }, [
      drawn('path', { fill: '#2a6fdb', d: logo.bubble }),
      drawn('path', {
        d: logo.arrow,
        fill: 'none',
        stroke: '#fff',
        'stroke-width': '1.9',
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
      }),
    ]),
    word,
  );
  let said = '';
  return {
    element: tab,
    say(line: TabLine) {
      const next = Object.values(line).join(' ');
      if (next === said) return;
      said = next;
      tab.className = `tab ${line.tone}`;
      tab.setAttribute('aria-label', t('panel_open', line.text));
      tab.title = line.text;
      word.textContent = line.word;
      when.textContent = line.when;
      if (line.when) tab.append(when);
      else when.remove();
    },
  };
}

function drawn(name: 'svg' | 'path', attributes: Record<string, string>, children: Element[] = []): Element {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
