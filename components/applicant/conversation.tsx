import { useRef } from 'preact/hooks';
import type { ApplicantNegotiation } from '../../utils/domain/applicant/negotiation.ts';
import { type Drafts, draftIn, type Entry, editKey } from '../../utils/domain/write-request.ts';
import { plural, t } from '../../utils/i18n.ts';
import { known, unread } from '../../utils/known.ts';
import { ConversationView } from '../conversation/conversation.tsx';
import { OwnMessage } from '../conversation/own-message.tsx';
import { editsIn, useConversation } from '../conversation/use-conversation.ts';
import { negotiationsUrl } from '../ui/addresses.ts';
import { Button } from '../ui/button.tsx';
import { pressed, useKeys } from '../ui/reveal.ts';
import { delay } from '../ui/words.ts';
import { useWorker } from '../worker.ts';

interface Props {
  negotiation: ApplicantNegotiation;
  site: string;
  entries: Entry[];
  drafts: Drafts;
  undoSeconds: number;
  now: number;
}

/** The messages of one negotiation: behind a button, because reading them marks what is new as seen. */
export function ApplicantConversation({ negotiation, site, entries, drafts, undoSeconds, now }: Props) {
  const { id, messaging, fresh, messages } = negotiation;
  const worker = useWorker();
  const { readMessages, editLetter } = worker.applicant;
  const root = useRef<HTMLDivElement>(null);
  const of = { chatId: null, negotiationId: id };
  const conversation = useConversation(of, entries, async ({ page = 0 }) => {
    const answer = await readMessages({
      id,
      messaging: messaging === null ? unread : known(messaging),
      page,
    });
    // What was new is read now: the badge does not wait for the next poll.
    if (answer.ok && fresh) void worker.refresh();
    return answer;
  });
  useKeys(root, (code) => (code === 'KeyC' ? pressed(root.current, code) : undefined));
  const pending = editsIn(
    entries.filter(({ progress }) => progress.at !== 'sent' && progress.at !== 'failed'),
    of,
  );
  const open = () => conversation.open(true);
  return (
    <div ref={root}>
      <ConversationView
        of={of}
        viewer="applicant"
        hhUrl={negotiationsUrl(site)}
        open={conversation}
        unread={known(0)}
        unseen={null}
        entries={entries}
        drafts={drafts}
        undoSeconds={undoSeconds}
        now={now}
        closed={
          <>
            <Button
              wide
              shortcut="C"
              data-key="KeyC"
              tone={fresh ? 'primary' : 'plain'}
              disabled={conversation.busy}
              onClick={open}
            >
              {conversation.busy
                ? t('chat_loading')
                : messages
                  ? plural('applicant_talk_count', messages)
                  : t('applicant_talk_open')}
            </Button>
            <p class="small muted gap">{t(fresh ? 'applicant_talk_marks_new' : 'applicant_talk_marks')}</p>
          </>
        }
        message={(message) => {
          const key = editKey({ what: 'letter', of: id, id: message.id });
          return (
            <OwnMessage
              message={message}
              viewer="applicant"
              pending={pending.find((edit) => edit.id === message.id)}
              draft={draftIn(drafts, key, entries)}
              draftKey={key}
              effect={t('applicant_letter_effect', delay(undoSeconds))}
              onEdit={(text) => editLetter(id, message.id, text)}
            />
          );
        }}
      />
    </div>
  );
}
