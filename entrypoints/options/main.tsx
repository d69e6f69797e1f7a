// The look shared by all pages comes first: later styles build on it.
import { createPage } from '../pages/create-page.tsx';
import '../../components/options/options.css';
import { browser } from 'wxt/browser';
import type { OptionsStore } from '../../components/options/fields.tsx';
import { t } from '../../utils/i18n.ts';
import { worker } from '../../utils/messaging/client.ts';

// Imported dynamically: what only this page needs stays out of the code that all pages load.
const [{ Options }, { openStore }] = await Promise.all([
  import('../../components/options/options.tsx'),
  import('./store.ts'),
]);

const paint = createPage(t('options_title'), {
  ...worker,
  openOptions: async (section) => {
    if (section) location.hash = section;
    show();
  },
});

const redirect = browser.identity.getRedirectURL();
const { version } = browser.runtime.getManifest();

/**
 * Shows what the address names: a subject from its top; a section within a subject scrolled into view and
 * focused, so that a screen reader begins there.
 */
function show() {
  if (!store) return;
  draw(store);
  const section = document.getElementById(location.hash.slice(1));
  section?.scrollIntoView({ block: 'start' });
  section?.focus({ preventScroll: true });
}

let store: OptionsStore | null = null;
function draw(of: OptionsStore) {
  paint(
    of.settings,
    <Options {...of} redirect={redirect} version={version} place={location.hash.slice(1)} />,
  );
}

addEventListener('hashchange', show);
void openStore((next) => {
  const isFirst = store === null;
  store = next;
  if (isFirst) show();
  else draw(next);
});
