/** A look close to hh's, drawn from scratch: its colours by eye, its class names only in the skeleton. */
export const style = `
* { box-sizing: border-box; }
body { margin: 0; color-scheme: light; font: 16px/1.5 Inter, "Helvetica Neue", Arial, sans-serif; --page: #f3f5f7; --card: #fff; --text: #1b1f23; --soft: #6a7683; --line: #e3e8ed; --link: #0b5cd6; --tag: #eef2f5; color: var(--text); background: var(--page); }
body.magritte-hh-night-theme { color-scheme: dark; --page: #14171a; --card: #1f2327; --text: #f1f4f7; --soft: #9aa6b2; --line: #333a41; --link: #7db3ff; --tag: #2b3137; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
h1, h2, h3, p { margin: 0; } h1.name { margin-bottom: 16px; }
.supernova-navi-container { background: var(--card); border-bottom: 1px solid var(--line); }
.supernova-navi { max-width: 1180px; margin: 0 auto; padding: 14px 24px; display: flex; gap: 28px; align-items: center; }
.supernova-logo { width: 36px; height: 36px; border-radius: 50%; background: #d6001c; color: #fff; font-weight: 700; display: grid; place-items: center; }
.supernova-navi a { color: var(--text); font-weight: 500; } .supernova-navi .supernova-logo { color: #fff; } .supernova-navi .user { margin-left: auto; color: var(--soft); }
.main-content { max-width: 1180px; margin: 0 auto; padding: 28px 24px 80px; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 320px; gap: 24px; align-items: start; }
.card { background: var(--card); border-radius: 20px; padding: 24px; margin-bottom: 16px; }
.resume-head { display: grid; grid-template-columns: 1fr 96px; gap: 16px; }
.resume-photo { width: 96px; height: 96px; border-radius: 50%; background: var(--tag); display: grid; place-items: center; font-size: 32px; color: var(--soft); }
.name { font-size: 28px; line-height: 1.2; font-weight: 700; overflow-wrap: anywhere; }
.position { font-size: 22px; line-height: 1.25; font-weight: 600; overflow-wrap: anywhere; }
.salary { font-size: 20px; font-weight: 600; margin-top: 6px; } .soft { color: var(--soft); } .small { font-size: 14px; }
.card h3 { font-size: 18px; margin-bottom: 12px; }
.place { display: grid; grid-template-columns: 150px 1fr; gap: 16px; padding: 12px 0; border-top: 1px solid var(--line); } .place:first-of-type { border-top: 0; padding-top: 0; }
.tags { display: flex; flex-wrap: wrap; gap: 8px; } .tag { background: var(--tag); border-radius: 10px; padding: 4px 10px; font-size: 14px; }
.button { display: inline-block; border: 0; border-radius: 12px; padding: 10px 16px; font: inherit; font-weight: 500; background: var(--tag); color: var(--text); cursor: pointer; }
.button_accent { background: #0b5cd6; color: #fff; } .status { display: inline-block; border-radius: 8px; padding: 2px 8px; font-size: 13px; background: #e6f4ea; color: #176b34; } .magritte-hh-night-theme .status { background: #173824; color: #8fd9a8; }
.badge { display: inline-block; min-width: 20px; margin-left: 6px; padding: 0 6px; border-radius: 10px; background: #ff4d3a; color: #fff; font-size: 13px; line-height: 20px; text-align: center; }
.tabs { display: flex; flex-wrap: wrap; gap: 8px; margin-bottom: 16px; } .tabs a { padding: 8px 14px; border-radius: 12px; background: var(--tag); color: var(--text); } .tabs a[aria-current] { background: #0b5cd6; color: #fff; }
.face { float: left; width: 44px; height: 44px; margin-right: 14px; border-radius: 50%; background: var(--tag); } .none { display: none; }
.actions { display: flex; gap: 12px; align-items: center; margin-top: 8px; }
.history { padding: 10px 0; border-top: 1px solid var(--line); } .history:first-of-type { border-top: 0; }
.row { display: flex; gap: 16px; justify-content: space-between; align-items: baseline; }
.chatik-integration { position: fixed; right: 24px; bottom: 24px; z-index: 1150; } .chatik-integration a { display: grid; place-items: center; width: 52px; height: 52px; border-radius: 50%; background: #0b5cd6; color: #fff; font-size: 22px; }
.bubble { max-width: 70%; padding: 10px 14px; border-radius: 16px; background: var(--tag); margin: 8px 0; } .bubble_mine { margin-left: auto; background: #0b5cd6; color: #fff; }
.footer { max-width: 1180px; margin: 0 auto; padding: 24px; color: var(--soft); font-size: 14px; }
@media (max-width: 900px) { .columns { grid-template-columns: 1fr; } .place { grid-template-columns: 1fr; gap: 4px; } }
`;

/**
 * In-app navigation as in hh's single-page front end: the address changes by pushState and the main content is
 * redrawn, while `HH-Lux-InitialState` stays as it was at the first load.
 */
export const navigation = `
async function show(url) {
  const answer = await fetch(url, { headers: { 'X-Sandbox-Front': 'true' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.title = page.title;
  const main = page.querySelector('.HH-MainContent');
  globalThis.own?.(main);
  document.querySelector('.HH-MainContent').replaceChildren(...main.childNodes);
  scrollTo(0, 0);
}
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-in-app]');
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  void show(link.href);
});
addEventListener('popstate', () => void show(location.href));
`;

/**
 * hh's front end on its lists of people, as far as foreign nodes are concerned. React hydrates the server's markup
 * some time after it has loaded (and redraws everything if it finds a node that it does not know), reuses cards by
 * position for the next page and another order, adds cards while scrolling, and looks for extensions.
 * `data-hydration` on the document says how hydration ended: `kept` or `redrawn`.
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
