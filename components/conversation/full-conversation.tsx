import { useState } from 'preact/hooks';
import type { VariableValues } from '../../utils/domain/snippets.ts';
import { draftIn, editKey } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import { isKnown } from '../../utils/known.ts';
import { lazy } from '../ui/lazy.ts';
import { useWorker } from '../worker.ts';
import { type ConversationProps, ConversationView } from './conversation.tsx';
import { Attach, mayAttachTo, pasting, useAttaching, WaitingFiles } from './files.tsx';
import { OwnMessage } from './own-message.tsx';
import { WithSnippets } from './snippets.tsx';
import { editsIn } from './use-conversation.ts';

const People = lazy(async () => (await import('./people.tsx')).People);

interface Props extends Omit<ConversationProps, 'message' | 'end' | 'around' | 'below' | 'hhUrl'> {
  hhUrl: string;
  /** What the variables of the person's own texts stand for here. */
  values: VariableValues;
}

/** The conversation on a page of ours: also with files, participants, own texts, and own messages to be changed. */
export function FullConversation({ values, ...props }: Props) {
  const { of, open, entries, drafts, undoSeconds, hhUrl } = props;
  const { editMessage, removeMessage } = useWorker().negotiation;
  const { conversation } = open;
  const chatId = conversation?.chatId ?? null;
  const attaching = useAttaching(chatId, of.negotiationId);
  const [people, setPeople] = useState(false);
  const mayAttach = mayAttachTo(conversation);
  const pending = editsIn(
    entries.filter(({ progress }) => progress.at !== 'sent' && progress.at !== 'failed'),
    { ...of, chatId },
  );
  return (
    <ConversationView
      {...props}
      message={(message) => {
        const key = editKey({ what: 'message', of: chatId ?? '', id: message.id });
        return (
          <OwnMessage
            message={message}
            viewer="recruiter"
            pending={pending.find(({ id }) => id === message.id)}
            draft={draftIn(drafts, key, entries)}
            draftKey={key}
            onEdit={chatId && ((text) => editMessage(chatId, message.id, text))}
            onRemove={chatId && (() => removeMessage(chatId, message.id))}
          />
        );
      }}
      end={<WaitingFiles entries={entries} chatId={chatId} hhUrl={hhUrl} />}
      around={(composer) => (
        <WithSnippets values={values}>
          <div onPasteCapture={pasting(attaching, mayAttach)}>{composer}</div>
        </WithSnippets>
      )}
      below={
        conversation &&
        chatId && (
          <>
            {mayAttach && !props.readOnly && <Attach attaching={attaching} undoSeconds={undoSeconds} />}
            {!isKnown(conversation.filesOff, false) && (
              <p class="small muted">
                {t(conversation.filesOff.known ? 'people_files_off' : 'people_files_unread')}
              </p>
            )}
            <details data-inner="" onToggle={({ currentTarget }) => setPeople(currentTarget.open)}>
              <summary class="small">{t('people_title')}</summary>
              {people && <People chatId={chatId} />}
            </details>
          </>
        )
      }
    />
  );
}
