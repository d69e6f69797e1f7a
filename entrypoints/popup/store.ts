import type { PopupProps } from '../../components/popup/popup.tsx';
import { accountItem, draftsItem, inboxItem, outboxItem, settingsItem } from '../../utils/storage.ts';

export type Store = Omit<PopupProps, 'calls'>;

/** Hands over the store as it is, once, and then whatever changes in it; changes of one moment come together. */
export async function openStore(changed: (store: Store) => void): Promise<void> {
  let store: Store | undefined;
  let announced = false;
  const change = (part: Partial<Store>) => {
    if (!store) return;
    store = { ...store, ...part };
    if (announced) return;
    announced = true;
    queueMicrotask(() => {
      announced = false;
      if (store) changed(store);
    });
  };

  // Watched before it is read: nothing may change in between unseen.
  accountItem.watch((account) => change({ account }));
  inboxItem.watch((inbox) => change({ inbox }));
  settingsItem.watch((settings) => change({ settings }));
  outboxItem.watch((entries) => change({ entries }));
  draftsItem.watch((drafts) => change({ drafts }));
  const [account, inbox, settings, entries, drafts] = await Promise.all([
    accountItem.getValue(),
    inboxItem.getValue(),
    settingsItem.getValue(),
    outboxItem.getValue(),
    draftsItem.getValue(),
  ]);
  store = { account, inbox, settings, entries, drafts };
  changed(store);
}
