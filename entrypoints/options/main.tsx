import { render } from 'preact';
import { browser } from 'wxt/browser';
import '../../components/ui/look.css';
import '../../components/ui/keys.css';
import '../../components/options/options.css';
import { Options } from '../../components/options/options.tsx';
import { createTheme } from '../../components/ui/page-theme.ts';
import { WorkerProvider } from '../../components/worker.ts';
import { t } from '../../utils/i18n.ts';
import { type Worker, worker } from '../../utils/messaging/client.ts';
import { showLosses } from '../popup/losses.tsx';
import { openStore, type Store } from './store.ts';

const page: Worker = {
  ...worker,
  openOptions: async (section) => {
    if (section) location.hash = section;
    show();
  },
};

const redirect = browser.identity.getRedirectURL();
const { version } = browser.runtime.getManifest();
const root = document.querySelector('#app') ?? document.body;
const theme = createTheme();
document.documentElement.lang = t('locale');
document.title = t('options_title');

/** What the address names: in view, and a section with the focus, so that a screen reader begins there. */
function show() {
  if (!store) return;
  draw(store);
  const section = document.getElementById(location.hash.slice(1));
  section?.scrollIntoView({ block: 'start' });
  section?.focus({ preventScroll: true });
}

let store: Store | null = null;
function draw({ inbox, ...of }: Store) {
  theme(of.settings.theme);
  render(
    <WorkerProvider worker={page}>
      <Options
        {...of}
        vacancies={inbox.vacancies}
        redirect={redirect}
        version={version}
        place={location.hash.slice(1)}
      />
    </WorkerProvider>,
    root,
  );
}

addEventListener('hashchange', show);
void showLosses();
void openStore((next) => {
  const isFirst = store === null;
  store = next;
  if (isFirst) show();
  else draw(next);
});
