import type { TabLine } from '../../components/negotiation/verdict.tsx';
import { logo } from '../../components/ui/logo.ts';
import { t } from '../../utils/i18n.ts';
import { element } from './marks-shadow.ts';

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
