import css from './marks.css?inline';

/** Nothing that happens in an element of ours is a click or a hotkey of hh's. */
const quiet = ['click', 'mousedown', 'pointerdown', 'keydown'];

const hush = (event: Event) => event.stopPropagation();

let sheet: CSSStyleSheet | undefined;

/**
 * A closed root for an element on hh's page, with the one sheet of all marks. There is no registry of custom elements in
 * Chrome's world of content scripts, and none is needed: a plain name will do.
 */
export function closedRoot(host: HTMLElement, style: string): ShadowRoot {
  host.style.cssText = style;
  const root = host.attachShadow({ mode: 'closed' });
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  root.adoptedStyleSheets = [sheet];
  for (const type of quiet) root.addEventListener(type, hush);
  return root;
}

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
