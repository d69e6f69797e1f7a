import { render } from 'preact';
import '../../components/ui/look.css';
import '../../components/ui/keys.css';
import '../../components/inbox/inbox.css';
import { InboxPage } from '../../components/inbox/inbox-page.tsx';
import { inWords } from '../../components/outbox/entries.ts';
import { createTheme } from '../../components/ui/page-theme.ts';
import { WorkerProvider } from '../../components/worker.ts';
import { t } from '../../utils/i18n.ts';
import { worker } from '../../utils/messaging/client.ts';
import type { SavedView } from '../../utils/storage/items.ts';
import { openStore, type PageStore } from '../../utils/storage/page-store.ts';
import { showLosses } from '../popup/losses.tsx';

const root = document.querySelector('#app') ?? document.body;
const theme = createTheme();
document.documentElement.lang = t('locale');
document.title = t('inbox_title');

let store: PageStore | undefined;
let saved: SavedView[] = [];

function show(search: string, replace = false) {
  const address = search ? `?${search}` : location.pathname;
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  draw();
}

let drawn = true;
/** Changes of one moment are drawn together, and never inside one another. */
function draw() {
  if (!drawn) return;
  drawn = false;
  queueMicrotask(() => {
    drawn = true;
    if (store) paint(store);
  });
}

let framed = true;

function paint(store: PageStore) {
  theme(store.settings.theme);
  // The frame painted before would stay beside a page whose code is still to come.
  if (framed) root.replaceChildren();
  framed = false;
  render(
    <WorkerProvider worker={worker}>
      <InboxPage store={store} saved={saved} search={location.search.slice(1)} onSearch={show} />
    </WorkerProvider>,
    root,
  );
}

addEventListener('popstate', draw);
worker.store.watchViews((views) => {
  saved = views;
  draw();
});
void showLosses();
void openStore((next) => {
  store = { ...next, entries: next.entries.map(inWords) };
  draw();
}, true);
