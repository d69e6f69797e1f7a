/**
 * hh's front on its lists of people, as far as foreign nodes can meet it: React takes the server's markup over some time
 * after it stands (and draws all anew when it finds a node that it does not know), uses cards again by their place at the
 * next page and in another order, brings some as one scrolls, and looks for extensions. `data-hydration` on the document
 * says what became of the taking over: `kept` or `redrawn`.
 */
export const front = `
const owned = new WeakSet();
function own(root) {
  owned.add(root);
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_ALL);
  while (walk.nextNode()) owned.add(walk.currentNode);
  return root;
}
const reactRoot = document.querySelector('#HH-React-Root');
const served = reactRoot.innerHTML;
own(reactRoot);

function hydrate() {
  const walk = document.createTreeWalker(reactRoot, NodeFilter.SHOW_ALL);
  let foreign = false;
  while (walk.nextNode()) foreign ||= !owned.has(walk.currentNode);
  if (foreign) {
    const copy = new DOMParser().parseFromString('<div>' + served + '</div>', 'text/html').body.firstChild;
    reactRoot.replaceChildren(...own(document.importNode(copy, true)).childNodes);
  }
  document.documentElement.dataset.hydration = foreign ? 'redrawn' : 'kept';
  const container = reactRoot.querySelector('[data-qa~="lux-container"]');
  container.dataset.qa = 'lux-container lux-container-rendered';
}
addEventListener('DOMContentLoaded', () => setTimeout(hydrate, Number(reactRoot.dataset.hydrates)));

/** A tree made like another one, its own nodes kept by their place; what is not React's stays where it is. */
function redraw(node, wanted) {
  for (const { name, value } of wanted.attributes) if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  for (const { name } of [...node.attributes]) if (!wanted.hasAttribute(name)) node.removeAttribute(name);
  const kept = [...node.childNodes].filter((child) => owned.has(child));
  const all = [...wanted.childNodes];
  all.forEach((child, at) => {
    const own_ = kept[at];
    if (!own_) return node.append(own(document.importNode(child, true)));
    if (own_.nodeType !== child.nodeType || own_.nodeName !== child.nodeName)
      return own_.replaceWith(own(document.importNode(child, true)));
    if (child.nodeType === Node.ELEMENT_NODE) return redraw(own_, child);
    if (own_.nodeValue !== child.nodeValue) own_.nodeValue = child.nodeValue;
  });
  for (const rest of kept.slice(all.length)) rest.remove();
}
async function showInPlace(url) {
  const answer = await fetch(url, { headers: { 'X-Sandbox-Front': 'true' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  redraw(document.querySelector('[data-qa="main-content"]'), page.querySelector('[data-qa="main-content"]'));
}
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-in-place]');
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  void showInPlace(link.href);
});
document.addEventListener('scroll', () => {
  const late = document.querySelector('template[data-late]');
  if (!late || innerHeight + scrollY < document.body.scrollHeight - 400) return;
  const cards = [...late.content.children].slice(0, 10);
  late.before(...cards.map((card) => own(card)));
  if (late.content.children.length === 0) late.remove();
}, { passive: true });

const detected = ['veraBar', 'fwi-popup', 'potok_io__chrome_extension_iframe', 'custom-table-iframe-div', 'cleverStaffNeedLogin', 'cleverStaffBlock', 'amocrm-scrapper', 'js-amo-field-mark-positioned', 'noty_layout__topRight', 'dataLeo', 'hh-widget-wrapper'];
new MutationObserver((records) => {
  for (const { addedNodes } of records)
    for (const node of addedNodes) {
      const found = node instanceof Element && [node.id, ...node.classList].find((name) => detected.includes(name));
      if (found) void fetch('/analytics?domElementsDetected=' + found);
    }
}).observe(document.body, { childList: true, subtree: true });
`;
