import './invite-page.css';
import { useState } from 'preact/hooks';
import { t } from '../../utils/i18n.ts';
import type { ResumeId } from '../../utils/ids.ts';
import type { PageStore } from '../../utils/storage/page-store.ts';
import { valuesOf } from '../conversation/snippets.tsx';
import { BeginChat } from './begin-chat.tsx';
import { Invite } from './invite.tsx';

/** Invites a resume to a vacancy (`?page=invite&resume=…`), as the panel on a resume page asks for it. */
export function InvitePage({ store, resumeId }: { store: PageStore; resumeId: ResumeId }) {
  const { settings, entries, drafts } = store;
  const [round, setRound] = useState(0);
  return (
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
        values={valuesOf(store, { candidate: null, vacancy: null })}
        entries={entries}
        drafts={drafts}
      />
    </div>
  );
}
