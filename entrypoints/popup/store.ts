import type { PopupProps } from '../../components/popup/popup.tsx';
import { accountKey } from '../../utils/inbox/inbox.ts';
import type { StoredEntry } from '../../utils/inbox/write.ts';
import { accountItem, draftsItem, inboxItem, outboxItem, settingsItem } from '../../utils/storage.ts';

export type Store = Omit<PopupProps, 'calls'>;
type Whole = Omit<Store, 'entries'> & { outbox: StoredEntry[] };

/** Writes of another account wait for it unseen: nothing of one is shown to another. */
const shown = ({ outbox, ...store }: Whole): Store => ({
  ...store,
  entries: outbox.filter((entry) => entry.account === accountKey(store.account)),
});

/** Hands over the store as it is, once, and then whatever changes in it; changes of one moment come together. */
export async function openStore(changed: (store: Store) => void): Promise<void> {
  let store: Whole | undefined;
  let announced = false;
  const change = (part: Partial<Whole>) => {
    if (!store) return;
    store = { ...store, ...part };
    if (announced) return;
    announced = true;
    queueMicrotask(() => {
      announced = false;
      if (store) changed(shown(store));
    });
  };

  // Watched before it is read: nothing may change in between unseen.
  accountItem.watch((account) => change({ account }));
  inboxItem.watch((inbox) => change({ inbox }));
  settingsItem.watch((settings) => change({ settings }));
  outboxItem.watch((outbox) => change({ outbox }));
  draftsItem.watch((drafts) => change({ drafts }));
  const [account, inbox, settings, outbox, drafts] = await Promise.all([
    accountItem.getValue(),
    inboxItem.getValue(),
    settingsItem.getValue(),
    outboxItem.getValue(),
    draftsItem.getValue(),
  ]);
  store = { account, inbox, settings, outbox, drafts };
  changed(shown(store));
}
