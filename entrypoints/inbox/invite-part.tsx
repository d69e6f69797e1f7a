import { useState } from 'preact/hooks';
import { valuesOf } from '../../components/conversation/snippets.tsx';
import { BeginChat } from '../../components/invite/begin-chat.tsx';
import { Invite } from '../../components/invite/invite.tsx';
import { t } from '../../utils/i18n.ts';
import type { ResumeId } from '../../utils/ids.ts';
import { Whole, type WholeProps } from './whole.tsx';

/** A resume to a vacancy (`?page=invite&resume=…`), as the panel on a resume page asks for it. */
export function Inviting({ resumeId, ...props }: WholeProps & { resumeId: ResumeId }) {
  const { settings, entries, drafts } = props.store;
  const [round, setRound] = useState(0);
  return (
    <Whole {...props}>
      <div class="invite-page stack" data-inner="">
        <h1 class="hidden">{t('invite_title')}</h1>
        <Invite
          key={round}
          resumeId={resumeId}
          candidateName={null}
          drafts={drafts}
          undoSeconds={settings.undoSeconds}
          hhUrl={`https://${settings.site}/resume/${resumeId}`}
          onSent={() => setRound(round + 1)}
          onClose={() => window.close()}
        />
        <BeginChat
          resumeId={resumeId}
          values={valuesOf(props.store, { candidate: null, vacancy: null })}
          entries={entries}
          drafts={drafts}
        />
      </div>
    </Whole>
  );
}
