import css from './marks.css?inline';

/** Events in an element of ours must not reach hh's click and hotkey handlers. */
const quiet = ['click', 'mousedown', 'pointerdown', 'keydown'];

const hush = (event: Event) => event.stopPropagation();

let sheet: CSSStyleSheet | undefined;

/**
 * A closed shadow root for an element on hh's page, with the stylesheet shared by all marks. The element
 * needs no custom element definition, only a plain name: content scripts in Chrome have no registry.
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
