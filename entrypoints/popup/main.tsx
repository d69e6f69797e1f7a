// The look of every page comes first: what follows builds on it.
import { createPage } from '../pages/create-page.tsx';
import '../../components/popup/popup.css';
import '../../components/conversation/conversation.css';
import { WaitLimit } from '../../components/negotiation/row-words.ts';
import { NotSentElsewhere } from '../../components/outbox/entries.ts';
import { Popup } from '../../components/popup/popup.tsx';
import { t } from '../../utils/i18n.ts';
import { worker } from '../../utils/messaging/client.ts';
import { openStore } from '../../utils/storage/page-store.ts';

const draw = createPage(t('extName'), {
  ...worker,
  // The popup has done its work; it stays open over a page of its own otherwise.
  openInbox: async (address) => {
    await worker.openInbox(address);
    close();
  },
});

void openStore((store) =>
  draw(
    store.settings,
    <NotSentElsewhere.Provider value={store.elsewhere}>
      <WaitLimit.Provider value={store.settings.waitHours}>
        <Popup {...store} />
      </WaitLimit.Provider>
    </NotSentElsewhere.Provider>,
  ),
);
