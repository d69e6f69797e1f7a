import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Avoided } from '../utils/domain/avoided.ts';
import { firstUndoSeconds, firstWaitHours } from '../utils/domain/inbox.ts';
import type { Elsewhere } from '../utils/domain/write-request.ts';
import type { PageStore } from '../utils/storage/page-store.ts';

const StoreContext = createContext<PageStore | null>(null);

/** What the store holds, in a page of ours. The panel on hh's page has no store. */
export function useStore(): PageStore {
  const store = useContext(StoreContext);
  if (!store) throw new Error('No store: this view belongs to a page of ours.');
  return store;
}

/** For how long what is asked for can be taken back, in seconds. */
export const UndoSeconds = createContext(firstUndoSeconds);

/** Hours after which a response has waited too long. */
export const WaitLimit = createContext(firstWaitHours);

/** What stands in the outbox, and texts that were begun and not sent. */
export const OutboxContext = createContext<Pick<PageStore, 'entries' | 'drafts'>>({
  entries: [],
  drafts: {},
});
export const useOutbox = () => useContext(OutboxContext);

/** The marks of who is signed in: whom not to contact, or not to apply to. */
export const AvoidedContext = createContext<readonly Avoided[]>([]);

/** What is not sent under accounts that are not in use now. */
export const NotSentElsewhere = createContext<readonly Elsewhere[]>([]);

interface Props {
  store: PageStore;
  children: ComponentChildren;
}

/** What any view of a page may need, out of the store. */
export const PageContexts = ({ store, children }: Props) => (
  <StoreContext.Provider value={store}>
    <UndoSeconds.Provider value={store.settings.undoSeconds}>
      <WaitLimit.Provider value={store.settings.waitHours}>
        <OutboxContext.Provider value={store}>
          <NotSentElsewhere.Provider value={store.elsewhere}>
            <AvoidedContext.Provider value={store.avoided}>{children}</AvoidedContext.Provider>
          </NotSentElsewhere.Provider>
        </OutboxContext.Provider>
      </WaitLimit.Provider>
    </UndoSeconds.Provider>
  </StoreContext.Provider>
);
