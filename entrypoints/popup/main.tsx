// The look shared by all pages comes first: later styles build on it.
import { createPage, sourceOf } from '../pages/create-page.tsx';
import '../../components/popup/popup.css';
import '../../components/conversation/conversation.css';
import { PageContexts } from '../../components/contexts.tsx';
import { Popup } from '../../components/popup/popup.tsx';
import { t } from '../../utils/i18n.ts';
import { worker as own } from '../../utils/messaging/client.ts';

const { worker, openStore } = await sourceOf({
  worker: {
    ...own,
    // The popup has done its work. Without this it would stay open above our own page.
    openInbox: async (address) => {
      await own.openInbox(address);
      close();
    },
  },
  openStore: own.store.openStore,
});
const draw = createPage(t('extName'), worker);

void openStore((store) =>
  draw(
    store.settings,
    <PageContexts store={store}>
      <Popup />
    </PageContexts>,
  ),
);
