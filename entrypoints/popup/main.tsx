import { render } from 'preact';
import '../../components/ui/look.css';
import '../../components/ui/keys.css';
import '../../components/popup/popup.css';
import '../../components/popup/talk.css';
import { NotSentElsewhere } from '../../components/outbox/elsewhere.ts';
import type { PopupCalls } from '../../components/popup/calls.ts';
import { Popup } from '../../components/popup/popup.tsx';
import { createTheme } from '../../components/ui/page-theme.ts';
import { asked } from '../../components/ui/result.ts';
import { WaitLimit } from '../../components/ui/wait-limit.ts';
import { t } from '../../utils/i18n.ts';
import { openInbox } from '../../utils/inbox-page.ts';
import { sendMessage } from '../../utils/messaging/protocol.ts';
import { watchTopics } from '../../utils/storage/applicant-watch.ts';
import { showLosses } from './losses.tsx';
import { openStore, type Store } from './store.ts';
import { write, writeMany } from './write-calls.ts';

const calls: PopupCalls = {
  refresh: (byItself) => asked(sendMessage('refresh', byItself)),
  readOn: () => asked(sendMessage('readOn')),
  readRows: (of) => asked(sendMessage('readRows', of)),
  readNegotiation: (id) => asked(sendMessage('readNegotiation', id)),
  readConversation: (of) => asked(sendMessage('readConversation', of)),
  readTemplate: (of) => asked(sendMessage('readTemplate', of)),
  readAddresses: () => asked(sendMessage('readAddresses')),
  write,
  writeMany,
  stop: (group) => sendMessage('stop', group),
  undo: (id) => sendMessage('undo', id),
  retry: (id) => sendMessage('retry', id),
  dismiss: (id) => sendMessage('dismiss', id),
  flush: () => sendMessage('flush'),
  saveDraft: (draft) => sendMessage('saveDraft', draft),
  openOptions: (section) => sendMessage('openOptions', section),
  signIn: (role) => asked(sendMessage('signIn', role)),
  openTab: async (url) => (await import('../../utils/tabs.ts')).openTab(url),
  saveSettings: (change) => asked(sendMessage('saveSettings', change)),
  watchTopics,
  async openInbox(address) {
    await openInbox(address);
    // The popup has done its work; it stays open over a page of its own otherwise.
    close();
  },
};

const root = document.querySelector('#app') ?? document.body;
const theme = createTheme();
document.documentElement.lang = t('locale');
document.title = t('extName');

function draw(store: Store) {
  theme(store.settings.theme);
  render(
    <NotSentElsewhere.Provider value={store.elsewhere}>
      <WaitLimit.Provider value={store.settings.waitHours}>
        <Popup {...store} calls={calls} />
      </WaitLimit.Provider>
    </NotSentElsewhere.Provider>,
    root,
  );
}

void showLosses();
void openStore(draw);
