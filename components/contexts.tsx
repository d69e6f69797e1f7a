import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import type { Avoided } from '../utils/domain/avoided.ts';
import { firstUndoSeconds, firstWaitHours } from '../utils/domain/settings.ts';
import type { Elsewhere, Entry } from '../utils/domain/write-request.ts';
import type { EntryId } from '../utils/ids.ts';
import type { PageStore } from '../utils/storage/page-store.ts';

const StoreContext = createContext<PageStore | null>(null);

/** The content of the store, for views of our own pages. The panel on hh's page has no store. */
export function useStore(): PageStore {
  const store = useContext(StoreContext);
  if (!store) throw new Error('No store: this view belongs to a page of ours.');
  return store;
}

/** How long a write can be undone, in seconds. */
export const UndoSeconds = createContext(firstUndoSeconds);

/** After how many hours a response has been waiting too long. */
export const WaitLimit = createContext(firstWaitHours);

/** The outbox entries, and the drafts: texts begun but not sent. */
export const OutboxContext = createContext<Pick<PageStore, 'entries' | 'drafts'>>({
  entries: [],
  drafts: {},
});
export const useOutbox = () => useContext(OutboxContext);

/** Calls `written` once for each concerned entry that is sent while the view is mounted. */
export function useWritten(concerns: (entry: Entry) => boolean, written: (fresh: Entry[]) => void): void {
  const { entries } = useOutbox();
  const known = useRef<Set<EntryId> | null>(null);
  const sent = entries.filter((entry) => entry.progress.at === 'sent' && concerns(entry));
  useEffect(() => {
    const before = known.current;
    known.current = new Set([...(before ?? []), ...sent.map(({ id }) => id)]);
    const fresh = before ? sent.filter(({ id }) => !before.has(id)) : [];
    if (fresh.length > 0) written(fresh);
  }, [sent.map(({ id }) => id).join(' ')]);
}

/** The marks made by the account that is signed in: whom not to contact, or not to apply to. */
export const AvoidedContext = createContext<readonly Avoided[]>([]);

/** Writes not yet sent under accounts that are not in use at present. */
export const NotSentElsewhere = createContext<readonly Elsewhere[]>([]);

interface Props {
  store: PageStore;
  children: ComponentChildren;
}

/** Provides what any view of a page may need from the store. */
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
