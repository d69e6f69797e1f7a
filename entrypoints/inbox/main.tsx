// The look shared by all pages comes first: later styles build on it.
import { createPage, sourceOf } from '../pages/create-page.tsx';
import '../../components/inbox/inbox.css';
import { InboxPage } from '../../components/inbox/inbox-page.tsx';
import { t } from '../../utils/i18n.ts';
import { worker as own } from '../../utils/messaging/client.ts';
import type { SavedView } from '../../utils/storage/items.ts';
import type { PageStore } from '../../utils/storage/page-store.ts';

const { worker, openStore } = await sourceOf({ worker: own, openStore: own.store.openStore });
const paint = createPage(t('inbox_title'), worker);

let store: PageStore | undefined;
let saved: SavedView[] = [];

function show(search: string, replace = false) {
  const address = `${location.pathname}${search && `?${search}`}${location.hash}`;
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  draw();
}

let drawn = true;
/** Draws changes of one moment together, and never starts a draw inside another. */
function draw() {
  if (!drawn) return;
  drawn = false;
  queueMicrotask(() => {
    drawn = true;
    if (!store) return;
    const search = location.search.slice(1);
    paint(store.settings, <InboxPage store={store} saved={saved} search={search} onSearch={show} />);
  });
}

addEventListener('popstate', draw);
worker.store.watchViews((views) => {
  saved = views;
  draw();
});
void openStore((next) => {
  store = next;
  draw();
}, true);
