import { useState } from 'preact/hooks';
import { ChatWithoutVacancy } from '../../components/inbox/negotiation/chat-without-vacancy.tsx';
import { Invite } from '../../components/invite/invite.tsx';
import { t } from '../../utils/i18n.ts';
import type { ResumeId } from '../../utils/ids.ts';
import { negotiationCalls as calls } from './negotiation-calls.ts';
import { usePaneStore } from './pane-store.ts';
import { Whole, type WholeProps } from './whole.tsx';

/** A resume to a vacancy (`?page=invite&resume=…`), as the panel on a resume page asks for it. */
export function Inviting({ resumeId, ...props }: WholeProps & { resumeId: ResumeId }) {
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
