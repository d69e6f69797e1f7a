import '../../components/inbox/negotiation/negotiation.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { InboxCalls } from '../../components/inbox/calls.ts';
import { ChatsPage } from '../../components/inbox/chats/chats-page.tsx';
import { ChatWithoutVacancy } from '../../components/inbox/negotiation/chat-without-vacancy.tsx';
import { NegotiationPane } from '../../components/inbox/negotiation/pane.tsx';
import type { PaneStore } from '../../components/inbox/negotiation/store.ts';
import type { NegotiationSlot } from '../../components/inbox/slots.ts';
import { Invite } from '../../components/invite/invite.tsx';
import { useNow } from '../../components/popup/use-now.ts';
import { UndoBar } from '../../components/undo-bar.tsx';
import { t } from '../../utils/i18n.ts';
import type { ResumeId } from '../../utils/ids.ts';
import type { Snippet } from '../../utils/inbox/snippets.ts';
import { snippetsItem } from '../../utils/inbox-storage.ts';
import type { Store } from '../popup/store.ts';
import { negotiationCalls as calls } from './negotiation-calls.ts';

/** What the pane paints from: the page's store, the time, and the user's own texts. */
function usePaneStore({ account, settings, entries, drafts, inbox }: Store): PaneStore {
  const now = useNow();
  const [snippets, setSnippets] = useState<Snippet[]>([]);
  useEffect(() => {
    const stop = snippetsItem.watch(setSnippets);
    void snippetsItem.getValue().then(setSnippets);
    return stop;
  }, []);
  return { now, account, settings, entries, drafts, snippets, rows: inbox.rows };
}

/** The open negotiation. */
export const Pane = ({ store, ...slot }: NegotiationSlot & { store: Store }) => (
  <NegotiationPane {...slot} store={usePaneStore(store)} calls={calls} />
);

interface WholeProps {
  store: Store;
  calls: InboxCalls;
  children: ComponentChildren;
}

/** A page of its own, with what was just written below it. */
const Whole = ({ store, calls: page, children }: WholeProps) => (
  <main class="chats-page">
    {children}
    <div class="undo-place">
      <UndoBar entries={store.entries} withCandidate calls={page} />
    </div>
  </main>
);

/** All chats (`?page=chats`). */
export const Chats = (props: Omit<WholeProps, 'children'>) => (
  <Whole {...props}>
    <ChatsPage store={usePaneStore(props.store)} vacancies={props.store.inbox.vacancies} calls={calls} />
  </Whole>
);

/** A resume to a vacancy (`?page=invite&resume=…`), as the panel on a resume page asks for it. */
export function Inviting({ resumeId, ...props }: Omit<WholeProps, 'children'> & { resumeId: ResumeId }) {
  const store = usePaneStore(props.store);
  const [round, setRound] = useState(0);
  const again = () => setRound(round + 1);
  return (
    <Whole {...props}>
      <div class="invite-page stack" data-inner="">
        <h1 class="hidden">{t('invite_title')}</h1>
        <Invite
          key={round}
          resumeId={resumeId}
          candidateName={null}
          drafts={store.drafts}
          undoSeconds={store.settings.undoSeconds}
          hhUrl={`https://${store.settings.site}/resume/${resumeId}`}
          calls={calls}
          onSent={again}
          onClose={() => window.close()}
        />
        <ChatWithoutVacancy resumeId={resumeId} store={store} candidate={null} calls={calls} />
      </div>
    </Whole>
  );
}
