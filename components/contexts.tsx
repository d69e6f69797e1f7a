import { type ComponentChildren, createContext } from 'preact';
import { defaultSettings } from '../utils/domain/inbox.ts';
import type { Elsewhere } from '../utils/domain/write-request.ts';
import type { PageStore } from '../utils/storage/page-store.ts';
import { AvoidedContext } from './ui/avoided.tsx';

/** For how long what is asked for can be taken back, in seconds. */
export const UndoSeconds = createContext(defaultSettings.undoSeconds);

/** Hours after which a response has waited too long. */
export const WaitLimit = createContext(defaultSettings.waitHours);

/** What is not sent under accounts that are not in use now. */
export const NotSentElsewhere = createContext<readonly Elsewhere[]>([]);

interface Props {
  store: Pick<PageStore, 'settings' | 'elsewhere' | 'avoided'>;
  children: ComponentChildren;
}

/** What any view of a page may need, out of the store. */
export const PageContexts = ({ store: { settings, elsewhere, avoided }, children }: Props) => (
  <UndoSeconds.Provider value={settings.undoSeconds}>
    <WaitLimit.Provider value={settings.waitHours}>
      <NotSentElsewhere.Provider value={elsewhere}>
        <AvoidedContext.Provider value={avoided}>{children}</AvoidedContext.Provider>
      </NotSentElsewhere.Provider>
    </WaitLimit.Provider>
  </UndoSeconds.Provider>
);
