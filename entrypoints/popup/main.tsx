import { render } from 'preact';
import '../../components/ui/look.css';
import '../../components/ui/keys.css';
import '../../components/popup/popup.css';
import '../../components/conversation/conversation.css';
import { NotSentElsewhere } from '../../components/outbox/entries.ts';
import { Popup } from '../../components/popup/popup.tsx';
import { createTheme } from '../../components/ui/page-theme.ts';
import { WaitLimit } from '../../components/ui/wait-limit.ts';
import { WorkerProvider } from '../../components/worker.ts';
import { t } from '../../utils/i18n.ts';
import { type Worker, worker } from '../../utils/messaging/client.ts';
import { openStore, type PageStore } from '../../utils/storage/page-store.ts';
import { showLosses } from './losses.tsx';

const page: Worker = {
  ...worker,
  // The popup has done its work; it stays open over a page of its own otherwise.
  openInbox: async (address) => {
    await worker.openInbox(address);
    close();
  },
};

const root = document.querySelector('#app') ?? document.body;
const theme = createTheme();
document.documentElement.lang = t('locale');
document.title = t('extName');

let framed = true;

function draw(store: PageStore) {
  theme(store.settings.theme);
  // The frame painted before would stay beside a view whose code is still to come.
  if (framed) root.replaceChildren();
  framed = false;
  render(
    <WorkerProvider worker={page}>
      <NotSentElsewhere.Provider value={store.elsewhere}>
        <WaitLimit.Provider value={store.settings.waitHours}>
          <Popup {...store} />
        </WaitLimit.Provider>
      </NotSentElsewhere.Provider>
    </WorkerProvider>,
    root,
  );
}

void showLosses();
void openStore(draw);
